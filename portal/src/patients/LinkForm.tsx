import { useState } from 'preact/hooks';
import { ClockTime } from '../ui/Elapsed';
import { Failure } from '../ui/Failure';
import { usePortal } from '../ui/portal';
import type { Patient } from './contract';
import { useAct } from './useAct';
import { shortOf } from './words';

/** Two tokens that are one person. Nothing that was written changes, so that a link can be taken back without a trace. */
export function LinkForm({ patient, onChanged }: { readonly patient: Patient; readonly onChanged: () => void }) {
  const { client } = usePortal();
  const { busy, error, act } = useAct();
  const [other, setOther] = useState('');
  const [reason, setReason] = useState('');
  const ready = !busy && reason.trim().length >= 3;
  const send = (path: 'link' | 'unlink', named: string): void => act(async () => {
    const token = /^P[0-9a-f]{32}$/.test(named) ? named : (await client.post<Patient>('/api/patients/find', { study: named })).body.token;
    await client.post<Patient>(`/api/patients/${patient.token}/${path}`, { token, reason: reason.trim() });
    setOther('');
    setReason('');
    onChanged();
  });
  return (
    <form class="card" onSubmit={(event) => {
      event.preventDefault();
      send('link', other.trim());
    }}>
      <h3>The same person as another</h3>
      <p class="muted">Each is shown the other’s studies as priors, with the true time between them. Studies and reports stay as they are.</p>
      <label>The other’s token, or one of its studies<input value={other} onInput={(event) => setOther(event.currentTarget.value)} autocomplete="off" /></label>
      <label>Reason, without naming the patient<input value={reason} maxLength={500} onInput={(event) => setReason(event.currentTarget.value)} autocomplete="off" /></label>
      <button type="submit" disabled={!ready || other.trim() === ''}>Link them</button>
      {error !== null && <Failure error={error} />}
      {patient.links.length > 0 && (
        <ul class="links">
          {patient.links.map((link) => (
            <li key={link.token}>
              <span class="code">{shortOf(link.token)}</span> <span class="muted">linked by {link.by}, <ClockTime at={link.at} /></span>
              <button type="button" class="quiet" disabled={!ready} onClick={() => send('unlink', link.token)}>Take the link back</button>
            </li>
          ))}
        </ul>
      )}
    </form>
  );
}
