import type { Place } from '../viewer/drawing/marks';
import type { NoduleBundle } from './bundle';
import { cropAt, stretched } from './crop';
import type { Field } from './field';
import { distanceToTraining, outlineAt, type NoduleOutline } from './outline';

/** What the net answers to one square. */
export interface NetAnswer {
  readonly probability: Float32Array;
  readonly features: Float32Array;
}

/** One square through the net: normalised values, row after row. */
export type Net = (square: Float32Array) => Promise<NetAnswer>;

export type NoduleAnswer =
  | { readonly kind: 'outline'; readonly outline: NoduleOutline }
  | { readonly kind: 'nothing' }
  /** Unlike anything that the model was trained on. */
  | { readonly kind: 'unlike'; readonly distance: number; readonly most: number };

/** The square around a point as the net wants it: what the container's PreparedSquare makes. */
export function squareAt(grey: Field, point: Place, { input }: NoduleBundle): Float32Array {
  return stretched(cropAt(grey, point, input.side), input.normalisation.minimum, input.normalisation.maximum);
}

/** What lies at a point of a picture, as the container answers `analyze --model … --point`. */
export async function analyse(square: Float32Array, point: Place, bundle: NoduleBundle, trainingRows: Float32Array, net: Net): Promise<NoduleAnswer> {
  const { side } = bundle.input;
  const { probability, features } = await net(square);
  const distance = distanceToTraining(features, trainingRows, bundle.outOfDistribution);
  if (distance > bundle.outOfDistribution.threshold) return { kind: 'unlike', distance, most: bundle.outOfDistribution.threshold };
  const outline = outlineAt({ columns: side, rows: side, values: probability }, point, bundle);
  return outline ? { kind: 'outline', outline } : { kind: 'nothing' };
}
