import type { Stack } from '../study/stack';

/**
 * The slice of another stack that belongs to a slice of this one: by place in the patient where both lie in one frame of
 * reference (0020,0052), else as far through the stack.
 */
export function linkedSlice(index: number, from: Stack, to: Stack, sameFrame: boolean): number {
  const place = from.slices[index]?.position;
  const normal = normalOf(from.slices[index]?.orientation);
  if (sameFrame && place && normal) {
    const distances = to.slices.map(({ position }) => (position ? Math.abs(dot(position, normal) - dot(place, normal)) : Infinity));
    const nearest = distances.reduce((best, distance, each) => (distance < (distances[best] ?? Infinity) ? each : best), 0);
    if (Number.isFinite(distances[nearest])) return nearest;
  }
  const [last, lastThere] = [from.slices.length - 1, to.slices.length - 1];
  return last <= 0 ? Math.floor(lastThere / 2) : Math.round((index / last) * lastThere);
}

function normalOf(orientation: readonly number[] | undefined): readonly number[] | null {
  if (orientation?.length !== 6) return null;
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = orientation;
  return [b * f - c * e, c * d - a * f, a * e - b * d];
}

const dot = (a: readonly number[], b: readonly number[]): number => a.reduce((sum, x, index) => sum + x * (b[index] ?? 0), 0);
