import type { UploadSummary } from '../api/contract';
import { priorityWords } from '../format/labels';
import { hrefOfUpload } from '../router';
import { ClockTime } from '../ui/Elapsed';
import { Failure } from '../ui/Failure';
import { usePortal } from '../ui/portal';
import { usePolling } from '../worklist/poll';

/** A clinic's own uploads. Sending from the browser comes later; until then `./firstread upload` sends. */
export function UploadsPage() {
  const { client, me } = usePortal();
  const polled = usePolling<{ uploads: readonly UploadSummary[] }>(client, '/api/uploads', 5000);
  const uploads = polled.body?.uploads;
  return (
    <main class="uploads">
      <header class="page-head">
        <h1>Uploads</h1>
        {me.clinic && <p class="muted">{me.clinic}</p>}
      </header>
      {polled.error !== null && <Failure error={polled.error} />}
      {!uploads && polled.error === null && <p class="loading">Loading…</p>}
      {uploads?.length === 0 && <p class="empty">Nothing was uploaded yet.</p>}
      {uploads && uploads.length > 0 && (
        <table>
          <thead>
            <tr><th scope="col">Sent</th><th scope="col">Files</th><th scope="col">Priority</th><th scope="col">State</th></tr>
          </thead>
          <tbody>
            {uploads.map((upload) => (
              <tr key={upload.uploadId} onClick={() => (location.hash = hrefOfUpload(upload.uploadId))}>
                <td><a class="row-link" href={hrefOfUpload(upload.uploadId)}><ClockTime at={upload.createdAt} /></a></td>
                <td class="numeric">{upload.fileCount}</td>
                <td>{priorityWords[upload.priority]}</td>
                <td>{upload.open ? <span class="state state-receiving">Receiving</span> : 'Closed'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <section class="note">
        <h2>Send a study</h2>
        <p>From the machine that holds the files:</p>
        <pre>./firstread upload FOLDER --priority urgent --question "headache, left-sided weakness"</pre>
        <p class="muted">Sending from this page comes with a later version.</p>
      </section>
    </main>
  );
}
