import { digestOf } from './digestOf';

/** One file or part after the other; how far it has come is told at most ten times a second. */
interface Job {
  readonly id: number;
  readonly blob: Blob;
}

const every = 100;
let jobs = Promise.resolve();

addEventListener('message', ({ data }: MessageEvent<Job>) => {
  jobs = jobs.then(() => work(data));
});

async function work({ id, blob }: Job): Promise<void> {
  let bytes = 0;
  let told = performance.now();
  try {
    const digest = await digestOf(blob, (more) => {
      bytes += more;
      if (performance.now() - told < every) return;
      told = performance.now();
      postMessage({ id, bytes });
    });
    postMessage({ id, digest });
  } catch {
    // The file is gone, or changed since it was chosen: the browser does not say which.
    postMessage({ id, failed: true });
  }
}
