import { crossAt } from '../cross';
import type { Mark, Place } from './marks';

/** One mark on the screen: a thin line with a dark edge, so that it shows on bright and on dark. */
export function MarkShape({ mark, place }: { readonly mark: Mark; readonly place: (point: Place) => Place }) {
  const points = mark.points.map(place);
  const d = mark.kind === 'point' ? crossAt(points[0] ?? [0, 0], 9) : `M${points.map((point) => point.join(' ')).join('L')}Z`;
  return (
    <>
      <path class="drawn-shade" d={d} />
      <path class="drawn-line" d={d} data-kind={mark.kind} />
    </>
  );
}
