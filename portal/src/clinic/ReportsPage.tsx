import { useState } from 'preact/hooks';
import { subject } from '../format/labels';
import { dateWords, personWords } from '../format/person';
import { ClockTime } from '../ui/Elapsed';
import { Failure } from '../ui/Failure';
import { usePortal } from '../ui/portal';
import { size } from './amounts';
import type { Release, ReleasedFile, SignedLine, SignedPage } from './contract';
import { documentWords, save } from './documents';
import { usePages } from './usePages';

/** Signed reports. A patient is named only after the report was asked for, which is written into the audit log first. */
export function ReportsPage() {
  const { client, me } = usePortal();
  const { polled, pages, more } = usePages<SignedPage>(client, '/api/releases?order=newest', 5000);
  const lines = [...new Map(pages.flatMap((page) => page.releases).map((line) => [`${line.studyId} ${line.number}`, line])).values()];
  return (
    <main class="uploads reports">
      <header class="page-head">
        <h1>Signed reports</h1>
        {me.clinic && <p class="muted">{me.clinic}</p>}
      </header>
      {polled.error !== null && <Failure error={polled.error} />}
      {!polled.body && polled.error === null && <p class="loading">Loading…</p>}
      {polled.body && lines.length === 0 && <p class="empty">Nothing is signed yet. A report stands here as soon as a radiologist has signed it.</p>}
      <ul class="report-list">
        {lines.map((line) => <ReportLine key={`${line.studyId} ${line.number}`} line={line} newest={lines.find(({ studyId }) => studyId === line.studyId) === line} />)}
      </ul>
      {more && <p><button type="button" onClick={more}>Show more</button></p>}
    </main>
  );
}

function ReportLine({ line, newest }: { readonly line: SignedLine; readonly newest: boolean }) {
  const { client } = usePortal();
  const [release, setRelease] = useState<Release | null>(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const fetchReport = (): void => {
    setBusy(true);
    setError(null);
    client.post<Release>(`/api/studies/${encodeURIComponent(line.studyId)}/release`, {})
      .then(({ body }) => setRelease(body), setError)
      .finally(() => setBusy(false));
  };
  return (
    <li class="report">
      <div class="report-head">
        <div>
          <p class="report-title">{subject(line)}{line.number > 1 && <span class="muted"> · signature {line.number}</span>}</p>
          <p class="muted">Signed <ClockTime at={line.signedAt} />{line.receivedAt && <>, sent <ClockTime at={line.receivedAt} /></>} · <span class="code">{line.studyId.slice(-32, -24)}</span></p>
        </div>
        {newest
          ? release === null && <button type="button" disabled={busy} onClick={fetchReport}>{busy ? 'Fetching…' : 'Fetch the report'}</button>
          : <p class="muted">A later signature takes its place</p>}
        {release && <button type="button" class="quiet" onClick={() => setRelease(null)}>Hide the name</button>}
      </div>
      {error !== null && <Failure error={error} />}
      {release && <Documents release={release} />}
    </li>
  );
}

function Documents({ release }: { readonly release: Release }) {
  return (
    <div class="report-body">
      <p class="report-patient">
        <b>{release.patientName ? personWords(release.patientName) : 'Name not given'}</b>
        {release.patientBirthDate && <span> · born {dateWords(release.patientBirthDate)}</span>}
        {release.patientId && <span> · ID {release.patientId}</span>}
        {release.accessionNumber && <span> · accession {release.accessionNumber}</span>}
      </p>
      {release.superseded && <p class="run-trouble">A newer result came after this signature: a further report is to be expected.</p>}
      <ul class="report-files">{release.files.map((file) => <DocumentLine key={file.name} file={file} />)}</ul>
      <p class="muted">Fetching was recorded. The links end after 15 minutes; nothing is kept on this page.</p>
    </div>
  );
}

function DocumentLine({ file }: { readonly file: ReleasedFile }) {
  const [error, setError] = useState<unknown>(null);
  return (
    <li>
      <button type="button" class="quiet" onClick={() => save(file).then(() => setError(null), setError)}>Save {documentWords(file)}</button>
      <span class="muted"> {file.name}, {size(file.bytes)}</span>
      {error !== null && <Failure error={error} />}
    </li>
  );
}
