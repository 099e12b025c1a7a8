import type { Place } from '../viewer/drawing/marks';
import type { Field } from './field';

/** As .NET's Math.Round: halves go to the even number. */
export function roundToEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (rest !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}

/** Where a cut of side by side pixels lies: its first column and row in the picture. */
export function cornerOf([column, row]: Place, side: number): Place {
  return [roundToEven(column) - side / 2, roundToEven(row) - side / 2];
}

/**
 * Source pixels as they are around a point, as ModelGrid.Crop has them: beyond the picture's edge its lowest value. Sums go
 * through single precision exactly as the container's do.
 */
export function cropAt(picture: Field, point: Place, side: number): Float32Array {
  const [left, top] = cornerOf(point, side);
  const ground = lowestOf(picture.values);
  const square = new Float32Array(side * side).fill(ground);
  for (let row = Math.max(0, -top); row < side && top + row < picture.rows; row++)
    for (let column = Math.max(0, -left); column < side && left + column < picture.columns; column++) {
      const value = picture.values[(top + row) * picture.columns + left + column] ?? ground;
      square[row * side + column] = Math.fround(Math.fround(value - ground) + ground);
    }
  return square;
}

/** The lowest value becomes the minimum, the highest the maximum; a square of one value becomes the minimum. */
export function stretched(values: Float32Array, minimum: number, maximum: number): Float32Array {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  const scale = high > low ? (maximum - minimum) / (high - low) : 0;
  return values.map((value) => minimum + (value - low) * scale);
}

function lowestOf(values: Float32Array): number {
  let lowest = Infinity;
  for (const value of values) if (value < lowest) lowest = value;
  return Number.isFinite(lowest) ? lowest : 0;
}
