import type { Place } from '../viewer/drawing/marks';
import { analyse, type Net } from './analyse';
import { bundle, featuresUrl, fetchChecked, modelUrl, wasmUrl } from './files';
import { openNet } from './session';

/** One question to the worker. */
export interface Question {
  readonly number: number;
  /** Null: get ready. */
  readonly square: Float32Array | null;
  readonly point: Place;
}

let opened: Promise<{ readonly net: Net; readonly rows: Float32Array }> | null = null;

async function open() {
  const [model, features] = await Promise.all([fetchChecked(modelUrl, bundle.sha256), fetchChecked(featuresUrl, bundle.outOfDistribution.sha256)]);
  const net = await openNet(model, bundle, { url: wasmUrl });
  // The first run sets memory up: it is paid before anybody waits.
  await net(new Float32Array(bundle.input.side ** 2));
  return { net, rows: new Float32Array(features) };
}

addEventListener('message', ({ data }: MessageEvent<Question>) => {
  opened ??= open();
  const { number, square, point } = data;
  opened
    .then(({ net, rows }) => (square ? analyse(square, point, bundle, rows, net) : null))
    .then((answer) => postMessage({ number, answer }))
    .catch((error: unknown) => {
      opened = null;
      postMessage({ number, error: error instanceof Error ? error.message : String(error) });
    });
});
