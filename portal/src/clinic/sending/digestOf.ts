import { Sha256 } from './sha256';

/** Up to here the browser's own digest takes a file whole; beyond, it is read as a stream and memory does not grow with it. */
export const wholeBytes = 16 * 1024 * 1024;

const hex = (digest: ArrayBuffer): string => [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/** SHA-256 in lower-case hexadecimal. */
export async function digestOf(blob: Blob, onBytes: (bytes: number) => void): Promise<string> {
  if (blob.size <= wholeBytes) {
    const digest = hex(await crypto.subtle.digest('SHA-256', await blob.arrayBuffer()));
    onBytes(blob.size);
    return digest;
  }
  const hash = new Sha256();
  const reader = blob.stream().getReader();
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    hash.update(piece.value);
    onBytes(piece.value.length);
  }
  return hash.digest();
}
