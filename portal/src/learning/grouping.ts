import type { Mark } from '../viewer/drawing/marks';
import { drawnOf, pointOf } from '../viewer/drawing/marks';
import type { Stack } from '../study/stack';
import { indexOfSlice } from '../study/stack';
import type { Marking } from './contract';

/** One finding of the learner's: a point, or outlines that continue each other from slice to slice. */
export interface OwnFinding {
  /** Indexes of its marks. */
  readonly marks: readonly number[];
  readonly slices: readonly number[];
}

/** Outlines on neighbouring slices whose boxes overlap are one finding, as the analysis links its own; each point is one. */
export function findingsOf(marks: readonly Mark[], stacks: readonly Stack[]): OwnFinding[] {
  const places = marks.map((mark) => placeOf(mark, stacks));
  const owner = marks.map((_, index) => index);
  const rootOf = (index: number): number => (owner[index] === index ? index : rootOf(owner[index] ?? index));
  for (let first = 0; first < marks.length; first++)
    for (let second = 0; second < first; second++)
      if (continues(marks[first], places[first], marks[second], places[second])) owner[rootOf(first)] = rootOf(second);
  const groups = new Map<number, number[]>();
  marks.forEach((_, index) => groups.set(rootOf(index), [...(groups.get(rootOf(index)) ?? []), index]));
  return [...groups.values()].map((members) => ({
    marks: members,
    slices: [...new Set(members.map((index) => places[index]?.slice ?? -1))].sort((a, b) => a - b),
  }));
}

/** As the API takes them. */
export function markingsOf(marks: readonly Mark[], stacks: readonly Stack[]): Marking[] {
  return findingsOf(marks, stacks).map(({ marks: members }) => {
    const own = members.flatMap((index) => marks[index] ?? []);
    const point = own.find((mark) => mark.kind === 'point');
    return point ? { point: pointOf(point) } : { contours: own.map(drawnOf) };
  });
}

interface SlicePlace {
  readonly stack: number;
  readonly slice: number;
}

function placeOf(mark: Mark, stacks: readonly Stack[]): SlicePlace | undefined {
  for (const [stack, each] of stacks.entries()) {
    const slice = indexOfSlice(each, mark.sopInstanceUid, mark.frame);
    if (slice >= 0) return { stack, slice };
  }
  return undefined;
}

function continues(a: Mark | undefined, at: SlicePlace | undefined, b: Mark | undefined, before: SlicePlace | undefined): boolean {
  if (!a || !b || !at || !before || a.kind === 'point' || b.kind === 'point') return false;
  if (at.stack !== before.stack || Math.abs(at.slice - before.slice) !== 1) return false;
  const [one, other] = [boxAround(a), boxAround(b)];
  return one.left <= other.right && other.left <= one.right && one.top <= other.bottom && other.top <= one.bottom;
}

function boxAround({ points }: Mark): { left: number; top: number; right: number; bottom: number } {
  const [columns, rows] = [points.map(([x]) => x), points.map(([, y]) => y)];
  return { left: Math.min(...columns), right: Math.max(...columns), top: Math.min(...rows), bottom: Math.max(...rows) };
}
