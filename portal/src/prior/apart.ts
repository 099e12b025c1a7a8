/** How far a study lies from the one in view, in words. Dates are shifted; differences hold. */
export function apart(days: number | undefined): string {
  if (days === undefined) return 'date not known';
  if (days === 0) return 'the same day';
  const size = Math.abs(days);
  const [count, unit] = size < 14 ? [size, 'day'] : size < 60 ? [Math.round(size / 7), 'week'] : size < 730 ? [Math.round(size / 30.44), 'month'] : [Math.round(size / 365.25), 'year'];
  return `${count} ${unit}${count === 1 ? '' : 's'} ${days > 0 ? 'before' : 'after'}`;
}
