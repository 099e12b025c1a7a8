import { useEffect, useState } from 'preact/hooks';
import type { FunctionComponent } from 'preact';
import { Failure } from '../ui/Failure';

/** The area of operators, fetched when an operator opens it: nobody else waits for it. */
export function Operations({ section }: { readonly section: string }) {
  const [area, setArea] = useState<{ readonly Area: FunctionComponent<{ section: string }> } | null>(null);
  const [error, setError] = useState<unknown>(null);
  useEffect(() => {
    import('./OperationsArea').then(({ OperationsArea }) => setArea({ Area: OperationsArea }), setError);
  }, []);
  if (error !== null) return <Failure error={error} action="Try again" onAction={() => location.reload()} />;
  return area === null ? <p class="loading">Loading…</p> : <area.Area section={section} />;
}
