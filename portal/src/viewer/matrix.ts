import type { Place } from './drawing/marks';
import type { Matrix } from './orientation';

/** Where a place of the image is drawn, in CSS pixels of the viewport. */
export function onScreen([a, b, c, d, e, f]: Matrix, [x, y]: Place): Place {
  return [a * x + c * y + e, b * x + d * y + f];
}

/** What place of the image lies under a point of the viewport; null where the picture has no extent. */
export function inImage([a, b, c, d, e, f]: Matrix, [x, y]: Place): Place | null {
  const determinant = a * d - b * c;
  if (Math.abs(determinant) < 1e-9) return null;
  return [(d * (x - e) - c * (y - f)) / determinant, (a * (y - f) - b * (x - e)) / determinant];
}

/** CSS pixels to one pixel of the image, where its pixels are not square the mean. */
export function scaleOf([a, b, c, d]: Matrix): number {
  return Math.sqrt(Math.abs(a * d - b * c));
}
