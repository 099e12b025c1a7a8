import type { RefObject } from 'preact';
import type { Field } from '../../nodule/field';
import { crossAt } from '../cross';
import { lies, type Picture, type Place } from '../drawing/marks';
import { onScreen } from '../matrix';
import type { Matrix } from '../orientation';
import type { PixelScale } from '../scale';
import { useHand } from '../useHand';
import { labelPlace } from './labels';
import { wordsOf, type Measure } from './measures';
import type { Measuring } from './useMeasuring';

/** What a picture's numbers mean. */
export interface Reckoning {
  readonly scale: PixelScale | null;
  /** HU on CT; empty where values have no unit. */
  readonly unit: string;
  /** The drawn picture's modality values, when a region asks for them. */
  readonly field: () => Field | null;
}

interface MeasureLayerProps {
  readonly measuring: Measuring;
  readonly picture: Picture | null;
  readonly matrix: Matrix;
  readonly size: { readonly width: number; readonly height: number };
  readonly host: RefObject<HTMLElement | null>;
  readonly reckoning: Reckoning;
}

/** The measures of the picture shown. Lines stay thin at any zoom: they are drawn on the screen, not on the picture. */
export function MeasureLayer({ measuring, picture, matrix, size, host, reckoning }: MeasureLayerProps) {
  useHand({ hand: measuring, picture, matrix }, host);
  if (!picture) return null;
  const { measures, tool, cursor } = measuring.state;
  const here = measures.filter((measure) => lies(measure.picture, picture));
  return (
    <svg class={tool === null ? 'measures' : 'measures measuring'} width={size.width} height={size.height} role="img" aria-label={`Measures: ${here.length}`}>
      {here.map((measure, index) => (
        <Shown key={index} measure={measure} matrix={matrix} size={size} reckoning={reckoning} />
      ))}
      {tool !== null && cursor && <path class="drawn-cursor" d={crossAt(onScreen(matrix, cursor), 12)} />}
    </svg>
  );
}

interface ShownProps {
  readonly measure: Measure;
  readonly matrix: Matrix;
  readonly size: { readonly width: number; readonly height: number };
  readonly reckoning: Reckoning;
}

function Shown({ measure, matrix, size, reckoning }: ShownProps) {
  const points = measure.points.map((point) => onScreen(matrix, point));
  const lines = wordsOf(measure, reckoning.scale, measure.kind === 'ellipse' ? reckoning.field() : null, reckoning.unit);
  const outline = measure.kind === 'ellipse' ? ellipseOf(measure.points, matrix) : points;
  const [x, y] = labelPlace(outline, lines, size);
  const d = `M${outline.map((point) => point.join(' ')).join('L')}${measure.kind === 'ellipse' ? 'Z' : ''}`;
  return (
    <g class="measure">
      <path class="measure-shade" d={d} />
      <path class="measure-line" d={d} data-measure={measure.kind} />
      {points.map((point, index) => (
        <path key={index} class="measure-end" d={crossAt(point, 6)} />
      ))}
      <text x={x} y={y}>
        {lines.map((line, index) => (
          <tspan key={index} x={x} dy={index === 0 ? 0 : '1.25em'}>{line}</tspan>
        ))}
      </text>
    </g>
  );
}

/** As a line of many corners: on a turned picture of unequal pixels it is no upright ellipse. */
function ellipseOf([a, b]: readonly Place[], matrix: Matrix): Place[] {
  if (!a || !b) return [];
  const [x, y, across, down] = [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2, Math.abs(a[0] - b[0]) / 2, Math.abs(a[1] - b[1]) / 2];
  return Array.from({ length: 72 }, (_, step) => {
    const angle = (step * Math.PI) / 36;
    return onScreen(matrix, [x + across * Math.cos(angle), y + down * Math.sin(angle)]);
  });
}
