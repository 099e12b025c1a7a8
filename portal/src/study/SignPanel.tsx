import type { RefObject } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Signature, StudyDetail } from '../api/contract';
import { ClockTime } from '../ui/Elapsed';
import { AddendumBox } from './AddendumBox';
import { isSigned, obstacleToSigning } from './changes';
import { SignDialog } from './SignDialog';

interface SignPanelProps {
  readonly detail: StudyDetail;
  readonly mayDecide: boolean;
  readonly busy: boolean;
  readonly confirming: boolean;
  readonly onConfirming: (open: boolean) => void;
  readonly onSign: (impression: string) => Promise<unknown>;
  readonly mayAdd: boolean;
  readonly onAddendum: (text: string) => Promise<unknown>;
  readonly impressionRef: RefObject<HTMLTextAreaElement | null>;
}

export function SignPanel({ detail, mayDecide, busy, confirming, onConfirming, onSign, mayAdd, onAddendum, impressionRef }: SignPanelProps) {
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
          <SignDialog detail={detail} impression={impression.trim()} busy={busy} onSign={() => onSign(impression.trim())} onClose={() => onConfirming(false)} />
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
