import { measure, percent } from '../../format/numbers';
import type { Nodule } from '../../nodule/useNodule';

interface NoduleBarProps {
  readonly nodule: Nodule;
  readonly mayDecide: boolean;
  /** Makes a finding of the radiologist's own of it, to be named and saved. */
  readonly onAccept: () => void;
}

/** What the model outlines at a click: a proposal, until the radiologist makes it a finding of their own. */
export function NoduleBar({ nodule, mayDecide, onAccept }: NoduleBarProps) {
  const { proposal, message, hand, bundle } = nodule;
  if (!hand.active) return null;
  return (
    <div class="nodule-bar" role="group" aria-label="Nodule at a click">
      {proposal ? (
        <>
          <strong class="numeric">
            {[proposal.diameterMm !== null && measure(proposal.diameterMm, 'mm'), proposal.areaMm2 !== null && measure(proposal.areaMm2, 'mm²'), `confidence ${percent(proposal.confidence)}`].filter(Boolean).join(', ')}
          </strong>
          <span class="muted">AI proposal, unverified. Research use only.</span>
          {mayDecide && <button type="button" class="primary" onClick={onAccept}>Accept as own finding…</button>}
          <button type="button" onClick={nodule.discard}>Discard</button>
        </>
      ) : (
        <span role="status">{message ?? 'Click on a nodule. It is outlined and measured on this slice; a click beside one may outline a vessel.'}</span>
      )}
      <span class="muted model" data-milliseconds={proposal ? Math.round(proposal.milliseconds) : undefined}>{bundle ? `${bundle.name} ${bundle.version}` : 'Loading the model…'}</span>
    </div>
  );
}
