import type { Place } from './marks';

/** Area in square pixels, positive when the points run clockwise on the screen (rows grow downwards). */
export function signedArea(points: readonly Place[]): number {
  let doubled = 0;
  for (const [index, a] of points.entries()) {
    const b = at(points, index + 1);
    doubled += a[0] * b[1] - b[0] * a[1];
  }
  return doubled / 2;
}

/** Whether a closed line neither crosses nor touches itself, as the server's SimplePolygon decides. */
export function isSimple(points: readonly Place[]): boolean {
  const count = points.length;
  for (let first = 0; first < count; first++) {
    const [a, b] = [at(points, first), at(points, first + 1)];
    if (a[0] === b[0] && a[1] === b[1]) return false;
    for (let second = first + 1; second < count; second++) {
      const [c, d] = [at(points, second), at(points, second + 1)];
      const met = second === first + 1 ? turnsBack(a, b, d) : (second + 1) % count === first ? turnsBack(c, d, b) : meet(a, b, c, d);
      if (met) return false;
    }
  }
  return true;
}

/** Whether a step from the last point of an open line would cross or touch the line. */
export function crosses(line: readonly Place[], next: Place): boolean {
  const last = line.at(-1);
  if (!last) return false;
  if (last[0] === next[0] && last[1] === next[1]) return true;
  for (let index = 0; index + 2 < line.length; index++) if (meet(at(line, index), at(line, index + 1), last, next)) return true;
  const before = line.at(-2);
  return before !== undefined && turnsBack(before, last, next);
}

export function contains(points: readonly Place[], [x, y]: Place): boolean {
  let inside = false;
  for (const [index, a] of points.entries()) {
    const b = at(points, index + 1);
    if (a[1] > y !== b[1] > y && x < ((b[0] - a[0]) * (y - a[1])) / (b[1] - a[1]) + a[0]) inside = !inside;
  }
  return inside;
}

/** Index of the edge that passes nearest, with its distance; the edge of index i runs from point i to the next. */
export function nearestEdge(points: readonly Place[], place: Place): { readonly index: number; readonly distance: number } {
  let best = { index: -1, distance: Infinity };
  for (const [index, a] of points.entries()) {
    const distance = distanceToSegment(place, a, at(points, index + 1));
    if (distance < best.distance) best = { index, distance };
  }
  return best;
}

export function nearestPoint(points: readonly Place[], [x, y]: Place): { readonly index: number; readonly distance: number } {
  let best = { index: -1, distance: Infinity };
  for (const [index, point] of points.entries()) {
    const distance = Math.hypot(point[0] - x, point[1] - y);
    if (distance < best.distance) best = { index, distance };
  }
  return best;
}

/** Fewer points for the same line: none of those left out lay further from it than the tolerance (Ramer, Douglas, Peucker). */
export function simplified(line: readonly Place[], tolerance: number): Place[] {
  if (line.length < 3) return [...line];
  const [first, last] = [at(line, 0), at(line, line.length - 1)];
  let [far, furthest] = [0, -1];
  for (let index = 1; index < line.length - 1; index++) {
    const distance = distanceToSegment(at(line, index), first, last);
    if (distance > furthest) [far, furthest] = [index, distance];
  }
  if (furthest <= tolerance) return [first, last];
  return [...simplified(line.slice(0, far + 1), tolerance).slice(0, -1), ...simplified(line.slice(far), tolerance)];
}

export function distanceToSegment([x, y]: Place, [ax, ay]: Place, [bx, by]: Place): number {
  const length = (bx - ax) ** 2 + (by - ay) ** 2;
  const part = length === 0 ? 0 : Math.max(0, Math.min(1, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length));
  return Math.hypot(x - ax - part * (bx - ax), y - ay - part * (by - ay));
}

/** Two edges with one point in common: they lie upon each other where the line goes back the way it came. */
function turnsBack(a: Place, shared: Place, b: Place): boolean {
  return turn(a, shared, b) === 0 && (a[0] - shared[0]) * (b[0] - shared[0]) + (a[1] - shared[1]) * (b[1] - shared[1]) > 0;
}

function meet(a: Place, b: Place, c: Place, d: Place): boolean {
  const [abc, abd, cda, cdb] = [turn(a, b, c), turn(a, b, d), turn(c, d, a), turn(c, d, b)];
  if (abc !== abd && cda !== cdb) return true;
  return (abc === 0 && between(a, b, c)) || (abd === 0 && between(a, b, d)) || (cda === 0 && between(c, d, a)) || (cdb === 0 && between(c, d, b));
}

const turn = (a: Place, b: Place, c: Place): number => Math.sign((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]));

const between = (a: Place, b: Place, c: Place): boolean =>
  c[0] >= Math.min(a[0], b[0]) && c[0] <= Math.max(a[0], b[0]) && c[1] >= Math.min(a[1], b[1]) && c[1] <= Math.max(a[1], b[1]);

/** The line is closed: the point after the last is the first. */
function at(points: readonly Place[], index: number): Place {
  const point = points[index % points.length];
  if (!point) throw new RangeError(`No point ${index}`);
  return point;
}
