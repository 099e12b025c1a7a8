import { useState } from 'preact/hooks';
import { Failure } from '../ui/Failure';
import { usePortal } from '../ui/portal';
import type { Find, Patient } from './contract';
import { ErasureList } from './ErasureList';
import { FindForm } from './FindForm';
import { PatientView } from './PatientView';
import '../styles/patients.css';

/** Which tokens are one person, which were two, and who is to be forgotten. Every act here is recorded before it happens. */
export default function PatientsPage() {
  const { client } = usePortal();
  const [patient, setPatient] = useState<Patient | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [round, setRound] = useState(0);

  const find = (asked: Find): void => {
    setError(null);
    client.post<Patient>('/api/patients/find', asked).then(({ body }) => setPatient(body)).catch((failure: unknown) => {
      setPatient(null);
      setError(failure);
    });
  };
  const changed = (): void => {
    setRound(round + 1);
    if (patient) find({ token: patient.token });
  };
  return (
    <main class="patients">
      <header class="page-head">
        <h1>Patients</h1>
        <p class="muted">Pseudonyms alone; whose they are, only the clinic can be asked.</p>
      </header>
      <FindForm onFind={find} />
      {error !== null && <Failure error={error} />}
      {patient && <PatientView key={patient.token} patient={patient} onFind={find} onChanged={changed} />}
      <ErasureList key={round} onChanged={changed} />
    </main>
  );
}
