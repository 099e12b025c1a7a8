import type { Mark, Picture, Place } from './marks';
import { isSimple, signedArea } from './polygon';

/** What the server takes: shared/FirstRead.Core/Review/DrawingRules.cs. */
export const mostPoints = 2000;
const smallestArea = 0.01;

/** What is wrong with a mark, in words for the person who drew it; null when it may stand. */
export function faultOf({ kind, points }: Mark, picture: Picture): string | null {
  if (!points.every((point) => isInside(point, picture))) return 'It leaves the picture.';
  if (kind === 'point') return points.length === 1 ? null : 'A point is one place.';
  if (points.length < 3) return 'An outline needs at least three points.';
  if (points.length > mostPoints) return `An outline has at most ${mostPoints} points.`;
  // A box without a height has two corners in one place, and would be told that it touches itself.
  if (Math.abs(signedArea(points)) < smallestArea) return 'It encloses nothing.';
  return isSimple(points) ? null : 'The outline crosses or touches itself.';
}

/** What is wrong with the marks of one finding together. */
export function faultOfAll(marks: readonly Mark[]): string | null {
  const points = marks.reduce((sum, mark) => sum + mark.points.length, 0);
  return points > mostPoints ? `The outlines of one finding have at most ${mostPoints} points together; these have ${points}.` : null;
}

/** A picture reaches half a pixel beyond the centres of its outermost pixels. */
export function isInside([x, y]: Place, { columns, rows }: Picture): boolean {
  return x >= -0.5 && x <= columns - 0.5 && y >= -0.5 && y <= rows - 0.5;
}

export function within([x, y]: Place, { columns, rows }: Picture): Place {
  return [Math.max(-0.5, Math.min(columns - 0.5, x)), Math.max(-0.5, Math.min(rows - 0.5, y))];
}
