import { problemFrom } from './problem';

export interface Answer<T> {
  readonly body: T;
  readonly etag: string | null;
}

export interface ClientOptions {
  /** The access token of this moment. */
  readonly token: () => string;
  /** The server no longer takes the token. */
  readonly onUnauthorised: () => void;
  readonly fetch?: typeof fetch;
}

/** Calls the API of our own origin. Every refusal becomes a thrown {@link Problem}. */
export class Client {
  constructor(private readonly options: ClientOptions) {}

  async get<T>(path: string, signal?: AbortSignal): Promise<Answer<T>> {
    return this.read<T>(await this.send('GET', path, signal ? { signal } : {}));
  }

  /** Null where nothing changed since the given ETag. */
  async getIfChanged<T>(path: string, etag: string | null, signal?: AbortSignal): Promise<Answer<T> | null> {
    const headers: Record<string, string> = etag === null ? {} : { 'If-None-Match': etag };
    const response = await this.send('GET', path, signal ? { headers, signal } : { headers });
    return response.status === 304 ? null : this.read<T>(response);
  }

  async post<T>(path: string, body?: unknown, etag?: string): Promise<Answer<T>> {
    return this.read<T>(await this.send('POST', path, this.writing(body, etag)));
  }

  async put<T>(path: string, body: unknown, etag: string): Promise<Answer<T>> {
    return this.read<T>(await this.send('PUT', path, this.writing(body, etag)));
  }

  async delete<T>(path: string, etag: string): Promise<Answer<T>> {
    return this.read<T>(await this.send('DELETE', path, this.writing(undefined, etag)));
  }

  /** A file, under the name that the server gives it. */
  async file(path: string): Promise<{ readonly name: string; readonly content: Blob }> {
    const response = await this.send('GET', path, {});
    const name = /filename="([^"]+)"/.exec(response.headers.get('Content-Disposition') ?? '')?.[1] ?? 'file';
    return { name, content: await response.blob() };
  }

  private writing(body: unknown, etag: string | undefined): RequestInit {
    const headers: Record<string, string> = {};
    if (body !== undefined) headers['Content-Type'] = 'application/json';
    if (etag !== undefined) headers['If-Match'] = etag;
    return body === undefined ? { headers } : { headers, body: JSON.stringify(body) };
  }

  private async send(method: string, path: string, init: RequestInit): Promise<Response> {
    const headers = new Headers(init.headers);
    headers.set('Authorization', `Bearer ${this.options.token()}`);
    headers.set('Accept', 'application/json');
    const send = this.options.fetch ?? fetch;
    // The ETag is handled here; the browser's cache must keep no copy of a study.
    const response = await send(path, { ...init, method, headers, cache: 'no-store' });
    if (response.ok || response.status === 304) return response;
    const problem = await problemFrom(response);
    if (response.status === 401 && !problem.wantsPassword) this.options.onUnauthorised();
    throw problem;
  }

  private async read<T>(response: Response): Promise<Answer<T>> {
    const text = await response.text();
    return { body: (text === '' ? undefined : JSON.parse(text)) as T, etag: response.headers.get('ETag') };
  }
}
