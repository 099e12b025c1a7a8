import { ClockTime, Elapsed } from '../../ui/Elapsed';
import { Problem } from '../../api/problem';
import { Failure } from '../../ui/Failure';
import { SectionHead, StudyLink } from '../parts';
import { useLoaded } from '../useLoaded';

interface OpenCommunication {
  readonly studyId: string;
  readonly code: string;
  readonly clinic: string;
  /** Of the signed round. */
  readonly number: number;
  readonly findings: readonly { readonly label: string }[];
  readonly signedBy: string;
  readonly signedAt: string;
}

/** Signed critical findings of which nobody has noted whom they were told to. */
export function CommunicationsSection() {
  const loaded = useLoaded<{ communications: readonly OpenCommunication[] }>('/api/communications');
  const absent = loaded.error instanceof Problem && loaded.error.status === 404;
  return (
    <>
      <SectionHead title="Critical findings">Signed as critical, and not yet noted as told to somebody who acts on it. The signer tells and notes it on the study’s page; ask the signer.</SectionHead>
      {absent && <p class="empty">This server keeps no record of communications.</p>}
      {loaded.error !== null && !absent && <Failure error={loaded.error} action="Try again" onAction={loaded.reload} />}
      {loaded.body === null && loaded.error === null && <p class="loading">Loading…</p>}
      {loaded.body?.communications.length === 0 && <p class="empty">Every signed critical finding was told.</p>}
      {loaded.body && loaded.body.communications.length > 0 && (
        <table class="wide">
          <thead><tr><th scope="col">Study</th><th scope="col">Clinic</th><th scope="col">Findings</th><th scope="col">Signed by</th><th scope="col">Signed</th><th scope="col">Untold for</th></tr></thead>
          <tbody>
            {loaded.body.communications.map((open) => (
              <tr key={`${open.studyId} ${open.number}`}>
                <td><StudyLink study={open} /></td>
                <td>{open.clinic}</td>
                <td>{open.findings.map(({ label }) => label).join(', ')}</td>
                <td>{open.signedBy}</td>
                <td class="nowrap"><ClockTime at={open.signedAt} /></td>
                <td class="pressing"><Elapsed since={open.signedAt} /></td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}
