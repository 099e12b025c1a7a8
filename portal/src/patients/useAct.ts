import { useState } from 'preact/hooks';

/** One act at a time, with what went wrong where it was begun. */
export function useAct(): { readonly busy: boolean; readonly error: unknown; readonly act: (work: () => Promise<void>) => void } {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const act = (work: () => Promise<void>): void => {
    setBusy(true);
    setError(null);
    work().catch(setError).finally(() => setBusy(false));
  };
  return { busy, error, act };
}
