export interface Range {
  readonly lower: number;
  readonly upper: number;
}

/**
 * A window from the pixels themselves, for images whose header names none (WindowWidth (0028,1051) below 1 is not a window,
 * PS3.3 C.11.2.1.2): from the 1st to the 99.5th percentile of what is not background.
 */
export function rangeOfPixels(pixels: ArrayLike<number>, slope: number, intercept: number): Range {
  const step = Math.max(1, Math.floor(pixels.length / 65_536));
  const sample: number[] = [];
  for (let index = 0; index < pixels.length; index += step) sample.push(pixels[index] ?? 0);
  sample.sort((a, b) => a - b);
  const lowest = sample[0] ?? 0;
  const tissue = sample.filter((value) => value > lowest);
  const pick = (share: number): number => (tissue[Math.floor(share * (tissue.length - 1))] ?? lowest) * slope + intercept;
  const [lower, upper] = [pick(0.01), pick(0.995)].sort((a, b) => a - b) as [number, number];
  return upper > lower ? { lower, upper } : { lower, upper: lower + 1 };
}
