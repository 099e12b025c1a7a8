import type { RefObject } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Signature, StudyDetail } from '../api/contract';
import { Dialog } from '../ui/Dialog';
import { ClockTime } from '../ui/Elapsed';
import { usePortal } from '../ui/portal';
import { AddendumBox } from './AddendumBox';
import { isSigned, obstacleToSigning } from './changes';

interface SignPanelProps {
  readonly detail: StudyDetail;
  readonly mayDecide: boolean;
  readonly busy: boolean;
  readonly confirming: boolean;
  readonly onConfirming: (open: boolean) => void;
  readonly onSign: (impression: string) => Promise<void>;
  readonly mayAdd: boolean;
  readonly onAddendum: (text: string) => Promise<void>;
  readonly impressionRef: RefObject<HTMLTextAreaElement | null>;
}

export function SignPanel({ detail, mayDecide, busy, confirming, onConfirming, onSign, mayAdd, onAddendum, impressionRef }: SignPanelProps) {
  const { me } = usePortal();
  const [impression, setImpression] = useState('');
  const obstacle = obstacleToSigning(detail) ?? (impression.trim() === '' ? 'Write an impression.' : null);
  useEffect(() => {
    if (confirming && obstacle !== null) onConfirming(false);
  }, [confirming, obstacle]);
  const { signatures } = detail.review;
  const earlier = signatures.map((signature) => <Signed key={signature.number} signature={signature} />);
  if (isSigned(detail))
    return (
      <>
        {earlier}
        {mayAdd && <AddendumBox busy={busy} onAdd={onAddendum} />}
      </>
    );
  const accepted = detail.review.decisions.filter((decision) => decision.decision !== 'reject').length;
  const sign = (): void => {
    onConfirming(false);
    void onSign(impression.trim());
  };
  return (
    <>
      {earlier}
      <section class="sign">
        <h2><label for="impression">{earlier.length > 0 ? 'Addendum, for a later result' : 'Impression'}</label></h2>
        <textarea
          id="impression"
          ref={impressionRef}
          rows={3}
          maxLength={4000}
          placeholder="What you see, in your own words"
          value={impression}
          onInput={(event) => setImpression(event.currentTarget.value)}
        />
        <button type="button" class="primary" aria-describedby="obstacle" disabled={obstacle !== null || !mayDecide || busy} onClick={() => onConfirming(true)}>
          Sign… <kbd>Ctrl Enter</kbd>
        </button>
        {obstacle && <p class="muted obstacle" id="obstacle">{obstacle}</p>}
        {confirming && obstacle === null && (
          <Dialog title="Sign this study?" onClose={() => onConfirming(false)}>
            <dl class="facts">
              <div><dt>Study</dt><dd><span class="code">{detail.study.code}</span> from {detail.study.clinic}</dd></div>
              <div><dt>Findings</dt><dd>{accepted} accepted, {detail.review.decisions.length - accepted} rejected</dd></div>
              <div><dt>Signing as</dt><dd><b>{me.name}</b></dd></div>
            </dl>
            <blockquote>{impression.trim()}</blockquote>
            <p>You confirm that you looked at the images yourself. A signed report is not changed; later words are an addendum.</p>
            <div class="dialog-acts">
              <button type="button" onClick={() => onConfirming(false)}>Cancel</button>
              <button type="button" class="primary" onClick={sign} autofocus>Sign as {me.name}</button>
            </div>
          </Dialog>
        )}
      </section>
    </>
  );
}

function Signed({ signature }: { readonly signature: Signature }) {
  return (
    <section class="signed">
      <h2>{signature.number > 1 ? `Addendum ${signature.number - 1}` : 'Impression'}</h2>
      <blockquote>{signature.impression}</blockquote>
      <p class="verdict verdict-accept">
        <b>✓ Signed</b> by {signature.signedBy}, <ClockTime at={signature.signedAt} />
      </p>
    </section>
  );
}
