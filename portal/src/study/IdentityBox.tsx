import { useEffect, useState } from 'preact/hooks';
import type { Client } from '../api/client';
import { dateWords, personWords } from '../format/person';
import { Dialog } from '../ui/Dialog';
import { Failure } from '../ui/Failure';
import { usePortal } from '../ui/portal';

/** Whose study it is (docs/api.md, Identity). In memory for a minute, and nowhere else. */
interface Identity {
  readonly patientName?: string;
  readonly patientId?: string;
  readonly issuerOfPatientId?: string;
  readonly patientBirthDate?: string;
  readonly patientSex?: string;
  readonly accessionNumber?: string;
  readonly studyDate?: string;
}

const shownFor = 60;
const rows: readonly (readonly [keyof Identity, string])[] = [
  ['patientName', 'Name'],
  ['patientId', 'Number'],
  ['issuerOfPatientId', 'Issued by'],
  ['patientBirthDate', 'Born'],
  ['patientSex', 'Sex'],
  ['accessionNumber', 'Accession number'],
  ['studyDate', 'Study of'],
];

export function IdentityBox({ studyId, code }: { readonly studyId: string; readonly code: string }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" class="link" onClick={() => setOpen(true)}>Whose study is this?</button>
      {open && <IdentityDialog studyId={studyId} code={code} onClose={() => setOpen(false)} />}
    </>
  );
}

function IdentityDialog({ studyId, code, onClose }: { readonly studyId: string; readonly code: string; readonly onClose: () => void }) {
  const { client } = usePortal();
  const [reason, setReason] = useState('');
  const [error, setError] = useState<unknown>(null);
  const { identity, left, show } = useForAMinute();
  const ask = (event: Event): void => {
    event.preventDefault();
    setError(null);
    fetchIdentity(client, studyId, reason.trim()).then(show, setError);
  };
  return (
    <Dialog title={`Whose study is ${code}?`} onClose={onClose}>
      {identity === null ? (
        <form onSubmit={ask}>
          <p>The patient’s name comes from the vault, for a minute. That you asked, and why, is written down first.</p>
          <label class="field">
            Why do you need it? Name nobody here.
            <input value={reason} minLength={3} maxLength={500} required autocomplete="off" autofocus onInput={(event) => setReason(event.currentTarget.value)} />
          </label>
          {left === 0 && <p class="muted" role="status">Hidden again.</p>}
          {error !== null && <Failure error={error} />}
          <div class="dialog-acts">
            <button type="button" onClick={onClose}>Close</button>
            <button type="submit" class="primary" disabled={reason.trim().length < 3}>Show for a minute</button>
          </div>
        </form>
      ) : (
        <div class="identity">
          <dl class="facts">
            {rows.map(([member, words]) => identity[member] && <div key={member}><dt>{words}</dt><dd>{told(identity, member)}</dd></div>)}
          </dl>
          <p class="muted" role="timer">Hidden again in {left} s.</p>
          <div class="dialog-acts">
            <button type="button" class="primary" onClick={onClose} autofocus>Hide now</button>
          </div>
        </div>
      )}
    </Dialog>
  );
}

function told(identity: Identity, member: keyof Identity): string {
  const value = identity[member] ?? '';
  if (member === 'patientName') return personWords(value);
  return member === 'patientBirthDate' || member === 'studyDate' ? dateWords(value) : value;
}

/** Forgets by itself: after the time, and at once when nobody looks at the page. */
function useForAMinute() {
  const [identity, setIdentity] = useState<Identity | null>(null);
  const [until, setUntil] = useState<number | null>(null);
  const [left, setLeft] = useState<number | null>(null);
  useEffect(() => {
    if (until === null) return undefined;
    const forget = (): void => {
      setIdentity(null);
      setUntil(null);
      setLeft(0);
    };
    const look = (): void => {
      const seconds = Math.ceil((until - Date.now()) / 1000);
      if (seconds <= 0 || document.visibilityState === 'hidden') forget();
      else setLeft(seconds);
    };
    look();
    const timer = setInterval(look, 250);
    document.addEventListener('visibilitychange', look);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
    };
  }, [until]);
  const show = (found: Identity): void => {
    setIdentity(found);
    setUntil(Date.now() + shownFor * 1000);
  };
  return { identity, left, show };
}

async function fetchIdentity(client: Client, studyId: string, reason: string): Promise<Identity> {
  return (await client.post<Identity>(`/api/studies/${encodeURIComponent(studyId)}/reidentification`, { reason })).body;
}
