import type { FileState, UploadDetail, UploadFile } from '../api/contract';
import { fileStateWords, priorityWords, reasonSentence, statusWords, subject, uploadStateWords } from '../format/labels';
import { ClockTime } from '../ui/Elapsed';
import { Failure } from '../ui/Failure';
import { usePortal } from '../ui/portal';
import { usePolling } from '../worklist/poll';
import { CancelUpload } from './CancelUpload';

/** What the clinic must act upon stands first. */
const order: readonly FileState[] = ['refused', 'held', 'expired', 'pending', 'duplicate', 'ignored', 'accepted'];

export function UploadPage({ uploadId }: { readonly uploadId: string }) {
  const { client } = usePortal();
  const polled = usePolling<UploadDetail>(client, `/api/uploads/${encodeURIComponent(uploadId)}`, 3000);
  const upload = polled.body;
  return (
    <main class="uploads">
      <header class="page-head">
        <a href="#/uploads" class="back" aria-label="Back to the uploads">←</a>
        <h1>Upload</h1>
        {upload && <p class="muted"><ClockTime at={upload.createdAt} />, {priorityWords[upload.priority].toLowerCase()}, <strong class={`upload-state upload-${upload.state}`}>{uploadStateWords[upload.state]}</strong></p>}
        {upload && (upload.state === 'open' || upload.state === 'growing') && <CancelUpload upload={upload} />}
      </header>
      {polled.error !== null && <Failure error={polled.error} />}
      {!upload && polled.error === null && <p class="loading">Loading…</p>}
      {upload?.state === 'cancelling' && <p class="reason" role="status">This upload is being cancelled: files that did not come are given up within a minute.</p>}
      {upload?.state === 'cancelled' && <p class="reason" role="status">This upload was cancelled. {upload.files.some(({ state }) => state === 'accepted') ? 'What had arrived stays in its study, which is marked as incomplete.' : 'No file of it was taken.'}</p>}
      {upload && <Tally files={upload.files} />}
      {upload && <Studies upload={upload} />}
      {upload && <Files files={upload.files} />}
    </main>
  );
}

function Tally({ files }: { readonly files: readonly UploadFile[] }) {
  return (
    <ul class="tally">
      {order.map((state) => {
        const count = files.filter((file) => file.state === state).length;
        return count === 0 ? null : <li key={state} class={`file-${state}`}><b class="numeric">{count}</b> {fileStateWords[state].toLowerCase()}</li>;
      })}
    </ul>
  );
}

function Studies({ upload }: { readonly upload: UploadDetail }) {
  if (upload.studies.length === 0) return null;
  return (
    <>
      <h2>Studies</h2>
      <p class="muted hint-line">If you call about a study, name its six characters: readers know it by them.</p>
      <table>
        <thead><tr><th scope="col">Study</th><th scope="col">State</th></tr></thead>
        <tbody>
          {upload.studies.map((study) => (
            <tr key={study.studyId}>
              <td>{subject(study)} <span class="code">{study.code}</span></td>
              <td>
                {study.signedAt ? <>Signed, <ClockTime at={study.signedAt} /></> : statusWords[study.status]}
                {study.reason && <span class="second">{reasonSentence(study.reason)}</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function Files({ files }: { readonly files: readonly UploadFile[] }) {
  const numbers = new Map(files.map((file, index) => [file.fileId, file.number ?? index + 1]));
  const numberOf = (file: UploadFile): readonly number[] => [file.archive, file.fileId].flatMap((id) => (id === undefined ? [] : [numbers.get(id) ?? 0]));
  const sorted = files
    .map((file) => ({ ...file, numbers: numberOf(file) }))
    .sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state) || (a.numbers[0] ?? 0) - (b.numbers[0] ?? 0) || (a.numbers[1] ?? 0) - (b.numbers[1] ?? 0));
  return (
    <>
      <h2>Files</h2>
      <table>
        <thead><tr><th scope="col">No.</th><th scope="col">State</th><th scope="col">Why, and what to do</th></tr></thead>
        <tbody>
          {sorted.map((file) => (
            <tr key={file.fileId}>
              <td class="numeric">{file.numbers.join(' / ')}</td>
              <td class={`file-${file.state}`}>{fileStateWords[file.state]}</td>
              <td>{file.message}{file.code && <span class="code"> {file.code}</span>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
