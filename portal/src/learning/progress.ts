import type { ReadMode, ReadSummary } from './contract';

/** What is plotted of a read; absent where the case has none of it. */
export interface Measure {
  readonly name: string;
  readonly of: (read: ReadSummary) => number | undefined;
  /** The top of the axis; null: the largest value. */
  readonly most: number | null;
  readonly better: 'high' | 'low';
}

export const measures: readonly Measure[] = [
  { name: 'Sensitivity', of: (read) => read.truth.sensitivity, most: 1, better: 'high' },
  { name: 'Dice', of: (read) => read.truth.dice, most: 1, better: 'high' },
  { name: 'False marks', of: (read) => read.truth.falseMarks, most: null, better: 'low' },
];

export interface Summary {
  readonly reads: number;
  /** Over all lesions of all cases, as the free-response method counts. */
  readonly sensitivity?: number;
  readonly falseMarksPerCase: number;
  readonly dice?: number;
  /** Cases without a finding that were read so. */
  readonly negativesRight: number;
  readonly negatives: number;
}

export const ofMode = (reads: readonly ReadSummary[], mode: ReadMode): ReadSummary[] => reads.filter((read) => read.mode === mode);

export function summaryOf(reads: readonly ReadSummary[]): Summary {
  const lesions = sum(reads.map((read) => read.truth.lesions));
  const dice = reads.flatMap((read) => (read.truth.dice === undefined ? [] : [read.truth.dice]));
  const negatives = reads.filter((read) => read.truth.lesions === 0);
  return {
    reads: reads.length,
    ...(lesions > 0 ? { sensitivity: sum(reads.map((read) => read.truth.found)) / lesions } : {}),
    falseMarksPerCase: reads.length === 0 ? 0 : sum(reads.map((read) => read.truth.falseMarks)) / reads.length,
    ...(dice.length > 0 ? { dice: sum(dice) / dice.length } : {}),
    negatives: negatives.length,
    negativesRight: negatives.filter((read) => read.truth.falseMarks === 0).length,
  };
}

/** By what the truth names; a case with two findings counts for both. The commonest first. */
export function byFinding(reads: readonly ReadSummary[]): (readonly [string, Summary])[] {
  const names = new Set(reads.flatMap((read) => (read.findings.length > 0 ? read.findings : ['No finding'])));
  return [...names]
    .map((name) => [name, summaryOf(reads.filter((read) => (name === 'No finding' ? read.findings.length === 0 : read.findings.includes(name))))] as const)
    .sort(([, a], [, b]) => b.reads - a.reads);
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
