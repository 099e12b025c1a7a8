import type { Place } from '../drawing/marks';

const lineHeight = 18;
const letterWidth = 7.6;
const gap = 10;

/** Where words stand so that they do not cover what was measured: right of it, else left, and always inside the picture's element. */
export function labelPlace(outline: readonly Place[], lines: readonly string[], { width, height }: { readonly width: number; readonly height: number }): Place {
  const wide = Math.max(0, ...lines.map((line) => line.length)) * letterWidth;
  const high = lines.length * lineHeight;
  const [xs, ys] = [outline.map(([x]) => x), outline.map(([, y]) => y)];
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const middle = Math.max(lineHeight, Math.min(height - high, (top + bottom) / 2));
  if (right + gap + wide <= width) return [right + gap, middle];
  if (left - gap - wide >= 0) return [left - gap - wide, middle];
  return [Math.max(0, Math.min(width - wide, left)), top - gap - high > lineHeight ? top - gap - high + lineHeight : Math.min(height - high, bottom + gap + lineHeight)];
}
