import { useState } from 'preact/hooks';
import { ClockTime } from '../../ui/Elapsed';
import { Failure } from '../../ui/Failure';
import { usePortal } from '../../ui/portal';
import type { TestStudies, TestStudy } from '../contract';
import { Awaited, SectionHead, StudyLink } from '../parts';
import { useLoaded } from '../useLoaded';

const path = '/api/operations/test-studies';

/** The pipeline's own study of each day: how far the last ones came, and one at once. */
export function TestStudiesSection() {
  const { client } = usePortal();
  const loaded = useLoaded<TestStudies>(path);
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const ask = (): void => {
    setBusy(true);
    client.post(path, {}).then(
      () => {
        setError(null);
        loaded.reload();
      },
      setError,
    ).finally(() => setBusy(false));
  };
  return (
    <>
      <SectionHead title="Test study" acts={<button type="button" class="primary" disabled={busy || loaded.body?.on !== true} onClick={ask}>Send one now</button>}>
        A drawn study that the pipeline sends itself and that calls the test phones and nobody else. Somebody acknowledges it there: that proves the way to a phone. It is in no list of studies and no figure.
      </SectionHead>
      {error !== null && <Failure error={error} />}
      <Awaited loaded={loaded}>{(body) => <TestStudiesTable {...body} />}</Awaited>
    </>
  );
}

function TestStudiesTable({ on, hour, zone, answerSeconds, studies }: TestStudies) {
  return (
    <>
      <p>
        {!on && <span class="pressing">No test phone is set: nothing is sent, and nothing tells that messages arrive.</span>}
        {on && (hour === undefined ? 'One is sent only when somebody asks.' : `One is sent each day from ${hour}:00 on, ${zone}.`)}
        {on && ` It must be acknowledged within ${Math.round(answerSeconds / 60)} minutes.`}
      </p>
      {studies.length > 0 && (
        <table class="wide">
          <thead><tr><th scope="col">Of</th><th scope="col">State</th><th scope="col">Study</th><th scope="col">Sent</th><th scope="col">Message</th><th scope="col">Acknowledged</th></tr></thead>
          <tbody>{studies.map((study) => <TestStudyRow key={study.id} study={study} />)}</tbody>
        </table>
      )}
    </>
  );
}

function TestStudyRow({ study }: { readonly study: TestStudy }) {
  const { studyId, code } = study;
  return (
    <tr>
      <th scope="row">{study.id}</th>
      <td class={study.state === 'overdue' ? 'pressing' : ''}>{study.state}{study.status !== undefined && <span class="muted"> {study.status}</span>}</td>
      <td>{studyId !== undefined && code !== undefined && <StudyLink study={{ studyId, code }} />}</td>
      <td>{study.sentAt !== undefined && <ClockTime at={study.sentAt} />}</td>
      <td>{study.alertedAt !== undefined && <ClockTime at={study.alertedAt} />}</td>
      <td>{study.acknowledgedAt !== undefined && <ClockTime at={study.acknowledgedAt} />}</td>
    </tr>
  );
}
