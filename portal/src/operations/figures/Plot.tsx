export interface PlotSeries {
  readonly words: string;
  /** Names the colour in the style sheet. */
  readonly kind: string;
  /** One for each day; null where there is nothing to show. */
  readonly values: readonly (number | null)[];
}

const width = 640;
const height = 180;
const left = 40;
const bottom = 24;

/** Shares (0 to 1) by day, as lines. The table beside it says the same in numbers. */
export function SharePlot({ title, days, series }: { readonly title: string; readonly days: readonly string[]; readonly series: readonly PlotSeries[] }) {
  const x = (index: number): number => left + (days.length < 2 ? 0 : (index * (width - left - 10)) / (days.length - 1));
  const y = (value: number): number => 10 + (1 - value) * (height - bottom - 10);
  return (
    <figure class="plot">
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={title}>
        {[0, 0.5, 1].map((value) => (
          <g key={value}>
            <line class="plot-grid" x1={left} x2={width - 10} y1={y(value)} y2={y(value)} />
            <text class="plot-words" x={left - 6} y={y(value) + 4} text-anchor="end">{`${value * 100} %`}</text>
          </g>
        ))}
        {[...new Set([0, days.length - 1])].map((index) => (
          <text key={index} class="plot-words" x={x(index)} y={height - 6} text-anchor={index === 0 ? 'start' : 'end'}>{days[index]}</text>
        ))}
        {series.map(({ kind, values }) => (
          <g key={kind} class={`plot-${kind}`}>
            <polyline class="plot-line" points={values.map((value, index) => (value === null ? null : `${x(index)},${y(value)}`)).filter(Boolean).join(' ')} />
            {values.map((value, index) => value !== null && <circle key={index} class="plot-dot" cx={x(index)} cy={y(value)} r="3.5" />)}
          </g>
        ))}
      </svg>
      <figcaption>{series.map(({ words, kind }) => <span key={kind} class={`plot-key plot-${kind}`}>{words}</span>)}</figcaption>
    </figure>
  );
}
