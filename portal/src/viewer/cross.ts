import type { Place } from './drawing/marks';

/** Open in the middle: what is pointed at stays in view. */
export function crossAt([x, y]: Place, arm: number): string {
  return `M${x - arm} ${y}H${x - 3}M${x + 3} ${y}H${x + arm}M${x} ${y - arm}V${y - 3}M${x} ${y + 3}V${y + arm}`;
}
