import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Failure } from '../ui/Failure';

const pages = {
  uploads: () => import('./UploadsPage').then(({ UploadsPage }) => UploadsPage),
  reports: () => import('./ReportsPage').then(({ ReportsPage }) => ReportsPage),
} as const;

/** A page of the clinic's, fetched when it is opened: who reads studies never loads it. */
export function LazyPage({ page }: { readonly page: keyof typeof pages }) {
  const [Page, setPage] = useState<ComponentType | null>(null);
  const [error, setError] = useState<unknown>(null);
  useEffect(() => {
    pages[page]().then((loaded) => setPage(() => loaded), setError);
  }, [page]);
  if (error !== null) return <Failure error={error} />;
  return Page ? <Page /> : <p class="loading">Loading…</p>;
}
