interface Job {
  readonly onBytes: (bytes: number) => void;
  readonly resolve: (digest: string) => void;
  readonly reject: (error: Error) => void;
}

type Told = { readonly id: number } & ({ readonly bytes: number } | { readonly digest: string } | { readonly failed: true });

/** The file cannot be read as it was when it was chosen. */
export class UnreadableError extends Error {}

/** Has files digested beside the page, which stays quick meanwhile. */
export class Digester {
  private readonly jobs = new Map<number, Job>();
  private readonly worker = new Worker(new URL('./digest.worker.ts', import.meta.url), { type: 'module' });
  private last = 0;

  constructor() {
    this.worker.addEventListener('message', ({ data }: MessageEvent<Told>) => this.hear(data));
  }

  /** @param onBytes how many bytes are read so far */
  digest(blob: Blob, onBytes: (bytes: number) => void): Promise<string> {
    const id = ++this.last;
    return new Promise((resolve, reject) => {
      this.jobs.set(id, { onBytes, resolve, reject });
      this.worker.postMessage({ id, blob });
    });
  }

  close(): void {
    this.worker.terminate();
  }

  private hear(told: Told): void {
    const job = this.jobs.get(told.id);
    if (!job) return;
    if ('bytes' in told) return job.onBytes(told.bytes);
    this.jobs.delete(told.id);
    if ('digest' in told) job.resolve(told.digest);
    else job.reject(new UnreadableError('The file cannot be read.'));
  }
}
