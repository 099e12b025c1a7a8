import type { Area } from '../api/contract';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** The whole pixels that a drag from one point to the other touches, inside the picture; null for a mere click. */
export function areaBetween(from: Point, to: Point, columns: number, rows: number): Area | null {
  const [left, right] = [Math.min(from.x, to.x), Math.max(from.x, to.x)];
  const [top, bottom] = [Math.min(from.y, to.y), Math.max(from.y, to.y)];
  if (right - left < 2 && bottom - top < 2) return null;
  const x = clamp(Math.floor(left), 0, columns - 1);
  const y = clamp(Math.floor(top), 0, rows - 1);
  const width = clamp(Math.ceil(right), x + 1, columns) - x;
  const height = clamp(Math.ceil(bottom), y + 1, rows) - y;
  return { x, y, width, height };
}

const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));
