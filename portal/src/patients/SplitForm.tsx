import { useState } from 'preact/hooks';
import { Failure } from '../ui/Failure';
import { usePortal } from '../ui/portal';
import type { Patient } from './contract';
import { useAct } from './useAct';

interface SplitFormProps {
  readonly patient: Patient;
  readonly chosen: readonly string[];
  /** How many studies the token has. */
  readonly all: number;
  readonly onSplit: (token: string) => void;
}

/** Studies of two people under one token: those chosen get a token of their own. */
export function SplitForm({ patient, chosen, all, onSplit }: SplitFormProps) {
  const { client } = usePortal();
  const { busy, error, act } = useAct();
  const [reason, setReason] = useState('');
  const some = chosen.length > 0 && chosen.length < all;
  return (
    <form class="card" onSubmit={(event) => {
      event.preventDefault();
      act(async () => onSplit((await client.post<{ token: string }>(`/api/patients/${patient.token}/split`, { studies: chosen, reason: reason.trim() })).body.token));
    }}>
      <h3>Another person’s studies</h3>
      <p class="muted">{all < 2 ? 'There is but one study: nothing to separate.' : 'Choose them above. A signed one stands on the worklist again, for it was read with the wrong priors; tell who signed what stays.'}</p>
      <label>Reason, without naming the patient<input value={reason} maxLength={500} onInput={(event) => setReason(event.currentTarget.value)} autocomplete="off" /></label>
      <button type="submit" disabled={busy || !some || reason.trim().length < 3}>{chosen.length === 0 ? 'Separate the chosen' : `Separate ${chosen.length} of ${all}`}</button>
      {error !== null && <Failure error={error} />}
    </form>
  );
}
