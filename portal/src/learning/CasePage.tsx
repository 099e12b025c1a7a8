import { useState } from 'preact/hooks';
import { Failure } from '../ui/Failure';
import { BlindRead } from './BlindRead';
import type { CaseInView, ReadResult } from './contract';
import { ResultView } from './ResultView';
import { useLoaded } from './useLoaded';

/** One case: to be read, or read. */
export function CasePage({ caseId }: { readonly caseId: string }) {
  const path = `/api/teaching/cases/${encodeURIComponent(caseId)}`;
  const { value, error } = useLoaded<CaseInView>(path);
  const [saved, setSaved] = useState<ReadResult | null>(null);
  if (error !== null) return <Absent error={error} />;
  if (value === null) return <p class="loading">Loading…</p>;
  if (saved) return <ResultView detail={value} result={saved} path={path} />;
  return value.case.mode === undefined ? <BlindRead detail={value} path={path} onSaved={setSaved} /> : <ReadBefore detail={value} path={path} />;
}

function ReadBefore({ detail, path }: { readonly detail: CaseInView; readonly path: string }) {
  const { value, error } = useLoaded<ReadResult>(`${path}/result`);
  if (error !== null) return <Absent error={error} />;
  return value === null ? <p class="loading">Loading…</p> : <ResultView detail={detail} result={value} path={path} />;
}

function Absent({ error }: { readonly error: unknown }) {
  return (
    <main>
      <Failure error={error} action="To the cases" onAction={() => (location.hash = '#/teaching')} />
    </main>
  );
}
