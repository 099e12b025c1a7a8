import type { ContourDocument } from '../api/contract';
import { indexOfSlice, type Stack } from './stack';

/** One closed outline on one slice, as SVG path data in pixels of the image. */
export interface Outline {
  readonly findingId: string;
  readonly path: string;
}

/** Outlines by index of slice. What lies on no slice of the stack is left out. */
export function outlinesBySlice(document: ContourDocument, stack: Stack): Map<number, Outline[]> {
  const slices = new Map<number, Outline[]>();
  for (const { findingId, contours } of document.findings)
    for (const contour of contours) {
      const index = indexOfSlice(stack, contour.sopInstanceUid, contour.frame);
      if (index < 0) continue;
      const here = slices.get(index) ?? [];
      here.push({ findingId, path: pathOf(contour.points) });
      slices.set(index, here);
    }
  return slices;
}

export function pathOf(points: readonly (readonly number[])[]): string {
  const numbers = points.map(([x, y]) => `${finite(x)} ${finite(y)}`);
  return numbers.length === 0 ? '' : `M${numbers.join('L')}Z`;
}

function finite(value: number | undefined): number {
  if (typeof value !== 'number' || !Number.isFinite(value)) throw new TypeError('The contours file holds a point that is no number.');
  return value;
}
