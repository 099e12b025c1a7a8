import type { RefObject } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Communication, StudyDetail } from '../api/contract';
import { AddendumBox } from './AddendumBox';
import { isSigned, obstacleToSigning } from './changes';
import { SignDialog } from './SignDialog';
import { Signed } from './Signed';
import type { Signing } from './useStudy';

interface SignPanelProps {
  readonly detail: StudyDetail;
  readonly mayDecide: boolean;
  readonly busy: boolean;
  readonly confirming: boolean;
  readonly onConfirming: (open: boolean) => void;
  readonly onSign: (signing: Signing) => Promise<unknown>;
  readonly onOwnRead: (impression: string) => Promise<unknown>;
  readonly mayAdd: boolean;
  readonly onAddendum: (text: string) => Promise<unknown>;
  readonly onTold: (number: number, communication: Communication) => Promise<unknown>;
  readonly impressionRef: RefObject<HTMLTextAreaElement | null>;
}

export function SignPanel(props: SignPanelProps) {
  const { detail, mayDecide, busy, confirming, onConfirming } = props;
  const [impression, setImpression] = useState('');
  const blind = detail.study.aiWithheld === true && detail.aiDisplay === 'after-own-read';
  const obstacle = (blind ? null : obstacleToSigning(detail)) ?? (impression.trim() === '' ? (blind ? 'Write what you see.' : 'Write an impression.') : null);
  useEffect(() => {
    if (confirming && (obstacle !== null || blind)) onConfirming(false);
  }, [confirming, obstacle, blind]);
  const { signatures } = detail.review;
  const earlier = signatures.map((signature) => (
    <Signed key={signature.number} signature={signature} busy={busy} onTold={props.mayAdd ? (told) => props.onTold(signature.number, told) : undefined} />
  ));
  if (isSigned(detail))
    return (
      <>
        {earlier}
        {props.mayAdd && <AddendumBox busy={busy} onAdd={props.onAddendum} />}
      </>
    );
  const words = blind ? 'Your own read, before the AI' : earlier.length > 0 ? 'Addendum, for a later result' : 'Impression';
  const disabled = obstacle !== null || !mayDecide || busy;
  return (
    <>
      {earlier}
      <section class="sign">
        <h2><label for="impression">{words}</label></h2>
        <textarea
          id="impression"
          ref={props.impressionRef}
          rows={3}
          maxLength={4000}
          placeholder="What you see, in your own words"
          value={impression}
          onInput={(event) => setImpression(event.currentTarget.value)}
        />
        {blind ? (
          <button type="button" class="primary own-read" aria-describedby="obstacle" disabled={disabled} onClick={() => void props.onOwnRead(impression.trim())}>
            Save my read and show the AI
          </button>
        ) : (
          <button type="button" class="primary" aria-describedby="obstacle" disabled={disabled} onClick={() => onConfirming(true)}>
            Sign… <kbd>Ctrl Enter</kbd>
          </button>
        )}
        {obstacle && <p class="muted obstacle" id="obstacle">{obstacle}</p>}
        {confirming && obstacle === null && !blind && (
          <SignDialog detail={detail} impression={impression.trim()} busy={busy} onSign={props.onSign} onClose={() => onConfirming(false)} />
        )}
      </section>
    </>
  );
}
