import type { ContourDocument } from '../api/contract';
import { indexOfSlice, type Stack } from './stack';

/** One closed line on one slice, as SVG path data in pixels of the image. */
export interface Outline {
  readonly findingId: string;
  readonly path: string;
  /** A detector's box; else an outline. */
  readonly kind?: 'box';
  /** A person drew it otherwise, or rejected it. */
  readonly superseded?: boolean;
}

/** Where a model looked: a picture over part of a slice. */
export interface Heatmap {
  readonly findingId: string;
  /** Index of the slice. */
  readonly slice: number;
  /** Name of the PNG beside the contours file: 0 black to 1 white. */
  readonly file: string;
  /** Left, top, right, bottom in pixels of the image. */
  readonly box: readonly number[];
}

/** Outlines by index of slice, of the findings that are asked for. What lies on no slice of the stack is left out. */
export function outlinesBySlice(document: ContourDocument, stack: Stack, wanted: (findingId: string) => boolean = () => true): Map<number, Outline[]> {
  const slices = new Map<number, Outline[]>();
  const add = (index: number, outline: Outline): void => void slices.set(index, [...(slices.get(index) ?? []), outline]);
  for (const { findingId, contours, box } of document.findings) {
    if (!wanted(findingId)) continue;
    for (const contour of contours) {
      const index = indexOfSlice(stack, contour.sopInstanceUid, contour.frame);
      if (index >= 0) add(index, { findingId, path: pathOf(contour.points) });
    }
    const first = contours[0];
    const place = first ? indexOfSlice(stack, first.sopInstanceUid, first.frame) : -1;
    const [left, top, right, bottom] = box ?? [];
    // A box without an outline inside is its own outline already.
    if (place >= 0 && box && contours.length > 0 && !isBox(contours[0]?.points ?? []))
      add(place, { findingId, kind: 'box', path: pathOf([[left, top], [right, top], [right, bottom], [left, bottom]] as number[][]) });
  }
  return slices;
}

export function heatmapsOf(document: ContourDocument, stack: Stack): Heatmap[] {
  return document.findings.flatMap(({ findingId, heatmap }) => {
    if (!heatmap) return [];
    const slice = indexOfSlice(stack, heatmap.sopInstanceUid, heatmap.frame);
    return slice < 0 || !/^[\w-]+\.png$/.test(heatmap.file) ? [] : [{ findingId, slice, file: heatmap.file, box: heatmap.box }];
  });
}

export function pathOf(points: readonly (readonly number[])[]): string {
  const numbers = points.map(([x, y]) => `${finite(x)} ${finite(y)}`);
  return numbers.length === 0 ? '' : `M${numbers.join('L')}Z`;
}

function isBox(points: readonly (readonly number[])[]): boolean {
  return points.length === 4 && new Set(points.map(([x]) => x)).size === 2 && new Set(points.map(([, y]) => y)).size === 2;
}

function finite(value: number | undefined): number {
  if (typeof value !== 'number' || !Number.isFinite(value)) throw new TypeError('The contours file holds a point that is no number.');
  return value;
}
