// The local cloud's stand-in for Cognito: OpenID Connect with tokens of Cognito's shape. For demonstrations alone:
// passwords lie in a file in plain text, sessions in memory. Started by LoginServer.cs with the path of its settings.
import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';
import { timingSafeEqual, createHash } from 'node:crypto';
import Provider from 'oidc-provider';
import { loginPage, logoutPage, stylesheet } from './pages.mjs';

const settings = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const accounts = JSON.parse(readFileSync(settings.accounts, 'utf8'));
const keys = JSON.parse(readFileSync(settings.keys, 'utf8'));
const people = new Map(accounts.People.map((person) => [person.Subject, person]));
const resource = 'urn:firstread:api';

const contentSecurityPolicy = [
  "default-src 'none'", "style-src 'self'", "base-uri 'none'", "frame-ancestors 'none'",
  // Chromium applies form-action to the redirects that follow as well: the portal's origin is where they end.
  `form-action 'self' ${settings.gateway}`,
].join('; ');

const configuration = {
  clients: [
    {
      client_id: settings.portalClientId,
      token_endpoint_auth_method: 'none',
      grant_types: ['authorization_code'],
      response_types: ['code'],
      redirect_uris: [`${settings.gateway}/`],
      post_logout_redirect_uris: [`${settings.gateway}/`],
    },
    ...accounts.Machines.map((machine) => ({
      client_id: machine.ClientId,
      client_secret: machine.ClientSecret,
      grant_types: ['client_credentials'],
      response_types: [],
      redirect_uris: [],
    })),
  ],
  jwks: keys.jwks,
  cookies: { keys: keys.cookies },
  pkce: { required: (_ctx, client) => client.clientAuthMethod === 'none' },
  clientBasedCORS: (_ctx, origin) => origin === settings.gateway,
  ttl: { AccessToken: 3600, ClientCredentials: 3600, IdToken: 3600, Interaction: 900, Session: 43200, Grant: 43200 },
  features: {
    devInteractions: { enabled: false },
    clientCredentials: { enabled: true },
    rpInitiatedLogout: { enabled: true, logoutSource: (ctx, form) => { ctx.body = logoutPage(form); } },
    resourceIndicators: {
      enabled: true,
      defaultResource: () => resource,
      useGrantedResource: () => true,
      getResourceServerInfo: () => ({
        scope: 'openid', audience: resource, accessTokenFormat: 'jwt', accessTokenTTL: 3600, jwt: { sign: { alg: 'RS256' } },
      }),
    },
  },
  formats: { customizers: { jwt: likeCognito } },
  interactions: { url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
  findAccount: (_ctx, id) => people.has(id) && { accountId: id, claims: () => ({ sub: id, name: people.get(id).Name }) },
  loadExistingGrant: grantEverything,
};

// Cognito Developer Guide, "Understanding the access token": client_id and no aud; token_use; groups for people only.
function likeCognito(ctx, token, jwt) {
  const person = people.get(token.accountId);
  // When the password was asked for, whenever the token was made.
  const authenticated = ctx.oidc.entities.AuthorizationCode?.authTime ?? jwt.payload.iat;
  // The provider insists on an audience; this one is there for it and not in the JSON.
  jwt.payload.aud = { toJSON: () => undefined };
  jwt.header = { typ: 'JWT' };
  Object.assign(jwt.payload, { version: 2, token_use: 'access', auth_time: authenticated });
  if (person) Object.assign(jwt.payload, { username: person.Username, 'cognito:groups': person.Groups });
}

// The portal is ours: nobody is asked whether it may know who they are.
async function grantEverything(ctx) {
  const { provider, session, client } = ctx.oidc;
  const standing = session.grantIdFor(client.clientId);
  if (standing) return provider.Grant.find(standing);
  const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
  grant.addOIDCScope('openid');
  grant.addResourceScope(resource, 'openid');
  await grant.save();
  return grant;
}

const provider = new Provider(settings.issuer, configuration);
provider.on('server_error', (_ctx, error) => console.error(error));

const answerTo = provider.callback();
createServer((request, response) => {
  route(request, response).catch((error) => {
    console.error(error);
    if (!response.headersSent) response.writeHead(error.statusCode ?? 500);
    response.end('This login has gone stale. Go back to FirstRead and log in again.');
  });
}).listen(settings.port, '127.0.0.1');

async function route(request, response) {
  const { pathname } = new URL(request.url, settings.issuer);
  response.setHeader('Content-Security-Policy', contentSecurityPolicy);
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('Referrer-Policy', 'no-referrer');
  if (pathname === '/style.css') return response.writeHead(200, { 'Content-Type': 'text/css' }).end(stylesheet);
  if (/^\/interaction\/[\w-]+$/.test(pathname)) return interact(request, response);
  return answerTo(request, response);
}

async function interact(request, response) {
  const { params } = await provider.interactionDetails(request, response);
  if (request.method !== 'POST') return send(response, 200, loginPage({ username: params.login_hint }));
  const form = await readForm(request);
  const person = accounts.People.find((candidate) => candidate.Username === form.get('username'));
  if (!samePassword(person?.Password ?? '', form.get('password') ?? '') || !person)
    return send(response, 401, loginPage({ username: form.get('username'), failed: true }));
  return provider.interactionFinished(request, response, { login: { accountId: person.Subject } });
}

function samePassword(expected, given) {
  const digest = (text) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(expected), digest(given));
}

async function readForm(request) {
  let text = '';
  for await (const chunk of request) {
    text += chunk;
    if (text.length > 4096) throw Object.assign(new Error('The form is too large.'), { statusCode: 413 });
  }
  return new URLSearchParams(text);
}

function send(response, status, html) {
  response.writeHead(status, { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' }).end(html);
}
