import type { Field } from '../../nodule/field';
import type { Picture, Place } from '../drawing/marks';
import type { PixelScale } from '../scale';

export type MeasureKind = 'length' | 'angle' | 'ellipse';

/** A length has two points, an angle three (its corner in the middle), an ellipse two opposite corners of the box around it. */
export interface Measure {
  readonly kind: MeasureKind;
  readonly picture: Picture;
  readonly points: readonly Place[];
}

export interface Statistics {
  readonly count: number;
  readonly mean: number;
  /** Of n, as a region is all there is and no sample. */
  readonly deviation: number;
  readonly lowest: number;
  readonly highest: number;
}

/** In the scale's millimetres, or in pixels where there is none. */
export function lengthOf([a, b]: readonly Place[], scale: PixelScale | null): number {
  if (!a || !b) return 0;
  return Math.hypot((a[0] - b[0]) * (scale?.columnMm ?? 1), (a[1] - b[1]) * (scale?.rowMm ?? 1));
}

/** Degrees, 0 to 180, as it is in the patient: pixels need not be square. */
export function angleOf([a, corner, b]: readonly Place[], scale: PixelScale | null): number {
  if (!a || !corner || !b) return 0;
  const arm = (end: Place): Place => [(end[0] - corner[0]) * (scale?.columnMm ?? 1), (end[1] - corner[1]) * (scale?.rowMm ?? 1)];
  const [[x1, y1], [x2, y2]] = [arm(a), arm(b)];
  return (Math.abs(Math.atan2(x1 * y2 - y1 * x2, x1 * x2 + y1 * y2)) * 180) / Math.PI;
}

export function ellipseArea([a, b]: readonly Place[], scale: PixelScale | null): number {
  if (!a || !b) return 0;
  return (Math.PI / 4) * Math.abs(a[0] - b[0]) * Math.abs(a[1] - b[1]) * (scale ? scale.columnMm * scale.rowMm : 1);
}

/** Over the pixels whose centre lies in the ellipse; null where it holds none. */
export function statisticsOf([a, b]: readonly Place[], { columns, rows, values }: Field): Statistics | null {
  if (!a || !b) return null;
  const [x, y, across, down] = [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2, Math.abs(a[0] - b[0]) / 2, Math.abs(a[1] - b[1]) / 2];
  let [count, sum, squares, lowest, highest] = [0, 0, 0, Infinity, -Infinity];
  for (let row = Math.max(0, Math.ceil(y - down)); row <= Math.min(rows - 1, y + down); row++)
    for (let column = Math.max(0, Math.ceil(x - across)); column <= Math.min(columns - 1, x + across); column++) {
      if (((column - x) / across) ** 2 + ((row - y) / down) ** 2 > 1) continue;
      const value = values[row * columns + column] ?? 0;
      [count, sum, squares, lowest, highest] = [count + 1, sum + value, squares + value * value, Math.min(lowest, value), Math.max(highest, value)];
    }
  if (count === 0) return null;
  const mean = sum / count;
  return { count, mean, deviation: Math.sqrt(Math.max(0, squares / count - mean * mean)), lowest, highest };
}

/** What is written beside a measure. */
export function wordsOf({ kind, points }: Measure, scale: PixelScale | null, field: Field | null, unit: string): string[] {
  if (kind === 'angle') return points.length < 3 ? [] : [`${angleOf(points, scale).toFixed(1)}°`];
  if (kind === 'length') return [`${number(lengthOf(points, scale))} ${unitOf(scale)}`];
  const statistics = field && statisticsOf(points, field);
  const area = `${number(ellipseArea(points, scale))} ${unitOf(scale).replace(/^(mm|px)/, '$1²')}`;
  if (!statistics) return [area];
  const of = (value: number): string => `${number(value)}${unit === '' ? '' : ` ${unit}`}`;
  return [`Mean ${of(statistics.mean)}, SD ${number(statistics.deviation)}`, `${number(statistics.lowest)} to ${of(statistics.highest)}`, area];
}

function unitOf(scale: PixelScale | null): string {
  if (!scale) return 'px';
  return { patient: 'mm', detector: 'mm at the detector', unstated: 'mm, calibration not stated' }[scale.basis];
}

/** A tenth where it says something. */
function number(value: number): string {
  return Math.abs(value) >= 1000 ? value.toFixed(0) : value.toFixed(1);
}
