import { useCallback, useEffect, useState } from 'preact/hooks';
import { usePortal } from '../ui/portal';

export interface Loaded<T> {
  readonly value: T | null;
  readonly error: unknown;
  readonly reload: () => Promise<void>;
}

/** One answer of the API, fetched when the page opens. */
export function useLoaded<T>(path: string): Loaded<T> {
  const { client } = usePortal();
  const [state, setState] = useState<{ readonly value: T | null; readonly error: unknown }>({ value: null, error: null });
  const reload = useCallback(
    () =>
      client.get<T>(path).then(
        ({ body }) => setState({ value: body, error: null }),
        (error: unknown) => setState(({ value }) => ({ value, error })),
      ),
    [client, path],
  );
  useEffect(() => void reload(), [reload]);
  return { ...state, reload };
}
