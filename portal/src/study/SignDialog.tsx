import type { StudyDetail } from '../api/contract';
import { subject } from '../format/labels';
import { Dialog } from '../ui/Dialog';
import { usePortal } from '../ui/portal';
import { usePassword } from './usePassword';

interface SignDialogProps {
  readonly detail: StudyDetail;
  readonly impression: string;
  readonly busy: boolean;
  /** Resolves to why nothing was signed, or null. */
  readonly onSign: () => Promise<unknown>;
  readonly onClose: () => void;
}

/** The last look before a signature: which study, which words, who. */
export function SignDialog({ detail, impression, busy, onSign, onClose }: SignDialogProps) {
  const { me } = usePortal();
  const { study, review } = detail;
  const { send, step } = usePassword(onSign, 'Log in again and sign', onClose);
  const rejected = review.decisions.filter((decision) => decision.decision === 'reject').length;
  return (
    <Dialog title="Sign this study?" onClose={onClose}>
      <dl class="facts sign-facts">
        <div><dt>Study</dt><dd><span class="code">{study.code}</span></dd></div>
        <div><dt>Kind</dt><dd><b>{subject(study)}</b></dd></div>
        <div class="wide"><dt>Question</dt><dd>{study.question ?? <span class="muted">none given</span>}</dd></div>
        <div><dt>From</dt><dd>{study.clinic}</dd></div>
        <div><dt>Findings</dt><dd>{review.decisions.length - rejected} accepted, {rejected} rejected</dd></div>
        <div class="wide"><dt>Signing as</dt><dd><b>{me.name}</b></dd></div>
      </dl>
      <blockquote>{impression}</blockquote>
      <p>You confirm that this is the study you read, and that you looked at its images yourself. A signed report is not changed; later words are an addendum.</p>
      {step || (
        <div class="dialog-acts">
          <button type="button" onClick={onClose}>Cancel</button>
          <button type="button" class="primary sign-confirm" disabled={busy} onClick={send} autofocus>Sign {study.code} as {me.name}</button>
        </div>
      )}
    </Dialog>
  );
}
