import { useEffect, useState } from 'preact/hooks';
import type { Client } from '../api/client';

export interface Polled<T> {
  readonly body: T | null;
  readonly etag: string | null;
  /** Of the last answer, changed or not. */
  readonly answeredAt: number | null;
  /** Why the last question got no answer. */
  readonly error: unknown;
}

const nothing = { body: null, etag: null, answeredAt: null, error: null } as const;

/** Asks again and again while the page lives; an unchanged answer costs a 304. */
export function startPolling<T>(
  client: Client,
  path: string,
  every: number,
  onAnswer: (polled: Polled<T>) => void,
  now: () => number = Date.now,
): () => void {
  const abort = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let polled: Polled<T> = nothing;
  const ask = async (): Promise<void> => {
    try {
      const answer = await client.getIfChanged<T>(path, polled.etag, abort.signal);
      polled = { ...polled, ...(answer ?? {}), answeredAt: now(), error: null };
    } catch (error) {
      polled = { ...polled, error };
    }
    if (abort.signal.aborted) return;
    onAnswer(polled);
    timer = setTimeout(() => void ask(), every);
  };
  void ask();
  return () => {
    abort.abort();
    clearTimeout(timer);
  };
}

export function usePolling<T>(client: Client, path: string, every: number): Polled<T> {
  const [polled, setPolled] = useState<Polled<T>>(nothing);
  useEffect(() => startPolling<T>(client, path, every, setPolled), [client, path, every]);
  return polled;
}
