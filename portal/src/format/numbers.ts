/** Shares of one, as whole percent; never 100 % for what is not certain, never 0 % for what is not nothing. */
export function percent(share: number): string {
  if (share > 0 && share < 0.005) return '<1 %';
  if (share < 1 && share > 0.995) return '>99 %';
  return `${Math.round(share * 100)} %`;
}

/** Three significant digits are more than the pixels can tell. */
export function measure(value: number, unit: string): string {
  const digits = value >= 100 ? 0 : 1;
  return `${value.toFixed(digits)} ${unit}`;
}
