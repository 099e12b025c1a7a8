import { useCallback, useEffect, useState } from 'preact/hooks';
import { usePortal } from '../ui/portal';

export interface Loaded<T> {
  readonly body: T | null;
  readonly etag: string | null;
  readonly error: unknown;
  readonly reload: () => void;
}

/** What stands at the path; asked for again when the path changes, and on demand. The former answer stays until the next is there. */
export function useLoaded<T>(path: string | null): Loaded<T> {
  const { client } = usePortal();
  const [round, setRound] = useState(0);
  const [answer, setAnswer] = useState<{ path: string; body: T; etag: string | null } | null>(null);
  const [error, setError] = useState<unknown>(null);
  useEffect(() => {
    if (path === null) return;
    const abort = new AbortController();
    client.get<T>(path, abort.signal).then(
      ({ body, etag }) => {
        setAnswer({ path, body, etag });
        setError(null);
      },
      (failure: unknown) => {
        if (!abort.signal.aborted) setError(failure);
      },
    );
    return () => abort.abort();
  }, [client, path, round]);
  const reload = useCallback(() => setRound((count) => count + 1), []);
  const mine = answer?.path === path ? answer : null;
  return { body: mine?.body ?? null, etag: mine?.etag ?? null, error, reload };
}
