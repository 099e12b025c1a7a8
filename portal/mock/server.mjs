// Serves portal/dist and the API of docs/api.md from memory, for development and tests of the portal alone.
//   node mock/server.mjs [--port N] [--idle-minutes M] [--rows N] [--hostile]
// Prints {"portal": url, "issuer": url} when it listens. People and their password stand in login.mjs.
import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { dirname, extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Api } from './api.mjs';
import { Login } from './login.mjs';

const { values: options } = parseArgs({ options: { port: { type: 'string', default: '0' }, 'idle-minutes': { type: 'string' }, rows: { type: 'string', default: '0' }, hostile: { type: 'boolean', default: false } } });
const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const dist = join(root, 'dist');
const types = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.wasm': 'application/wasm', '.woff2': 'font/woff2' };

const api = new Api({ withHostile: options.hostile, rows: Number(options.rows) });
let login;

function answerer(response, headers = {}) {
  return (status, body, type = 'application/json', more = {}) => {
    const text = body === undefined ? '' : typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body);
    response.writeHead(status, { 'Content-Type': type, 'Cache-Control': 'no-store', ...headers, ...more }).end(text);
  };
}

function bodyOf(request) {
  return new Promise((resolve, reject) => {
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk)).on('end', () => resolve(Buffer.concat(chunks).toString())).on('error', reject);
  });
}

function serveApi(request, url, body, answer) {
  const parts = url.pathname.split('/').slice(2).map(decodeURIComponent);
  if (parts[0] === 'configuration')
    return answer(200, { issuer: login.issuer, clientId: 'firstread-portal', portalUrl: url.origin, ...(options['idle-minutes'] ? { idleMinutes: Number(options['idle-minutes']) } : {}) });
  const reply = api.handle(request.method, parts, body === '' ? undefined : JSON.parse(body), request.headers, login.personOf(request.headers.authorization), url.searchParams);
  const headers = { ...reply.headers, ...(reply.etag ? { ETag: reply.etag } : {}) };
  if (reply.etag && request.method === 'GET' && request.headers['if-none-match'] === reply.etag) return answer(304, undefined, 'application/json', headers);
  return answer(reply.status, reply.body, reply.type ?? 'application/json', headers);
}

function servePixels(request, url, answer) {
  if (!request.headers.cookie?.includes('Mock-Pixels=granted')) return answer(403, 'No cookie.', 'text/plain');
  for (const entry of api.entries) {
    if (entry.result?.contours === url.pathname) return answer(200, entry.contours);
    const slice = entry.slices.find(({ instance }) => instance.path === url.pathname);
    const bytes = slice?.read();
    if (bytes) return answer(200, bytes, 'application/dicom');
  }
  return answer(404, 'No such object.', 'text/plain');
}

function serveFile(url, answer, response, headers) {
  const path = normalize(join(dist, url.pathname === '/' ? 'index.html' : url.pathname));
  if (!path.startsWith(dist) || !existsSync(path) || !statSync(path).isFile()) return answer(404, 'Not found.', 'text/plain');
  response.writeHead(200, { 'Content-Type': types[extname(path)] ?? 'application/octet-stream', 'Cache-Control': 'no-cache', ...headers });
  createReadStream(path).pipe(response);
}

function listen(handler, port) {
  return new Promise((resolve) => {
    const server = createServer((request, response) => {
      bodyOf(request).then((body) => handler(request, new URL(request.url, `http://${request.headers.host}`), body, response)).catch((error) => {
        console.error(error);
        response.writeHead(500).end();
      });
    });
    server.listen(port, '127.0.0.1', () => resolve(`http://127.0.0.1:${server.address().port}`));
  });
}

const issuer = await listen((request, url, body, response) => {
  const answer = answerer(response, { 'Access-Control-Allow-Origin': '*' });
  login.handle(request, url, body, answer);
}, 0);
login = new Login(issuer);

const securityHeaders = Object.fromEntries(
  Object.entries(JSON.parse(readFileSync(join(root, 'security-headers.json'), 'utf8'))).map(([name, value]) => [name, value.replace('{connect-origins}', issuer)]),
);

const portal = await listen((request, url, body, response) => {
  const answer = answerer(response, securityHeaders);
  if (url.pathname.startsWith('/mock/')) {
    const [, , act, id] = url.pathname.split('/');
    api.interfere(act, id);
    return answer(204);
  }
  if (url.pathname.startsWith('/api/')) return serveApi(request, url, body, answer);
  if (url.pathname.startsWith('/pixels/') || url.pathname.startsWith('/results/')) return servePixels(request, url, answer);
  return serveFile(url, answer, response, securityHeaders);
}, Number(options.port));

console.log(JSON.stringify({ portal, issuer }));
