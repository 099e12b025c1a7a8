import { useState } from 'preact/hooks';
import { fileStateWords, priorityWords } from '../../format/labels';
import type { FileState } from '../../api/contract';
import { ClockTime } from '../../ui/Elapsed';
import type { Clinic, ClinicUpload } from '../contract';
import { Awaited, SectionHead } from '../parts';
import { useLoaded } from '../useLoaded';

/** A clinic's newest uploads: what was refused or held, and why. */
export function UploadsSection() {
  const clinics = useLoaded<{ clinics: readonly Clinic[] }>('/api/operations/clinics');
  const [chosen, setChosen] = useState<string | null>(null);
  const clinic = chosen ?? clinics.body?.clinics[0]?.id ?? null;
  const uploads = useLoaded<{ uploads: readonly ClinicUpload[]; more: boolean }>(clinic === null ? null : `/api/operations/uploads?clinic=${encodeURIComponent(clinic)}`);
  return (
    <>
      <SectionHead title="Uploads" acts={
        <label class="inline">
          Clinic{' '}
          <select value={clinic ?? ''} onChange={(event) => setChosen(event.currentTarget.value)}>
            {clinics.body?.clinics.map(({ id, name }) => <option key={id} value={id}>{name ? `${name} (${id})` : id}</option>)}
          </select>
        </label>
      }>
        The newest 25 uploads of a clinic. What was refused lies in quarantine; the clinic sees the same words. What a person must decide on stands under <a href="#/holds">Held files</a>.
      </SectionHead>
      {clinics.body?.clinics.length === 0 ? <p class="empty">No clinic is entered yet.</p> : (
        <Awaited loaded={uploads}>
          {({ uploads: rows }) => rows.length === 0 ? <p class="empty">This clinic has sent nothing yet.</p> : (
            <table class="wide">
              <thead><tr><th scope="col">Announced</th><th scope="col">Upload</th><th scope="col">Priority</th><th scope="col">Files</th><th scope="col">Refused or held, and why</th></tr></thead>
              <tbody>{rows.map((upload) => <UploadRow key={upload.uploadId} upload={upload} />)}</tbody>
            </table>
          )}
        </Awaited>
      )}
    </>
  );
}

function UploadRow({ upload }: { readonly upload: ClinicUpload }) {
  return (
    <tr>
      <td class="nowrap"><ClockTime at={upload.createdAt} /></td>
      <td class="code">{upload.uploadId.slice(0, 9)}…{upload.open && <span class="second">still open</span>}</td>
      <td>{priorityWords[upload.priority]}</td>
      <td>
        {Object.entries(upload.states).map(([state, files]) => <div key={state} class={`file-${state}`}>{files} {fileStateWords[state as FileState]?.toLowerCase() ?? state}</div>)}
      </td>
      <td>
        {upload.reasons.length === 0 && <span class="muted">–</span>}
        {upload.reasons.map((reason) => (
          <details key={reason.state + reason.code + reason.message}>
            <summary><b>{reason.files} × {reason.code}</b> {reason.message}</summary>
            <p class="code">{reason.fileIds.join(' ')}{reason.files > reason.fileIds.length ? ' …' : ''}</p>
          </details>
        ))}
      </td>
    </tr>
  );
}
