import * as ort from 'onnxruntime-web/wasm';
import type { Net } from './analyse';
import type { NoduleBundle } from './bundle';

/** Opens the net on one thread: threads would need SharedArrayBuffer, and a page isolated for it. */
export async function openNet(model: ArrayBuffer, bundle: NoduleBundle, wasm: { readonly url: string } | { readonly binary: ArrayBuffer }): Promise<Net> {
  ort.env.wasm.numThreads = 1;
  ort.env.logLevel = 'error';
  if ('url' in wasm) ort.env.wasm.wasmPaths = { wasm: wasm.url };
  else ort.env.wasm.wasmBinary = wasm.binary;
  const session = await ort.InferenceSession.create(new Uint8Array(model), { executionProviders: ['wasm'] });
  const { side, tensor } = bundle.input;
  return async (square) => {
    const answer = await session.run({ [tensor]: new ort.Tensor('float32', square, [1, 1, side, side]) });
    return { probability: floatsOf(answer, bundle.output.probability), features: floatsOf(answer, bundle.output.features) };
  };
}

function floatsOf(answer: ort.InferenceSession.ReturnType, name: string): Float32Array {
  const data = answer[name]?.data;
  if (!(data instanceof Float32Array)) throw new TypeError(`The model gives no numbers under the name ${name}.`);
  return data;
}
