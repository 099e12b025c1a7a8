import { describe, expect, it, vi } from 'vitest';
import { Client } from '../src/api/client';
import { messageOf, Problem } from '../src/api/problem';
import { startPolling, type Polled } from '../src/worklist/poll';

function clientAnswering(...responses: (Response | Error)[]) {
  const calls: { path: string; init: RequestInit }[] = [];
  const onUnauthorised = vi.fn();
  const send = (path: unknown, init?: RequestInit): Promise<Response> => {
    calls.push({ path: String(path), init: init ?? {} });
    const next = responses.shift() ?? Response.json({});
    return next instanceof Error ? Promise.reject(next) : Promise.resolve(next);
  };
  return { client: new Client({ token: () => 'AT', onUnauthorised, fetch: send as typeof fetch }), calls, onUnauthorised };
}

const headersOf = (init: RequestInit | undefined): Headers => new Headers(init?.headers);

describe('client', () => {
  it('sends the token, and nothing to the cache', async () => {
    const { client, calls } = clientAnswering(Response.json({ a: 1 }, { headers: { ETag: '"7"' } }));
    expect(await client.get('/api/me')).toEqual({ body: { a: 1 }, etag: '"7"' });
    expect(headersOf(calls[0]?.init).get('Authorization')).toBe('Bearer AT');
    expect(calls[0]?.init.cache).toBe('no-store');
  });

  it('says which revision it saw', async () => {
    const { client, calls } = clientAnswering();
    await client.put('/api/studies/s/findings/f', { decision: 'accept' }, '"7"');
    expect(headersOf(calls[0]?.init).get('If-Match')).toBe('"7"');
    expect(calls[0]?.init.body).toBe('{"decision":"accept"}');
  });

  it('turns a refusal into a problem with its code', async () => {
    const problem = Response.json({ code: 'revision-changed', title: 'Changed.', detail: 'Look again.' }, { status: 412 });
    const error = await clientAnswering(problem).client.post('/x').catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(Problem);
    expect((error as Problem).isOverrun).toBe(true);
    expect(messageOf(error)).toBe('Changed. Look again. (revision-changed)');
  });

  it('survives a refusal that is no JSON', async () => {
    const { client } = clientAnswering(new Response('<html>', { status: 502, statusText: 'Bad Gateway' }));
    await expect(client.get('/x')).rejects.toThrow('502 Bad Gateway');
  });

  it('tells when the token is no longer taken', async () => {
    const { client, onUnauthorised } = clientAnswering(new Response(null, { status: 401 }));
    await expect(client.get('/x')).rejects.toThrow();
    expect(onUnauthorised).toHaveBeenCalledOnce();
  });

  it('keeps the session where an act asks for the password again', async () => {
    const { client, onUnauthorised } = clientAnswering(Response.json({ code: 'reauthentication-required', title: 'Log in again.' }, { status: 401 }));
    const error = await client.post('/x').catch((caught: unknown) => caught);
    expect((error as Problem).wantsPassword).toBe(true);
    expect(onUnauthorised).not.toHaveBeenCalled();
  });
});

describe('polling', () => {
  it('asks with the last ETag, keeps the body of an unchanged answer, and outlives an error', async () => {
    vi.useFakeTimers();
    const { client, calls } = clientAnswering(
      Response.json({ n: 1 }, { headers: { ETag: '"a"' } }),
      new Response(null, { status: 304 }),
      new TypeError('network'),
      Response.json({ n: 2 }, { headers: { ETag: '"b"' } }),
    );
    const seen: Polled<{ n: number }>[] = [];
    const stop = startPolling<{ n: number }>(client, '/api/worklist', 3000, (polled) => seen.push(polled));
    await vi.advanceTimersByTimeAsync(9500);
    stop();
    await vi.advanceTimersByTimeAsync(30_000);
    vi.useRealTimers();
    expect(seen.map(({ body, error }) => [body?.n, error instanceof TypeError])).toEqual([[1, false], [1, false], [1, true], [2, false]]);
    expect(calls.map(({ init }) => headersOf(init).get('If-None-Match'))).toEqual([null, '"a"', '"a"', '"a"']);
    expect(seen[2]?.answeredAt).toBe(seen[1]?.answeredAt);
  });
});
