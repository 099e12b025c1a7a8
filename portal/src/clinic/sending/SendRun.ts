import type { Client } from '../../api/client';
import type { Priority, UploadDetail } from '../../api/contract';
import { messageOf, Problem } from '../../api/problem';
import type { Manifest, Ticket, Tickets } from '../contract';
import { over, settled, worst, type Item, type Phase, type Progress } from './item';
import { persist, type Patience, type Trouble } from './persist';
import type { put } from './put';
import { Rate } from './rate';
import { sendFile } from './sendFile';
import type { Found } from './walk';

/** What goes with the files. */
export interface Order {
  readonly priority: Priority;
  readonly question: string;
  readonly prior: boolean;
}

export interface RunPorts {
  readonly client: Client;
  readonly digest: (blob: Blob, onBytes: (bytes: number) => void) => Promise<string>;
  readonly put: typeof put;
  readonly rest: Patience['rest'];
  readonly now: () => number;
}

/** A manifest names no more (docs/api.md, Limits). */
export const mostFiles = 2000;
const parallel = 4;
const look = 1500;
/** Well within the time that an upload may stand still. */
const signOfLife = 240_000;

/** One folder on its way to the server. Lives as long as the page: what it knows is kept nowhere. */
export class SendRun {
  readonly items: Item[] = [];
  private readonly abort = new AbortController();
  private readonly rate = new Rate();
  private readonly patience: Patience;
  private phase: Phase = 'listing';
  private trouble: Trouble = null;
  private lastLife = 0;
  private total = 0;

  /** @param onChange something is different; called often */
  constructor(private readonly ports: RunPorts, readonly order: Order, private readonly onChange: () => void) {
    this.patience = { signal: this.abort.signal, rest: ports.rest, tell: (trouble) => this.tell(trouble) };
  }

  get progress(): Progress {
    const sending = this.phase !== 'reading';
    const sized = this.items.filter((item) => !item.spared || !sending);
    return {
      phase: this.phase,
      files: this.items.length,
      bytes: sized.reduce((sum, item) => sum + item.file.size, 0),
      doneFiles: this.items.filter((item) => (sending ? over.has(item.step) : item.step !== 'listed' && item.step !== 'reading')).length,
      doneBytes: sized.reduce((sum, item) => sum + item.doneBytes, 0),
      rate: this.rate.perSecond,
      trouble: this.trouble,
    };
  }

  /** Uploads that hold a file of this run, in the order in which they were met. */
  get uploads(): readonly string[] {
    return [...new Set(this.items.flatMap(({ uploadId }) => uploadId ?? []))];
  }

  get active(): boolean {
    return !['done', 'stopped', 'failed'].includes(this.phase);
  }

  stop(): void {
    this.abort.abort();
  }

  async start(found: AsyncIterable<Found>): Promise<void> {
    try {
      await this.list(found);
      await this.read();
      for (let left = this.unsent(); left.length > 0; left = this.unsent()) await this.send(await this.announce(left));
      await this.settle();
      this.enter('done');
    } catch (error) {
      if (!this.abort.signal.aborted) this.trouble = messageOf(error);
      this.enter(this.abort.signal.aborted ? 'stopped' : 'failed');
    }
  }

  private async list(found: AsyncIterable<Found>): Promise<void> {
    for await (const { path, file } of found) {
      this.abort.signal.throwIfAborted();
      this.items.push({ path, file, step: file.size > 0 ? 'listed' : 'failed', doneBytes: 0, ...(file.size > 0 ? {} : { message: 'The file is empty.', spared: true }) });
      this.onChange();
    }
    // In the order of the command's, so that both call a file by the same number.
    this.items.sort((a, b) => (a.path < b.path ? -1 : 1));
  }

  /** All before the first is announced: one study in several uploads must be announced whole. */
  private async read(): Promise<void> {
    this.enter('reading');
    const known = new Map<string, Item>();
    for (const item of this.items.filter(({ step }) => step === 'listed')) {
      this.abort.signal.throwIfAborted();
      item.step = 'reading';
      try {
        item.digest = await this.ports.digest(item.file, (bytes) => this.moved(item, bytes));
        item.step = known.has(item.digest) ? 'same' : 'ready';
        item.spared = item.step === 'same';
        if (item.spared) item.message = `The same as ${known.get(item.digest)?.path}: sent once.`;
        else known.set(item.digest, item);
      } catch (error) {
        Object.assign(item, { step: 'failed', spared: true, message: messageOf(error) });
      }
      this.onChange();
    }
    for (const item of this.items) item.doneBytes = 0;
  }

  private unsent(): readonly Item[] {
    return this.items.filter(({ step }) => step === 'ready');
  }

  /** In as many manifests as it takes; then a file of each in turn, so that no upload closes while another has sent nothing. */
  private async announce(items: readonly Item[]): Promise<readonly { readonly item: Item; readonly ticket: Ticket }[]> {
    this.enter('announcing');
    const batches: { item: Item; ticket: Ticket }[][] = [];
    for (let at = 0; at < items.length; at += mostFiles) {
      const batch = items.slice(at, at + mostFiles);
      const { body } = await persist(this.patience, () => this.ports.client.post<Tickets>('/api/uploads', this.manifestOf(batch)));
      batches.push(body.files.flatMap((ticket, index) => this.take(batch[ticket.index ?? index], ticket, (ticket.index ?? index) + 1)));
    }
    const longest = Math.max(...batches.map(({ length }) => length));
    return Array.from({ length: longest }, (_, turn) => batches.flatMap((batch) => batch[turn] ?? [])).flat();
  }

  private take(item: Item | undefined, ticket: Ticket, number: number): { item: Item; ticket: Ticket }[] {
    if (!item) return [];
    Object.assign(item, { uploadId: ticket.uploadId, fileId: ticket.fileId, number });
    if (ticket.state === 'pending') return [{ item, ticket }];
    Object.assign(item, { step: 'sent', spared: true });
    return [];
  }

  private manifestOf(items: readonly Item[]): Manifest {
    const { priority, question, prior } = this.order;
    const files = items.map(({ file, digest }) => ({ bytes: file.size, sha256: digest ?? '' }));
    return { priority, ...(question.trim() === '' ? {} : { question: question.trim() }), prior, resume: true, files };
  }

  private async send(queue: readonly { readonly item: Item; readonly ticket: Ticket }[]): Promise<void> {
    this.enter('sending');
    this.lastLife = this.ports.now();
    const left = [...queue];
    const worker = async (): Promise<void> => {
      for (let next = left.shift(); next; next = left.shift()) {
        await this.sendOne(next.item, next.ticket);
        await this.showLife(left);
      }
    };
    await Promise.all(Array.from({ length: parallel }, worker));
  }

  private async sendOne(item: Item, ticket: Ticket): Promise<void> {
    item.step = 'sending';
    try {
      await sendFile({ ...this.ports, patience: this.patience, onBytes: (bytes) => this.moved(item, bytes) }, item.file, ticket);
      item.step = 'sent';
      this.moved(item, item.file.size);
    } catch (error) {
      this.abort.signal.throwIfAborted();
      if (error instanceof Problem && error.status === 401) throw error;
      // Its upload has given it up: announced anew it goes with the next round.
      if (error instanceof Problem && error.code === 'upload-closed') Object.assign(item, { step: 'ready', doneBytes: 0 });
      else Object.assign(item, { step: 'failed', spared: true, message: messageOf(error) });
    }
    this.onChange();
  }

  /** On a slow line a file takes longer than an upload may stand still: asking for URLs says that more is to come. */
  private async showLife(left: readonly { readonly ticket: Ticket }[]): Promise<void> {
    if (this.ports.now() - this.lastLife < signOfLife) return;
    this.lastLife = this.ports.now();
    const one = new Map(left.map(({ ticket }) => [ticket.uploadId, ticket.fileId]));
    for (const [uploadId, fileId] of one)
      await this.ports.client.post(`/api/uploads/${uploadId}/urls`, { files: [{ fileId }] }).catch(() => undefined);
  }

  /** Until the server has said of every file what became of it. */
  private async settle(): Promise<void> {
    this.enter('settling');
    const tags = new Map<string, string>();
    while (this.items.some(({ step }) => step === 'sent')) {
      for (const uploadId of this.uploads) {
        if (!this.items.some((item) => item.step === 'sent' && item.uploadId === uploadId)) continue;
        const answer = await persist(this.patience, () => this.ports.client.getIfChanged<UploadDetail>(`/api/uploads/${uploadId}`, tags.get(uploadId) ?? null));
        if (answer?.etag) tags.set(uploadId, answer.etag);
        if (answer) this.hear(uploadId, answer.body);
      }
      if (this.items.some(({ step }) => step === 'sent')) await this.ports.rest(look, this.abort.signal);
    }
  }

  private hear(uploadId: string, { files }: UploadDetail): void {
    const said = new Map(files.map((file) => [file.fileId, file]));
    for (const item of this.items) {
      const file = item.uploadId === uploadId ? said.get(item.fileId ?? '') : undefined;
      if (!file || file.state === 'pending' || settled.has(item.step)) continue;
      const inside = files.filter(({ archive }) => archive === file.fileId);
      if (inside.some(({ state }) => state === 'pending')) continue;
      Object.assign(item, { step: worst(file, inside), ...(file.number === undefined ? {} : { number: file.number }), ...(file.code ? { code: file.code } : {}), ...(file.message ? { message: file.message } : {}) });
    }
    this.onChange();
  }

  private moved(item: Item, bytes: number): void {
    const before = item.doneBytes;
    item.doneBytes = Math.min(bytes, item.file.size);
    this.rate.note((this.total += item.doneBytes - before), this.ports.now());
    this.onChange();
  }

  private tell(trouble: Trouble): void {
    if (trouble === this.trouble) return;
    this.trouble = trouble;
    this.onChange();
  }

  private enter(phase: Phase): void {
    this.phase = phase;
    this.onChange();
  }
}
