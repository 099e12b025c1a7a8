import type { Place } from '../viewer/drawing/marks';
import { squareAt, type NoduleAnswer } from './analyse';
import type { Field } from './field';
import { bundle } from './files';
import type { Question } from './worker';

interface Reply {
  readonly number: number;
  readonly answer?: NoduleAnswer | null;
  readonly error?: string;
}

/** The bundle in a worker of its own: the page stays smooth while it thinks. */
export class NoduleNet {
  readonly bundle = bundle;
  private readonly worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
  private readonly waiting = new Map<number, { readonly done: (answer: NoduleAnswer | null) => void; readonly failed: (error: Error) => void }>();
  private last = 0;

  constructor() {
    this.worker.addEventListener('message', ({ data }: MessageEvent<Reply>) => {
      const asked = this.waiting.get(data.number);
      this.waiting.delete(data.number);
      if (data.error !== undefined) asked?.failed(new Error(data.error));
      else asked?.done(data.answer ?? null);
    });
    this.worker.addEventListener('error', (event) => {
      for (const { failed } of this.waiting.values()) failed(new Error(event.message || 'The model cannot be run in this browser.'));
      this.waiting.clear();
    });
  }

  /** Fetches and opens the model, so that the first click need not wait. */
  async prepare(): Promise<void> {
    await this.ask(null, [0, 0]);
  }

  async outlineAt(grey: Field, point: Place): Promise<NoduleAnswer> {
    const answer = await this.ask(squareAt(grey, point, bundle), point);
    if (!answer) throw new Error('The model gave no answer.');
    return answer;
  }

  close(): void {
    this.worker.terminate();
  }

  private ask(square: Float32Array | null, point: Place): Promise<NoduleAnswer | null> {
    const question: Question = { number: ++this.last, square, point };
    return new Promise((done, failed) => {
      this.waiting.set(question.number, { done, failed });
      this.worker.postMessage(question, square ? [square.buffer as ArrayBuffer] : []);
    });
  }
}
