import { useEffect, useRef } from 'preact/hooks';
import type { Decision, Finding, Verdict } from '../api/contract';
import { measure, percent } from '../format/numbers';
import { Chip } from '../ui/Chip';
import { ClockTime } from '../ui/Elapsed';
import { RejectForm } from './RejectForm';

interface FindingCardProps {
  readonly finding: Finding;
  readonly number: number;
  readonly current: boolean;
  readonly decision: Decision | undefined;
  readonly mayDecide: boolean;
  readonly rejecting: boolean;
  readonly onRejecting: (open: boolean) => void;
  readonly onJump: () => void;
  readonly onDecide: (verdict: Verdict, reason?: string) => void;
  readonly onAmend?: () => void;
}

const verdictWords: Readonly<Record<Verdict, string>> = { accept: '✓ Accepted', amend: '✎ Amended: another outline', reject: '✕ Rejected' };

export function FindingCard({ finding, number, current, decision, mayDecide, rejecting, onRejecting, onJump, onDecide, onAmend }: FindingCardProps) {
  const card = useRef<HTMLLIElement>(null);
  const wasCurrent = useRef(current);
  useEffect(() => {
    // Not at the first drawing: on a phone that would scroll the alert away.
    if (current && !wasCurrent.current) card.current?.scrollIntoView({ block: 'nearest' });
    wasCurrent.current = current;
  }, [current]);
  const types = Object.entries(finding.types).sort(([, a], [, b]) => b - a);
  return (
    <li ref={card} class={['finding', current && 'current', decision && `decided-${decision.decision}`].filter(Boolean).join(' ')}>
      <button type="button" class="finding-title" aria-current={current} onClick={onJump} title="Go to the key image (g)">
        <span class="finding-number numeric">{number}</span>
        <span>{finding.label}</span>
        {finding.highRisk && <Chip tone="alert">High risk</Chip>}
      </button>
      <dl class="figures">
        <div><dt>Confidence</dt><dd class="numeric">{percent(finding.confidence)}</dd></div>
        {finding.diameterMm !== undefined && <div><dt>Diameter</dt><dd class="numeric">{measure(finding.diameterMm, 'mm')}</dd></div>}
        {finding.areaMm2 !== undefined && <div><dt>Area</dt><dd class="numeric">{measure(finding.areaMm2, 'mm²')}</dd></div>}
        {finding.volumeMm3 !== undefined && <div><dt>Volume</dt><dd class="numeric">{measure(finding.volumeMm3 / 1000, 'cm³')}</dd></div>}
        <div><dt>Slices</dt><dd class="numeric">{finding.sliceCount}</dd></div>
      </dl>
      {types.length > 0 && (
        <table class="types">
          <caption>Type, as the model sees it</caption>
          <tbody>
            {types.map(([type, share]) => (
              <tr key={type}>
                <th scope="row">{type}</th>
                <td><Bar share={share} /></td>
                <td class="numeric">{percent(share)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {decision && (
        <p class={`verdict verdict-${decision.decision}`}>
          <b>{verdictWords[decision.decision]}</b> by {decision.by}, <ClockTime at={decision.at} />
          {decision.reason && <span class="second">{decision.reason}</span>}
        </p>
      )}
      {mayDecide && !rejecting && (
        <div class="finding-acts">
          <button type="button" class="accept" aria-pressed={decision?.decision === 'accept'} onClick={() => onDecide('accept')}>
            Accept {current && <kbd>a</kbd>}
          </button>
          {onAmend && (
            <button type="button" class="amend" aria-pressed={decision?.decision === 'amend'} onClick={onAmend} title="Draw its outline otherwise">
              Amend… {current && <kbd>m</kbd>}
            </button>
          )}
          <button type="button" class="reject" aria-pressed={decision?.decision === 'reject'} onClick={() => onRejecting(true)}>
            Reject… {current && <kbd>x</kbd>}
          </button>
        </div>
      )}
      {mayDecide && rejecting && <RejectForm onCancel={() => onRejecting(false)} onReject={(reason) => onDecide('reject', reason)} />}
    </li>
  );
}

function Bar({ share }: { readonly share: number }) {
  return (
    <svg class="share-bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
      <rect class="bar-ground" width="100" height="6" />
      <rect class="bar-share" width={100 * Math.max(0, Math.min(1, share))} height="6" />
    </svg>
  );
}
