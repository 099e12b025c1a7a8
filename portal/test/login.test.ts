import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { departForLogIn, isReturning, returnFromLogIn } from '../src/session/oidc';
import { challengeOf, randomText } from '../src/session/pkce';

const configuration = { issuer: 'https://login.example', clientId: 'portal', portalUrl: 'https://portal.example' };
const provider = { authorization_endpoint: 'https://login.example/authorize', token_endpoint: 'https://login.example/token' };
const requests: { url: string; body: URLSearchParams }[] = [];
let left: URL | null = null;

beforeEach(() => {
  requests.length = 0;
  left = null;
  sessionStorage.clear();
  history.replaceState(null, '', '/#/s/K7Q2MD');
  vi.spyOn(location, 'assign').mockImplementation((url) => void (left = new URL(url)));
  vi.stubGlobal('fetch', (url: string, init?: RequestInit) => {
    requests.push({ url, body: new URLSearchParams(init?.body as URLSearchParams) });
    return Promise.resolve(Response.json(url.endsWith('/token') ? { access_token: 'AT', expires_in: 300 } : provider));
  });
});

afterEach(() => vi.unstubAllGlobals());

async function leave(anew = false): Promise<URLSearchParams> {
  await departForLogIn(configuration, anew);
  if (!left) throw new Error('did not leave');
  return left.searchParams;
}

describe('PKCE', () => {
  it('makes the challenge of RFC 7636, appendix B', async () => {
    expect(await challengeOf('dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk')).toBe('E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM');
  });

  it('makes another verifier each time, of a legal length', () => {
    expect(randomText()).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(randomText()).not.toBe(randomText());
  });
});

describe('log in', () => {
  it('exchanges the code with the verifier of this departure and comes back to the same address', async () => {
    const query = await leave();
    expect(query.get('code_challenge_method')).toBe('S256');
    history.replaceState(null, '', `/?code=C&state=${query.get('state')}`);
    expect(isReturning(new URLSearchParams(location.search))).toBe(true);
    const session = await returnFromLogIn(configuration, () => 1000);
    expect(session).toEqual({ accessToken: 'AT', expiresAt: 301_000 });
    const body = requests.at(-1)?.body;
    expect(await challengeOf(body?.get('code_verifier') ?? '')).toBe(query.get('code_challenge'));
    expect(location.search).toBe('');
    expect(location.hash).toBe('#/s/K7Q2MD');
  });

  it('asks for the password where someone has logged out', async () => {
    expect((await leave()).get('prompt')).toBeNull();
    expect((await leave(true)).get('prompt')).toBe('login');
  });

  it('leaves nothing in storage', async () => {
    const query = await leave();
    expect(sessionStorage.length).toBe(1);
    history.replaceState(null, '', `/?code=C&state=${query.get('state')}`);
    await returnFromLogIn(configuration, () => 0);
    expect(sessionStorage.length + localStorage.length).toBe(0);
  });

  it.each([
    ['a state of someone else', (state: string | null) => `/?code=C&state=x${state}`],
    ['an answer of another issuer', (state: string | null) => `/?code=C&state=${state}&iss=https%3A%2F%2Fevil.example`],
    ['an error', (state: string | null) => `/?error=access_denied&state=${state}`],
  ])('refuses %s, without asking for a token, and forgets the departure', async (_, address) => {
    const query = await leave();
    history.replaceState(null, '', address(query.get('state')));
    await expect(returnFromLogIn(configuration, () => 0)).rejects.toThrow();
    expect(requests.some(({ url }) => url.endsWith('/token'))).toBe(false);
    expect(sessionStorage.length).toBe(0);
    expect(location.search).toBe('');
  });

  it('refuses an answer to a login that was not started here', async () => {
    history.replaceState(null, '', '/?code=C&state=S');
    await expect(returnFromLogIn(configuration, () => 0)).rejects.toThrow('not started here');
  });
});
