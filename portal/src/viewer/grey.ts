import type { Field } from '../nodule/field';
import { numberOf, textOf, type Header } from './header';

/** What the loader gives of one decoded picture. */
export interface Decoded {
  readonly columns: number;
  readonly rows: number;
  readonly pixels: ArrayLike<number>;
  readonly slope: number;
  readonly intercept: number;
  /** The pixels are modality values already. */
  readonly scaled: boolean;
}

/** Modality values (of CT: HU), in single precision as the container computes them. */
export function modalityValues({ columns, rows, pixels, slope, intercept, scaled }: Decoded): Field {
  const done = scaled || (slope === 1 && intercept === 0);
  return { columns, rows, values: done ? Float32Array.from(pixels) : Float32Array.from(pixels, (value) => value * slope + intercept) };
}

/** As GreyValues.cs gives them to a net: brighter is more, and pixel padding (PS3.3 C.7.5.1.1.2) has the lowest value of the rest. */
export function greyValues(decoded: Decoded, header: Header): Field {
  const { columns, rows, values } = modalityValues(decoded);
  const padding = numberOf(header, 'PixelPaddingValue');
  const limit = numberOf(header, 'PixelPaddingRangeLimit') ?? padding;
  const inverted = textOf(header, 'PhotometricInterpretation') === 'MONOCHROME1' || textOf(header, 'PresentationLUTShape') === 'INVERSE';
  if (padding === undefined || limit === undefined) return inverted ? { columns, rows, values: turned(values, () => false) } : { columns, rows, values };
  const [low, high] = [Math.min(padding, limit), Math.max(padding, limit)].map((stored) => Math.fround(stored * decoded.slope + decoded.intercept)) as [number, number];
  const isPadding = (value: number): boolean => value >= low && value <= high;
  if (inverted) return { columns, rows, values: turned(values, isPadding) };
  const lowest = values.reduce((least, value) => (isPadding(value) ? least : Math.min(least, value)), Infinity);
  return { columns, rows, values: values.map((value) => (isPadding(value) ? (Number.isFinite(lowest) ? lowest : 0) : value)) };
}

function turned(values: Float32Array, isPadding: (value: number) => boolean): Float32Array {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) if (!isPadding(value)) [low, high] = [Math.min(low, value), Math.max(high, value)];
  if (low > high) return values.map(() => 0);
  const sum = Math.fround(low + high);
  return values.map((value) => (isPadding(value) ? low : sum - value));
}
