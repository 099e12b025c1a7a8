import type { AiDisplay, Stage } from './contract';

export const stageWords: Readonly<Record<Stage, string>> = {
  uploaded: 'Uploaded',
  deidentified: 'De-identified',
  complete: 'Complete',
  analysed: 'Analysed',
  alerted: 'Alerted',
  acknowledged: 'Acknowledged',
  signed: 'Signed',
  released: 'Released',
};

export const standstillWords: Readonly<Record<string, string>> = {
  'upload-open': 'Upload is open',
  'waits-for-a-task': 'Waits for a task',
  'tasks-die': 'Tasks end on it',
  'analysis-long': 'Analysis is long',
  'nothing-left': 'Every file refused',
  'analysis-failed': 'Analysis failed',
  held: 'Held',
  'nobody-called': 'Nobody was called',
  unanswered: 'Nobody has answered',
  unsigned: 'Not signed',
};

/** What must not wait. */
export const isPressing = (code: string): boolean => code === 'nobody-called' || code === 'unanswered';

export const displayWords: Readonly<Record<AiDisplay, string>> = {
  first: 'At once, with the pictures',
  'on-demand': 'When the reader asks',
  'after-own-read': 'After the own read is saved',
};

export const rotaProblemWords: Readonly<Record<string, string>> = {
  'nobody-on-call': 'nobody is on call: the fall-back alone is called',
  'unknown-time-zone': 'a time zone is not known: everyone is called',
};

/** Seconds to read at a glance: "0.4 s", "48 s", "7 min", "2 h 05 min". */
export function duration(seconds: number | undefined): string {
  if (seconds === undefined) return '–';
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 90) return `${Math.round(seconds)} s`;
  if (seconds < 5400) return `${Math.round(seconds / 60)} min`;
  const minutes = Math.round(seconds / 60);
  return minutes < 2880 ? `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min` : `${(minutes / 1440).toFixed(1)} d`;
}

export const count = (value: number): string => value.toLocaleString('en-GB');
export const dollars = (value: number): string => `$${value.toLocaleString('en-GB', { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`;

/** A share of a whole; a dash where there is no whole. */
export const share = (part: number, whole: number): string => (whole === 0 ? '–' : `${Math.round((100 * part) / whole)} %`);
