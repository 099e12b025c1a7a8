import { useState } from 'preact/hooks';
import type { StudyDetail } from '../api/contract';
import { clinicWords, subject } from '../format/labels';
import { Dialog } from '../ui/Dialog';
import { usePortal } from '../ui/portal';
import { communicationOf, emptyDraft, gapOf, standingOf, type Standing } from './communication';
import { CommunicationFields } from './CommunicationFields';
import { usePassword } from './usePassword';
import type { Signing } from './useStudy';

interface SignDialogProps {
  readonly detail: StudyDetail;
  readonly impression: string;
  readonly busy: boolean;
  /** Resolves to why nothing was signed, or null. */
  readonly onSign: (signing: Signing) => Promise<unknown>;
  readonly onClose: () => void;
}

/** The last look before a signature: which study, which words, who was told, who signs. */
export function SignDialog({ detail, impression, busy, onSign, onClose }: SignDialogProps) {
  const { me } = usePortal();
  const { study, review } = detail;
  const [draft, setDraft] = useState(emptyDraft);
  const [marked, setMarked] = useState<readonly string[]>([]);
  const standing = standingOf(detail);
  const critical = standing.filter((finding) => finding.highRisk || marked.includes(finding.id)).map((finding) => finding.id);
  const gap = critical.length > 0 ? gapOf(draft) : null;
  const sign = (): Promise<unknown> => {
    const told = critical.length > 0 ? communicationOf(draft, Date.now()) : null;
    return onSign({ impression, ...(critical.length > 0 ? { critical, ...(told ? { communication: told } : { notYetTold: true }) } : {}) });
  };
  const { send, step } = usePassword(sign, 'Log in again and sign', onClose);
  const rejected = review.decisions.filter((decision) => decision.decision === 'reject').length;
  return (
    <Dialog title="Sign this study?" onClose={onClose}>
      <dl class="facts sign-facts">
        <div><dt>Study</dt><dd><span class="code">{study.code}</span></dd></div>
        <div><dt>Kind</dt><dd><b>{subject(study)}</b></dd></div>
        <div class="wide"><dt>Question</dt><dd>{study.question ?? <span class="muted">none given</span>}</dd></div>
        <div><dt>From</dt><dd>{clinicWords(study)}</dd></div>
        <div><dt>Findings</dt><dd>{standing.length} to be signed, {rejected} rejected</dd></div>
        <div class="wide"><dt>Signing as</dt><dd><b>{me.name}</b></dd></div>
      </dl>
      <blockquote>{impression}</blockquote>
      {standing.length > 0 && <Critical standing={standing} marked={marked} onMark={setMarked} />}
      {critical.length > 0 && <CommunicationFields draft={draft} onChange={setDraft} mayWait />}
      <p>You confirm that this is the study you read, and that you looked at its images yourself. A signed report is not changed; later words are an addendum.</p>
      {step || (
        <>
          {gap !== null && <p class="muted obstacle" id="sign-gap">{gap}</p>}
          <div class="dialog-acts">
            <button type="button" onClick={onClose}>Cancel</button>
            <button type="button" class="primary sign-confirm" aria-describedby="sign-gap" disabled={busy || gap !== null} onClick={send} autofocus={gap === null}>
              Sign {study.code} as {me.name}
            </button>
          </div>
        </>
      )}
    </Dialog>
  );
}

interface CriticalProps {
  readonly standing: readonly Standing[];
  readonly marked: readonly string[];
  readonly onMark: (ids: readonly string[]) => void;
}

function Critical({ standing, marked, onMark }: CriticalProps) {
  return (
    <fieldset class="critical">
      <legend>Critical: somebody must be told now</legend>
      {standing.map(({ id, label, highRisk }) => (
        <label key={id}>
          <input
            type="checkbox"
            checked={highRisk || marked.includes(id)}
            disabled={highRisk}
            onChange={(event) => onMark(event.currentTarget.checked ? [...marked, id] : marked.filter((other) => other !== id))}
          />
          {label}{highRisk && <span class="muted"> (high risk)</span>}
        </label>
      ))}
    </fieldset>
  );
}
