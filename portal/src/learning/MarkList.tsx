import type { Mark } from '../viewer/drawing/marks';
import type { OwnFinding } from './grouping';

interface MarkListProps {
  readonly findings: readonly OwnFinding[];
  readonly marks: readonly Mark[];
  readonly onShow: (mark: number) => void;
  readonly onRemove: (marks: readonly number[]) => void;
}

const kinds = { polygon: 'outline', box: 'box', point: 'point' } as const;

/** What was marked so far, a finding a line. */
export function MarkList({ findings, marks, onShow, onRemove }: MarkListProps) {
  if (findings.length === 0) return <p class="muted">None yet. Take a pen above the picture and mark what you find; outlines on neighbouring slices become one finding.</p>;
  return (
    <ol class="mark-list">
      {findings.map(({ marks: members, slices }, index) => {
        const first = members[0] ?? 0;
        const kind = marks[first]?.kind ?? 'polygon';
        const [from, to] = [slices[0] ?? 0, slices[slices.length - 1] ?? 0];
        return (
          <li key={first}>
            <button type="button" class="quiet mark-go" onClick={() => onShow(first)}>
              <b>{index + 1}</b> {kinds[kind]}, {from === to ? `slice ${from + 1}` : `slices ${from + 1} to ${to + 1}`}
            </button>
            <button type="button" class="quiet" aria-label={`Remove finding ${index + 1}`} onClick={() => onRemove(members)}>Remove</button>
          </li>
        );
      })}
    </ol>
  );
}
