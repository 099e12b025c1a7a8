import { dayWords } from '../format/time';
import type { ReadSummary } from './contract';
import type { Measure } from './progress';

const [width, height, left, top, bottom] = [320, 150, 34, 10, 22];

/** One measure, read by read. Drawn with attributes alone: the page's policy allows no inline style. */
export function Plot({ measure, reads }: { readonly measure: Measure; readonly reads: readonly ReadSummary[] }) {
  const values = reads.flatMap((read, index) => {
    const value = measure.of(read);
    return value === undefined ? [] : [{ index, value, read }];
  });
  const most = measure.most ?? Math.max(1, ...values.map(({ value }) => value));
  const x = (index: number): number => left + 8 + (reads.length === 1 ? 0.5 : index / (reads.length - 1)) * (width - left - 20);
  const y = (value: number): number => top + (1 - value / most) * (height - top - bottom);
  const [first, last] = [reads[0], reads[reads.length - 1]];
  const words = values.length === 0 ? 'no value yet' : values.map(({ value }) => format(value)).join(', ');
  return (
    <figure class="plot">
      <figcaption>{measure.name} <span class="muted">{measure.better === 'high' ? 'higher is better' : 'lower is better'}</span></figcaption>
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={`${measure.name}, oldest first: ${words}`}>
        {[0, most / 2, most].map((tick) => (
          <g key={tick} class="plot-tick">
            <line x1={left} x2={width - 6} y1={y(tick)} y2={y(tick)} />
            <text x={left - 6} y={y(tick) + 4} text-anchor="end">{format(tick)}</text>
          </g>
        ))}
        {values.length > 1 && <polyline class="plot-line" points={values.map(({ index, value }) => `${x(index)},${y(value)}`).join(' ')} />}
        {values.map(({ index, value, read }) => (
          <circle key={read.caseId} class="plot-dot" cx={x(index)} cy={y(value)} r="3.5">
            <title>{`Case ${read.code}, ${day(read)}: ${format(value)}`}</title>
          </circle>
        ))}
        {first && <text class="plot-day" x={left} y={height - 5}>{day(first)}</text>}
        {last && first !== last && day(first as ReadSummary) !== day(last) && <text class="plot-day" x={width - 6} y={height - 5} text-anchor="end">{day(last)}</text>}
      </svg>
    </figure>
  );
}

const format = (value: number): string => (Number.isInteger(value) ? `${value}` : value.toFixed(2));
const day = (read: ReadSummary): string => dayWords(read.savedAt);
