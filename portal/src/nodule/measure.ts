import type { Place } from '../viewer/drawing/marks';
import { signedArea } from '../viewer/drawing/polygon';

/** Millimetres to a pixel: down (between rows) and across (between columns), as PixelSpacing (0028,0030) has them. */
export interface Spacing {
  readonly rowMm: number;
  readonly columnMm: number;
}

export function areaMm2(points: readonly Place[], { rowMm, columnMm }: Spacing): number {
  return Math.abs(signedArea(points)) * rowMm * columnMm;
}

/** Largest distance between two points. */
export function diameterMm(points: readonly Place[], { rowMm, columnMm }: Spacing): number {
  let largest = 0;
  for (const [index, [x, y]] of points.entries())
    for (const [otherX, otherY] of points.slice(index + 1))
      largest = Math.max(largest, ((x - otherX) * columnMm) ** 2 + ((y - otherY) * rowMm) ** 2);
  return Math.sqrt(largest);
}
