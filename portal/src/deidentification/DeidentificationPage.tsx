import { useEffect, useState } from 'preact/hooks';
import type { Deidentification } from '../api/contract';
import { hrefOfStudy } from '../router';
import { Failure } from '../ui/Failure';
import { usePortal } from '../ui/portal';
import { AttributeTable } from './AttributeTable';
import { fateWords, optionWords, pixelWords, totals, type Fate } from './words';

/** What was taken out of a study, what was kept and why. */
export function DeidentificationPage({ studyId }: { readonly studyId: string }) {
  const { client } = usePortal();
  const [report, setReport] = useState<Deidentification | null>(null);
  const [error, setError] = useState<unknown>(null);
  useEffect(() => {
    const abort = new AbortController();
    client.get<Deidentification>(`/api/studies/${encodeURIComponent(studyId)}/deidentification`, abort.signal)
      .then(({ body }) => setReport(body))
      .catch((problem: unknown) => abort.signal.aborted || setError(problem));
    return () => abort.abort();
  }, [client, studyId]);
  return (
    <main class="deidentification">
      <header class="page-head">
        <a href={hrefOfStudy(studyId)} class="back" aria-label="Back to the study">←</a>
        <h1>What was taken out</h1>
        <p class="muted">Counts only: no value of the originals stands here.</p>
        {report && <button type="button" onClick={() => download(report)}>Download as JSON</button>}
      </header>
      {error !== null && <Failure error={error} />}
      {!report && error === null && <p class="loading">Loading…</p>}
      {report && <Report report={report} />}
    </main>
  );
}

function Report({ report }: { readonly report: Deidentification }) {
  return (
    <>
      {report.withoutReport !== undefined && (
        <p class="reason">Of {report.withoutReport} more images nothing is known here: their reports are missing.</p>
      )}
      <Totals report={report} />
      <div class="deidentification-facts">
        <dl class="facts">
          <div><dt>Images</dt><dd class="numeric">{report.instances}</dd></div>
          <div><dt>Profile</dt><dd>{report.profiles.join(', ')}</dd></div>
          <div><dt>Method</dt><dd>{report.methods.join(', ')}</dd></div>
          <div><dt>Software</dt><dd>{report.software.join(', ')}</dd></div>
          <div><dt>Pixels</dt><dd>{pixelWords(report)}</dd></div>
        </dl>
        <ul class="options">
          {Object.entries(report.options).map(([code, images]) => (
            <li key={code}>
              <span>{optionWords(code)} <span class="code">{code}</span></span>
              <span class="numeric muted">{images === report.instances ? 'every image' : `${images} of ${report.instances} images`}</span>
            </li>
          ))}
        </ul>
      </div>
      <AttributeTable attributes={report.attributes} />
    </>
  );
}

function Totals({ report }: { readonly report: Deidentification }) {
  const sums = totals(report.attributes);
  const shown: readonly Fate[] = ['gone', 'changed', 'kept'];
  const all = shown.reduce((sum, fate) => sum + sums[fate], 0);
  let from = 0;
  return (
    <section class="totals" aria-label="Values by what became of them">
      <ul>
        {shown.map((fate) => (
          <li key={fate} class={`fate-${fate}`}><b class="numeric">{sums[fate].toLocaleString('en')}</b> values {fateWords[fate]}</li>
        ))}
      </ul>
      <svg viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true">
        {shown.map((fate) => {
          const [start, width] = [from, all === 0 ? 0 : (1000 * sums[fate]) / all];
          from += width;
          return <rect key={fate} class={`fate-${fate}`} x={start} y="0" width={Math.max(0, width - 3)} height="10" />;
        })}
      </svg>
    </section>
  );
}

/** The very report that is shown; its new study UID names the file. */
function download(report: Deidentification): void {
  const address = URL.createObjectURL(new Blob([JSON.stringify(report, null, 2)], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = `deidentification-${report.studyInstanceUid}.json`;
  link.click();
  URL.revokeObjectURL(address);
}
