import { createHash, randomBytes } from 'node:crypto';

export const people = {
  radiologist: { name: 'Dr Ada Lindqvist', roles: ['radiologist'] },
  resident: { name: 'Sam Okafor', roles: ['resident'] },
  clinic: { name: 'North Clinic', roles: ['clinic'], clinic: 'north-clinic' },
  operator: { name: 'Kim Ito', roles: ['operator'] },
};

const password = 'mock';
const escape = (text) => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

/** An OpenID provider in one page: discovery, a form, the code exchange with PKCE, the end of the session. Tokens are random. */
export class Login {
  codes = new Map();
  tokens = new Map();

  constructor(issuer) {
    this.issuer = issuer;
  }

  personOf(authorization) {
    return this.tokens.get(authorization?.replace(/^Bearer /, '')) ?? null;
  }

  handle(request, url, body, answer) {
    if (url.pathname === '/.well-known/openid-configuration')
      return answer(200, { issuer: this.issuer, authorization_endpoint: `${this.issuer}/authorize`, token_endpoint: `${this.issuer}/token`, end_session_endpoint: `${this.issuer}/end` });
    if (url.pathname === '/authorize' && request.method === 'GET') return answer(200, form(url.searchParams, ''), 'text/html');
    if (url.pathname === '/authorize') return this.enter(new URLSearchParams(body), answer);
    if (url.pathname === '/token') return this.exchange(new URLSearchParams(body), answer);
    if (url.pathname === '/end') return answer(302, '', 'text/plain', { Location: url.searchParams.get('post_logout_redirect_uri') });
    return answer(url.pathname === '/favicon.ico' ? 204 : 404, undefined);
  }

  enter(fields, answer) {
    const user = fields.get('login');
    if (!Object.hasOwn(people, user) || fields.get('password') !== password) return answer(401, form(fields, 'Wrong name or password.'), 'text/html');
    const code = randomBytes(16).toString('hex');
    this.codes.set(code, { user, challenge: fields.get('code_challenge') });
    const query = new URLSearchParams({ code, state: fields.get('state'), iss: this.issuer });
    return answer(303, '', 'text/plain', { Location: `${fields.get('redirect_uri')}?${query}` });
  }

  exchange(fields, answer) {
    const granted = this.codes.get(fields.get('code'));
    this.codes.delete(fields.get('code'));
    const challenge = createHash('sha256').update(fields.get('code_verifier') ?? '').digest('base64url');
    if (!granted || granted.challenge !== challenge) return answer(400, { error: 'invalid_grant' });
    const token = randomBytes(16).toString('hex');
    this.tokens.set(token, { subject: granted.user, ...people[granted.user], authenticatedAt: Date.now() });
    return answer(200, { access_token: token, token_type: 'Bearer', expires_in: 3600 });
  }
}

function form(fields, error) {
  const hidden = ['redirect_uri', 'state', 'code_challenge']
    .map((name) => `<input type="hidden" name="${name}" value="${escape(fields.get(name) ?? '')}">`)
    .join('');
  return `<!doctype html><meta charset="utf-8"><title>Mock login</title><h1>Mock login</h1><p>${escape(error)}</p>
<form method="post" action="/authorize">${hidden}<label>User <input name="login" autofocus></label>
<label>Password <input name="password" type="password"></label><button type="submit">Log in</button></form>
<p>${Object.keys(people).join(', ')}; password ${password}</p>`;
}
