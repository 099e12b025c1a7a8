// Runs one ONNX file for evaluate: the shipped bytes, on the runtime that the container uses.
//   node run-onnx.mjs model.onnx
// In, again and again: four int32 (n, c, h, w), then as many float32, little endian.
// Out: a line of JSON [{ name, dims }], then the float32 of each output in that order.
import { openSync, readSync, writeSync } from 'node:fs';
import * as ort from 'onnxruntime-node';

const session = await ort.InferenceSession.create(process.argv[2], { intraOpNumThreads: 2 });
const input = openSync('/dev/stdin', 'r');

function read(bytes) {
  const buffer = new Uint8Array(bytes);
  for (let at = 0; at < bytes;) {
    const got = readSync(input, buffer, at, bytes - at, null);
    if (got === 0) return null;
    at += got;
  }
  return buffer;
}

function write(buffer) {
  for (let at = 0; at < buffer.length;) at += writeSync(1, buffer, at);
}

for (let head = read(16); head !== null; head = read(16)) {
  const dims = [...new Int32Array(head.buffer)];
  const values = new Float32Array(read(4 * dims.reduce((a, b) => a * b)).buffer);
  const outputs = await session.run({ [session.inputNames[0]]: new ort.Tensor('float32', values, dims) });
  const tensors = session.outputNames.map((name) => ({ name, tensor: outputs[name] }));
  write(Buffer.from(JSON.stringify(tensors.map(({ name, tensor }) => ({ name, dims: tensor.dims }))) + '\n'));
  for (const { tensor } of tensors) write(new Uint8Array(tensor.data.buffer, tensor.data.byteOffset, tensor.data.byteLength));
}
