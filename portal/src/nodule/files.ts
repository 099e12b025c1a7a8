import bundleJson from '../../../inference-container/models/lung-nodule-ct/model.json';
import featuresUrl from '../../../inference-container/models/lung-nodule-ct/features.f32?url';
import modelUrl from '../../../inference-container/models/lung-nodule-ct/model.onnx?url';
import wasmUrl from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import type { NoduleBundle } from './bundle';

export const bundle: NoduleBundle = bundleJson;
export { featuresUrl, modelUrl, wasmUrl };

/** A file of our own origin, held against the digest that the bundle promises: another file would be another device. */
export async function fetchChecked(url: string, sha256: string): Promise<ArrayBuffer> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`The model cannot be loaded: the server answered ${response.status}.`);
  const bytes = await response.arrayBuffer();
  const digest = [...new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  if (digest !== sha256) throw new Error('The model is not the one that its manifest names. Reload the page.');
  return bytes;
}
