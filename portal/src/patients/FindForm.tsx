import { useState } from 'preact/hooks';
import type { Find } from './contract';

/** By a study, or by the clinic's own number: that one is recorded with the reason. */
export function FindForm({ onFind }: { readonly onFind: (asked: Find) => void }) {
  const [study, setStudy] = useState('');
  const [clinic, setClinic] = useState('');
  const [patientId, setPatientId] = useState('');
  const [issuer, setIssuer] = useState('');
  const [reason, setReason] = useState('');
  const numbered = clinic.trim() !== '' && patientId.trim() !== '' && reason.trim().length >= 3;
  return (
    <div class="find">
      <form class="card" onSubmit={(event) => {
        event.preventDefault();
        const asked = study.trim();
        onFind(/^P[0-9a-f]{32}$/.test(asked) ? { token: asked } : { study: asked });
      }}>
        <h2>By a study</h2>
        <label>Code of an open study, study id or patient token<input value={study} onInput={(event) => setStudy(event.currentTarget.value)} autocomplete="off" /></label>
        <button type="submit" class="primary" disabled={study.trim() === ''}>Find the patient</button>
      </form>
      <form class="card" onSubmit={(event) => {
        event.preventDefault();
        const issued = issuer.trim();
        onFind({ clinic: clinic.trim(), patientId: patientId.trim(), reason: reason.trim(), ...(issued === '' ? {} : { issuer: issued }) });
        // What names a person does not stay on the screen.
        setPatientId('');
      }}>
        <h2>By the clinic’s number</h2>
        <div class="pair">
          <label>Clinic<input value={clinic} onInput={(event) => setClinic(event.currentTarget.value)} autocomplete="off" /></label>
          <label>Patient ID<input value={patientId} onInput={(event) => setPatientId(event.currentTarget.value)} autocomplete="off" /></label>
        </div>
        <div class="pair">
          <label>Its issuer, if the files name one<input value={issuer} onInput={(event) => setIssuer(event.currentTarget.value)} autocomplete="off" /></label>
          <label>Why you look<input value={reason} maxLength={500} onInput={(event) => setReason(event.currentTarget.value)} autocomplete="off" /></label>
        </div>
        <button type="submit" disabled={!numbered}>Look the number up</button> <span class="muted">Recorded before it is looked up.</span>
      </form>
    </div>
  );
}
