import type { Place } from '../viewer/drawing/marks';
import type { Field, Region } from './field';

// Right, down, left, up.
const steps: readonly Place[] = [[1, 0], [0, 1], [-1, 0], [0, -1]];

// An outline passes between two centres and never through one, also when it is stored with three digits.
const least = 0.001;

/** Marching squares around one region, as OutlineTracing.cs goes: clockwise, points where the value crosses the threshold. */
export function traced(field: Field, region: Region, threshold: number): Place[] {
  const first = region.pixels[0];
  if (first === undefined) return [];
  const start: Place = [first % field.columns, Math.floor(first / field.columns)];
  let [pixel, side]: readonly [Place, number] = [start, 3];
  const points: Place[] = [];
  do {
    points.push(crossing(field, pixel, side, threshold));
    [pixel, side] = next(region, pixel, side);
  } while (pixel[0] !== start[0] || pixel[1] !== start[1] || side !== 3);
  return points;
}

/** From the boundary edge on one side of a pixel to the next one, clockwise; where two touch by a corner it stays with its own. */
function next(region: Region, [column, row]: Place, side: number): readonly [Place, number] {
  const ahead = (side + 1) % 4;
  const [x, y] = stepOf(ahead);
  const beside: Place = [column + x, row + y];
  if (!region.has(...beside)) return [[column, row], ahead];
  const [outX, outY] = stepOf(side);
  const diagonal: Place = [beside[0] + outX, beside[1] + outY];
  return region.has(...diagonal) ? [diagonal, (side + 3) % 4] : [beside, side];
}

function crossing(field: Field, [column, row]: Place, side: number, threshold: number): Place {
  const [x, y] = stepOf(side);
  const inside = valueAt(field, column, row);
  const outside = valueAt(field, column + x, row + y);
  // At the border of a filled hole or of the picture the values may not straddle the threshold: half way then.
  const straddles = inside > outside && inside >= threshold && outside < threshold;
  const part = Math.max(least, Math.min(1 - least, straddles ? (inside - threshold) / (inside - outside) : 0.5));
  return [column + part * x, row + part * y];
}

function valueAt({ columns, rows, values }: Field, column: number, row: number): number {
  return column >= 0 && row >= 0 && column < columns && row < rows ? (values[row * columns + column] ?? 0) : 0;
}

function stepOf(side: number): Place {
  const step = steps[side];
  if (!step) throw new RangeError(`No side ${side}`);
  return step;
}
