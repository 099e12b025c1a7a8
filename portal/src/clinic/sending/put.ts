/** The connection broke, or there is none. */
export class NoConnectionError extends Error {}

export interface PutRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Blob;
  /** How many bytes have left. */
  readonly onBytes: (bytes: number) => void;
  readonly signal: AbortSignal;
}

/** Sends one body and gives the answer's status. By XMLHttpRequest, for fetch does not say how far it has come. */
export function put({ url, headers, body, onBytes, signal }: PutRequest): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const stop = (): void => request.abort();
    const end = (act: () => void): void => {
      signal.removeEventListener('abort', stop);
      act();
    };
    request.open('PUT', url);
    for (const [name, value] of Object.entries(headers))
      // The browser writes the length itself, and takes it from the body.
      if (name.toLowerCase() !== 'content-length') request.setRequestHeader(name, value);
    request.upload.addEventListener('progress', ({ loaded }) => onBytes(loaded));
    request.addEventListener('load', () => end(() => resolve(request.status)));
    request.addEventListener('error', () => end(() => reject(new NoConnectionError('The connection broke.'))));
    request.addEventListener('abort', () => end(() => reject(new DOMException('Stopped.', 'AbortError'))));
    signal.addEventListener('abort', stop);
    // Without a type of its own: a header that is not signed would be one more thing to agree upon.
    request.send(body.slice(0, body.size, ''));
  });
}
