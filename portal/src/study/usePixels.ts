import { useCallback, useEffect, useState } from 'preact/hooks';
import type { Client } from '../api/client';
import type { ContourDocument } from '../api/contract';

/** The cookies last 15 minutes (docs/api.md). */
const renewEvery = 10 * 60_000;

export interface PixelSession {
  readonly ready: boolean;
  /** Studies whose results may be read: those whose findings this reader is shown. */
  readonly results: readonly string[];
  readonly error: unknown;
  readonly renew: () => Promise<void>;
}

const closed = { ready: false, results: [] as readonly string[], error: null as unknown };

/** The right to read pixels, and the results of these studies, kept alive while the study is open. */
export function usePixelSession(client: Client, wanted: boolean, studies: readonly string[]): PixelSession {
  const [state, setState] = useState(closed);
  const asked = studies.join(' ');
  const renew = useCallback(async () => {
    try {
      const { body } = await client.post<{ results: readonly string[] }>('/api/pixel-session', { studies: asked === '' ? [] : asked.split(' ') });
      setState({ ready: true, results: body.results, error: null });
    } catch (error) {
      // What is on the screen stays: only what is fetched from now on would be refused.
      setState((old) => ({ ...old, error }));
    }
  }, [client, asked]);
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
