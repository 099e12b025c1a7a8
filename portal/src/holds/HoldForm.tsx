import { useState } from 'preact/hooks';
import type { Area, Decided, HeldFile, HeldPicture, HoldDecision } from '../api/contract';
import { Failure } from '../ui/Failure';
import { usePortal } from '../ui/portal';
import { AreaPicture } from './AreaPicture';

/** One held file: what is asked, what can be seen, and the decision. Everything here is audited before it happens. */
export function HoldForm({ held, onDecided }: { readonly held: HeldFile; readonly onDecided: () => void }) {
  const { client } = usePortal();
  const path = `/api/holds/${held.uploadId}/${held.fileId}`;
  const [picture, setPicture] = useState<HeldPicture | null>(null);
  const [areas, setAreas] = useState<readonly Area[]>(held.suspects);
  const [reason, setReason] = useState('');
  const [study, setStudy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);

  const act = (work: () => Promise<void>): void => {
    setBusy(true);
    setError(null);
    work().catch(setError).finally(() => setBusy(false));
  };
  const show = (frame: number): void => act(async () => setPicture((await client.post<HeldPicture>(`${path}/picture`, { frame })).body));
  const decide = (decision: Omit<HoldDecision, 'reason' | 'study'>): void => act(async () => {
    await client.post<Decided>(`${path}/decision`, { ...decision, reason: reason.trim(), study });
    onDecided();
  });
  const ready = reason.trim().length >= 3 && !busy;
  return (
    <section class="hold-form" aria-label="Decide on this file">
      <p class="reason">{held.message}</p>
      <p class="advice">{held.advice}</p>
      {error !== null && <Failure error={error} />}
      {picture === null
        ? <p><button type="button" disabled={busy} onClick={() => show(0)}>Show the picture</button> <span class="muted">It may show a patient’s name; that you looked is recorded.</span></p>
        : <AreaPicture picture={picture} areas={areas} onAreas={setAreas} />}
      {picture !== null && picture.frames > 1 && (
        <p class="frames">
          <button type="button" disabled={busy || picture.frame === 0} onClick={() => show(picture.frame - 1)}>Previous</button>
          <span class="numeric">Frame {picture.frame + 1} of {picture.frames}</span>
          <button type="button" disabled={busy || picture.frame + 1 === picture.frames} onClick={() => show(picture.frame + 1)}>Next</button>
        </p>
      )}
      {held.code === 'pixel-risk' && picture !== null && (
        <p class="muted">{areas.length === 0 ? 'No area is marked: drag over whatever shows a name.' : `${areas.length} marked: blanked in every frame. Click one to take it away.`}</p>
      )}
      <label>
        Reason, without naming a patient
        <input value={reason} maxLength={500} onInput={(event) => setReason(event.currentTarget.value)} />
      </label>
      <label class="check">
        <input type="checkbox" checked={study} onChange={(event) => setStudy(event.currentTarget.checked)} />
        The same for every file of this study that is held for this reason
      </label>
      <div class="hold-acts">
        {held.canRelease && held.code === 'pixel-risk' && (
          <button type="button" class="primary" disabled={!ready || picture === null} onClick={() => decide({ verdict: 'release', blank: areas })}>
            {areas.length === 0 ? 'Release: nothing shows a name' : 'Blank and release'}
          </button>
        )}
        {held.canRelease && held.code === 'study-conflict' && (
          <button type="button" class="primary" disabled={!ready} onClick={() => decide({ verdict: 'release' })}>Release: both are linked</button>
        )}
        {held.canRelease && held.code === 'identity-conflict' && (
          <>
            <button type="button" class="primary" disabled={!ready} onClick={() => decide({ verdict: 'release', patient: 'same' })}>The same patient</button>
            <button type="button" disabled={!ready} onClick={() => decide({ verdict: 'release', patient: 'separate' })}>Another patient</button>
          </>
        )}
        <button type="button" disabled={!ready} onClick={() => decide({ verdict: 'refuse' })}>Refuse the file</button>
      </div>
    </section>
  );
}
