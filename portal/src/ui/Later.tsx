import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Failure } from './Failure';

/** A page that few need: its program comes when it is opened. */
export function Later({ load }: { readonly load: () => Promise<{ readonly default: ComponentType }> }) {
  const [Page, setPage] = useState<ComponentType | null>(null);
  const [error, setError] = useState<unknown>(null);
  useEffect(() => {
    load().then((loaded) => setPage(() => loaded.default)).catch(setError);
    // Once: the page is one and the same.
  }, []);
  if (error !== null) return <main><Failure error={error} action="Try again" onAction={() => location.reload()} /></main>;
  return Page ? <Page /> : <main><p class="loading">Loading…</p></main>;
}
