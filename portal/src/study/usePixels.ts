import { useCallback, useEffect, useState } from 'preact/hooks';
import type { Client } from '../api/client';
import type { ContourDocument } from '../api/contract';

/** The cookies last 15 minutes (docs/api.md). */
const renewEvery = 10 * 60_000;

export interface PixelSession {
  readonly ready: boolean;
  readonly error: unknown;
  readonly renew: () => Promise<void>;
}

/** The right to read pixels and results, kept alive while the study is open. */
export function usePixelSession(client: Client, wanted: boolean): PixelSession {
  const [state, setState] = useState<{ ready: boolean; error: unknown }>({ ready: false, error: null });
  const renew = useCallback(async () => {
    try {
      await client.post('/api/pixel-session');
      setState({ ready: true, error: null });
    } catch (error) {
      // What is on the screen stays: only what is fetched from now on would be refused.
      setState(({ ready }) => ({ ready, error }));
    }
  }, [client]);
  useEffect(() => {
    if (!wanted) return;
    void renew();
    const timer = setInterval(() => void renew(), renewEvery);
    return () => clearInterval(timer);
  }, [renew, wanted]);
  return { ...state, renew };
}

export interface Contours {
  readonly document: ContourDocument | null;
  readonly error: unknown;
}

/** The outlines of one result version. */
export function useContours(path: string | undefined, ready: boolean): Contours {
  const [state, setState] = useState<Contours & { path?: string }>({ document: null, error: null });
  useEffect(() => {
    if (path === undefined || !ready) return;
    const abort = new AbortController();
    fetch(path, { signal: abort.signal })
      .then((response) => {
        if (!response.ok) throw new Error(`The AI's outlines cannot be loaded: the server answered ${response.status}.`);
        return response.json() as Promise<ContourDocument>;
      })
      .then((document) => setState({ path, document, error: null }))
      .catch((error: unknown) => {
        if (!abort.signal.aborted) setState({ path, document: null, error });
      });
    return () => abort.abort();
  }, [path, ready]);
  return state.path === path ? state : { document: null, error: null };
}
