import { useState } from 'preact/hooks';
import { Problem } from '../api/problem';
import { Failure } from '../ui/Failure';
import { usePortal } from '../ui/portal';
import type { Erasure, Patient } from './contract';
import { useAct } from './useAct';

/** Asks for an erasure: another operator confirms it, and until then nothing happens. */
export function EraseForm({ patient, onChanged }: { readonly patient: Patient; readonly onChanged: () => void }) {
  const { client } = usePortal();
  const { busy, error, act } = useAct();
  const [legalBasis, setLegalBasis] = useState('');
  const [reason, setReason] = useState('');
  const [force, setForce] = useState('');
  const [linked, setLinked] = useState(false);
  const clinic = patient.studies.find(({ token }) => token === patient.token)?.clinic ?? '';
  const standing = patient.erasures.some(({ state }) => state === 'requested' || state === 'confirmed');
  const blocked = error instanceof Problem && error.code === 'erasure-blocked';
  const ready = !busy && !standing && clinic !== '' && legalBasis.trim().length >= 3 && reason.trim().length >= 3 && (!blocked || force.trim().length >= 3);
  return (
    <form class="card" onSubmit={(event) => {
      event.preventDefault();
      act(async () => {
        const forced = force.trim();
        await client.post<Erasure>(`/api/patients/${patient.token}/erasures`, { clinic, linked, legalBasis: legalBasis.trim(), reason: reason.trim(), ...(forced === '' ? {} : { force: forced }) });
        onChanged();
      });
    }}>
      <h3>Erase the patient</h3>
      <p class="muted">On behalf of {clinic || 'its clinic'}: originals, pictures, results, reports and identity, for good. A second operator must confirm it.</p>
      <label>Legal basis, such as GDPR Art. 17(1)(b)<input value={legalBasis} maxLength={500} onInput={(event) => setLegalBasis(event.currentTarget.value)} autocomplete="off" /></label>
      <label>Reason, without naming the patient<input value={reason} maxLength={500} onInput={(event) => setReason(event.currentTarget.value)} autocomplete="off" /></label>
      {patient.links.length > 0 && <label class="check"><input type="checkbox" checked={linked} onChange={(event) => setLinked(event.currentTarget.checked)} />Linked tokens of this clinic too</label>}
      {error !== null && <Failure error={error} />}
      {(blocked || force !== '') && <label>Why it is done all the same<input value={force} maxLength={500} onInput={(event) => setForce(event.currentTarget.value)} autocomplete="off" /></label>}
      <button type="submit" class="danger" disabled={!ready}>{standing ? 'Asked for already' : 'Ask for the erasure'}</button>
    </form>
  );
}
