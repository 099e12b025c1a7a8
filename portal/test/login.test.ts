import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { departForLogIn, isReturning, returnFromLogIn } from '../src/session/oidc';
import { challengeOf, randomText } from '../src/session/pkce';
import { handOver, isAnswerForAnotherWindow, reauthenticate } from '../src/session/reauthentication';

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

describe('the password again', () => {
  const opened = { location: { href: '' }, close: vi.fn() };

  beforeEach(() => {
    opened.location.href = '';
    opened.close.mockClear();
    vi.stubGlobal('open', () => opened);
  });

  async function ask(stop = new AbortController()): Promise<{ session: Promise<unknown>; query: URLSearchParams }> {
    const session = reauthenticate(configuration, stop.signal, () => 1000);
    session.catch(() => undefined);
    await vi.waitFor(() => expect(opened.location.href).not.toBe(''));
    return { session, query: new URL(opened.location.href).searchParams };
  }

  it('is asked for in another window and handed over without a token or a verifier', async () => {
    const { session, query } = await ask();
    expect(query.get('prompt')).toBe('login');
    const answer = new URLSearchParams({ code: 'C', state: query.get('state') ?? '' });
    expect(isAnswerForAnotherWindow(answer)).toBe(true);
    handOver(answer);
    expect(await session).toEqual({ accessToken: 'AT', expiresAt: 301_000 });
    expect(await challengeOf(requests.at(-1)?.body.get('code_verifier') ?? '')).toBe(query.get('code_challenge'));
    expect(sessionStorage.length + localStorage.length).toBe(0);
  });

  it('takes no answer to a question of another window', async () => {
    const stop = new AbortController();
    const { session, query } = await ask(stop);
    handOver(new URLSearchParams({ code: 'C', state: `${query.get('state')}x` }));
    await new Promise((resolve) => setTimeout(resolve));
    stop.abort();
    await expect(session).rejects.toThrow('No one logged in');
    expect(requests.some(({ url }) => url.endsWith('/token'))).toBe(false);
  });

  it('takes no answer of another issuer', async () => {
    const { session, query } = await ask();
    handOver(new URLSearchParams({ code: 'C', state: query.get('state') ?? '', iss: 'https://evil.example' }));
    await expect(session).rejects.toThrow('Another login server');
  });

  it('says when the browser opens no window', async () => {
    vi.stubGlobal('open', () => null);
    await expect(reauthenticate(configuration, new AbortController().signal)).rejects.toThrow('Allow windows');
  });
});
