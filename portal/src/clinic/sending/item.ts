import type { FileState, UploadFile } from '../../api/contract';

/** Where a file is on its way: up to `sent` this page knows, from there on the server says. */
export type Step = 'listed' | 'reading' | 'ready' | 'sending' | 'sent' | 'same' | 'failed' | Exclude<FileState, 'pending'>;

/** One file that was chosen. Its path never leaves this page. */
export interface Item {
  readonly path: string;
  readonly file: File;
  step: Step;
  /** Read, while it is read; sent, from then on. */
  doneBytes: number;
  digest?: string;
  uploadId?: string;
  fileId?: string;
  /** What the server calls it: its place in the manifest, from 1. */
  number?: number;
  code?: string;
  message?: string;
  /** It is sent no more: known before, or another's twin. */
  spared?: boolean;
}

export interface Progress {
  readonly phase: Phase;
  readonly files: number;
  readonly bytes: number;
  /** Files that need nothing more of this page. */
  readonly doneFiles: number;
  readonly doneBytes: number;
  /** Bytes a second over the last while; null before there is one. */
  readonly rate: number | null;
  readonly trouble: string | null;
}

export type Phase = 'listing' | 'reading' | 'announcing' | 'sending' | 'settling' | 'done' | 'stopped' | 'failed';

/** Steps after which this page has nothing more to do for a file. */
export const over: ReadonlySet<Step> = new Set<Step>(['sent', 'same', 'failed', 'accepted', 'duplicate', 'refused', 'held', 'expired', 'ignored']);

/** Steps that say what became of a file. */
export const settled: ReadonlySet<Step> = new Set<Step>(['same', 'failed', 'accepted', 'duplicate', 'refused', 'held', 'expired', 'ignored']);

/** What a person must know of a file: of an archive, the worst of what was in it. */
export function worst(file: UploadFile, inside: readonly UploadFile[]): FileState {
  const has = (...states: readonly FileState[]) => inside.some(({ state }) => states.includes(state));
  return (['refused', 'held', 'expired'] as const).find((state) => has(state)) ?? (has('accepted', 'duplicate') ? 'accepted' : file.state);
}
