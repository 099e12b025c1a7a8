import type { UploadSummary } from '../api/contract';
import { fileStateWords, priorityWords } from '../format/labels';
import { hrefOfUpload } from '../router';
import { ClockTime } from '../ui/Elapsed';
import { Failure } from '../ui/Failure';
import { usePortal } from '../ui/portal';
import { RunPanel } from './RunPanel';
import { SendForm } from './SendForm';
import { useRun } from './sending/current';
import { usePages } from './usePages';

/** Where a clinic sends studies, and sees what it has sent. */
export function UploadsPage() {
  const { client, me } = usePortal();
  const run = useRun();
  const { polled, pages, more } = usePages<{ uploads: readonly UploadSummary[]; next?: string }>(client, '/api/uploads', 5000);
  const uploads = [...new Map(pages.flatMap((page) => page.uploads).map((upload) => [upload.uploadId, upload])).values()];
  return (
    <main class="uploads">
      <header class="page-head">
        <h1>Uploads</h1>
        {me.clinic && <p class="muted">{me.clinic}</p>}
      </header>
      {run === null ? <SendForm /> : <RunPanel run={run} />}
      <h2>What was sent</h2>
      {polled.error !== null && <Failure error={polled.error} />}
      {!polled.body && polled.error === null && <p class="loading">Loading…</p>}
      {polled.body && uploads.length === 0 && <p class="empty">Nothing was uploaded yet.</p>}
      {uploads.length > 0 && (
        <table>
          <thead>
            <tr><th scope="col">Sent</th><th scope="col">Files</th><th scope="col">Priority</th><th scope="col">State</th></tr>
          </thead>
          <tbody>
            {uploads.map((upload) => (
              <tr key={upload.uploadId} onClick={() => (location.hash = hrefOfUpload(upload.uploadId))}>
                <td><a class="row-link" href={hrefOfUpload(upload.uploadId)}><ClockTime at={upload.createdAt} /></a></td>
                <td class="numeric">{upload.fileCount}</td>
                <td>{priorityWords[upload.priority]}{upload.prior ? ', earlier study' : ''}</td>
                <td><State upload={upload} /></td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {more && <p><button type="button" onClick={more}>Show more</button></p>}
    </main>
  );
}

const told = ['refused', 'held', 'expired', 'duplicate', 'ignored', 'accepted'] as const;

function State({ upload }: { readonly upload: UploadSummary }) {
  const { open, tally } = upload;
  if (open) return <span class="state state-receiving">Receiving</span>;
  if (!tally) return <>{upload.state === 'cancelled' ? 'Cancelled' : 'Closed'}</>;
  return (
    <>
      {upload.state === 'cancelled' && <span class="muted">Cancelled · </span>}
      {told.filter((state) => tally[state] > 0).map((state, index) => (
        <span key={state} class={`file-${state}`}>{index > 0 && ' · '}{tally[state]} {fileStateWords[state].toLowerCase()}</span>
      ))}
    </>
  );
}
