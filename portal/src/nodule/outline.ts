import type { Place } from '../viewer/drawing/marks';
import type { NoduleBundle } from './bundle';
import { cornerOf } from './crop';
import type { Field, Region } from './field';
import { regionsOf } from './regions';
import { traced } from './tracing';

/** What lies at the point, in the picture's own pixels. */
export interface NoduleOutline {
  readonly points: readonly Place[];
  /** Mean probability inside, through the bundle's calibration: 0 to 1. */
  readonly confidence: number;
}

/** The outline that holds the point, or the nearest one that comes near enough, as PictureMarks.AtPoint chooses; null where there is none. */
export function outlineAt(probability: Field, point: Place, { decision, input }: NoduleBundle): NoduleOutline | null {
  const [left, top] = cornerOf(point, input.side);
  const at: Place = [point[0] - left, point[1] - top];
  const near = regionsOf(probability, decision.probabilityThreshold)
    .filter((region) => region.pixels.length >= decision.minimumAreaPixels)
    .map((region) => ({ region, distance: distanceOf(region, at, probability.columns) }))
    .filter(({ distance }) => distance <= decision.maximumDistance)
    .sort((a, b) => a.distance - b.distance || b.region.pixels.length - a.region.pixels.length)[0];
  if (!near) return null;
  const { pixels } = near.region;
  const mean = pixels.reduce((sum, index) => sum + (probability.values[index] ?? 0), 0) / pixels.length;
  return {
    points: traced(probability, near.region, decision.probabilityThreshold).map(([x, y]) => [x + left, y + top]),
    confidence: calibrated(mean, decision.calibration),
  };
}

export function calibrated(raw: number, { slope, intercept }: NoduleBundle['decision']['calibration']): number {
  const bounded = Math.max(1e-7, Math.min(1 - 1e-7, raw));
  return 1 / (1 + Math.exp(-(slope * Math.log(bounded / (1 - bounded)) + intercept)));
}

/** The mean distance of a picture's features to the nearest of the training pictures' (TrainingFeatures.cs); infinite for what is no number. */
export function distanceToTraining(features: Float32Array, rows: Float32Array, { count, width, neighbours }: NoduleBundle['outOfDistribution']): number {
  const squared = Array.from({ length: count }, (_, row) => {
    let sum = 0;
    for (let index = 0; index < width; index++) sum += ((features[index] ?? NaN) - (rows[row * width + index] ?? NaN)) ** 2;
    return sum;
  });
  if (squared.some((each) => !Number.isFinite(each))) return Infinity;
  const nearest = squared.sort((a, b) => a - b).slice(0, neighbours);
  return nearest.reduce((sum, each) => sum + Math.sqrt(each), 0) / nearest.length;
}

function distanceOf({ pixels }: Region, [x, y]: Place, columns: number): number {
  return pixels.reduce((best, index) => Math.min(best, Math.hypot((index % columns) - x, Math.floor(index / columns) - y)), Infinity);
}
