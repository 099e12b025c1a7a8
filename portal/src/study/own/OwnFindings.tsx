import type { OwnFinding } from '../../api/contract';
import { ClockTime } from '../../ui/Elapsed';

interface OwnFindingsProps {
  readonly findings: readonly OwnFinding[];
  readonly mayDecide: boolean;
  readonly onBegin: () => void;
  readonly onRemove: (findingId: string) => void;
  readonly onJump: (sopInstanceUid: string, frame: number) => void;
}

/** What the radiologist found and the model did not. */
export function OwnFindings({ findings, mayDecide, onBegin, onRemove, onJump }: OwnFindingsProps) {
  if (findings.length === 0 && !mayDecide) return null;
  return (
    <section class="own-findings">
      <h2>Own findings</h2>
      <ul>
        {findings.map((finding) => {
          const place = finding.point ?? finding.contours?.[0];
          return (
            <li key={finding.id} class="own-finding">
              <button type="button" class="finding-title" onClick={() => place && onJump(place.sopInstanceUid, place.frame ?? 1)} title="Go to its picture">
                <span class="finding-number own-number numeric">{finding.id}</span>
                <span>{finding.label}</span>
              </button>
              <p class="muted">
                {finding.code.meaning}, {finding.point ? 'a point' : `${finding.contours?.length ?? 0} ${finding.contours?.length === 1 ? 'outline' : 'outlines'}`}, by {finding.by}, <ClockTime at={finding.at} />
              </p>
              {mayDecide && (
                <div class="finding-acts">
                  <button type="button" onClick={() => onRemove(finding.id)} aria-label={`Remove ${finding.label}`}>Remove</button>
                </div>
              )}
            </li>
          );
        })}
      </ul>
      {mayDecide && <button type="button" onClick={onBegin}>Draw a finding <kbd>d</kbd></button>}
    </section>
  );
}
