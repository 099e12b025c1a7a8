import { useState } from 'preact/hooks';
import { statusWords, subject } from '../format/labels';
import type { StudyStatus } from '../api/contract';
import { hrefOfStudy } from '../router';
import { ClockTime } from '../ui/Elapsed';
import type { Find, Patient } from './contract';
import { EraseForm } from './EraseForm';
import { LinkForm } from './LinkForm';
import { SplitForm } from './SplitForm';
import { shortOf } from './words';

interface PatientViewProps {
  readonly patient: Patient;
  readonly onFind: (asked: Find) => void;
  readonly onChanged: () => void;
}

/** One patient: the studies of this token and of those that are the same person, and what can be done. */
export function PatientView({ patient, onFind, onChanged }: PatientViewProps) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const own = patient.studies.filter(({ token }) => token === patient.token);
  const choose = (id: string, on: boolean): void => setChosen(new Set([...chosen].filter((other) => other !== id).concat(on ? [id] : [])));
  const changed = (): void => {
    setChosen(new Set());
    onChanged();
  };
  return (
    <section class="patient" aria-label="Patient">
      <h2>Patient <span class="code">{patient.token}</span></h2>
      {patient.studies.length === 0 ? <p class="empty">No study is left.</p> : (
        <table>
          <thead>
            <tr><th scope="col"><span class="off-screen">Choose</span></th><th scope="col">Study</th><th scope="col">Kind</th><th scope="col">Clinic</th><th scope="col">State</th><th scope="col">Received</th><th scope="col">Filed under</th></tr>
          </thead>
          <tbody>
            {patient.studies.map((study) => (
              <tr key={study.studyId}>
                <td>{study.token === patient.token && <input type="checkbox" aria-label={`Choose study ${study.code}`} checked={chosen.has(study.studyId)} onChange={(event) => choose(study.studyId, event.currentTarget.checked)} />}</td>
                <td><a class="row-link code" href={hrefOfStudy(study.studyId)}>{study.code}</a></td>
                <td>{subject(study)} <span class="muted numeric">{study.instances} images</span></td>
                <td>{study.clinic}</td>
                <td>{study.signedAt ? 'Signed' : statusWords[study.status as StudyStatus]}</td>
                <td><ClockTime at={study.receivedAt} /></td>
                <td>{study.token === patient.token ? <span class="muted">this token</span> : <button type="button" class="quiet code" onClick={() => onFind({ token: study.token })}>{shortOf(study.token)}</button>}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <div class="acts">
        <LinkForm patient={patient} onChanged={changed} />
        <SplitForm patient={patient} chosen={[...chosen]} all={own.length} onSplit={(token) => onFind({ token })} />
        <EraseForm patient={patient} onChanged={changed} />
      </div>
    </section>
  );
}
