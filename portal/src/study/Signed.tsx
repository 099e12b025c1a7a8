import { useState } from 'preact/hooks';
import type { Communication, Signature } from '../api/contract';
import { ClockTime } from '../ui/Elapsed';
import { communicationOf, emptyDraft, gapOf, meansWords } from './communication';
import { CommunicationFields } from './CommunicationFields';

interface SignedProps {
  readonly signature: Signature;
  readonly busy: boolean;
  /** Absent for who cannot say so. */
  readonly onTold: ((communication: Communication) => Promise<unknown>) | undefined;
}

export function Signed({ signature, busy, onTold }: SignedProps) {
  const { critical } = signature;
  return (
    <section class="signed">
      <h2>{signature.number > 1 ? `Addendum ${signature.number - 1}` : 'Impression'}</h2>
      <blockquote>{signature.impression}</blockquote>
      {critical?.communication && (
        <p class="told">
          <b>Critical:</b> {critical.communication.told} was told {meansWords[critical.communication.means]}, <ClockTime at={critical.communication.at} />,{' '}
          {critical.communication.readBack ? 'and read it back' : 'not read back'} ({critical.communication.by}).
        </p>
      )}
      {critical && !critical.communication && <NotTold findings={critical.findings.map((finding) => finding.label)} busy={busy} onTold={onTold} />}
      <p class="verdict verdict-accept">
        <b>✓ Signed</b> by {signature.signedBy}, <ClockTime at={signature.signedAt} />
      </p>
    </section>
  );
}

interface NotToldProps {
  readonly findings: readonly string[];
  readonly busy: boolean;
  readonly onTold: SignedProps['onTold'];
}

function NotTold({ findings, busy, onTold }: NotToldProps) {
  const [draft, setDraft] = useState({ ...emptyDraft, done: true });
  const gap = gapOf(draft);
  const save = (): void => {
    const told = communicationOf(draft, Date.now());
    if (told) void onTold?.(told);
  };
  return (
    <div class="not-told" role="group" aria-label="Critical findings not told yet">
      <p><b>Critical, and nobody was told yet:</b> {findings.join(', ')}</p>
      {onTold && (
        <>
          <CommunicationFields draft={draft} onChange={(next) => setDraft({ ...next, done: true })} mayWait={false} />
          <button type="button" class="primary" disabled={busy || gap !== null} onClick={save}>Note who was told</button>
          {gap !== null && <p class="muted obstacle">{gap}</p>}
        </>
      )}
    </div>
  );
}
