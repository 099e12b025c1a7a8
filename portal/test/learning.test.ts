import { describe, expect, it } from 'vitest';
import { findingsOf, markingsOf } from '../src/learning/grouping';
import { byFinding, ofMode, summaryOf } from '../src/learning/progress';
import type { ReadSummary } from '../src/learning/contract';
import type { Stack } from '../src/study/stack';
import { boxOf, type Mark } from '../src/viewer/drawing/marks';

const stack: Stack = {
  seriesInstanceUid: '2.25.7', description: 'Series 1', byGeometry: true, missing: 0,
  slices: [1, 2, 3, 4].map((number) => ({ sopInstanceUid: `2.25.${number}`, frame: 1, frames: 1, rows: 48, columns: 64, path: `/teaching/${number}.dcm` })),
};

const box = (slice: number, left: number): Mark => ({ kind: 'box', sopInstanceUid: `2.25.${slice}`, frame: 1, points: boxOf([left, 10], [left + 10, 20]) });
const point = (slice: number): Mark => ({ kind: 'point', sopInstanceUid: `2.25.${slice}`, frame: 1, points: [[15, 15]] });

describe('marks of a learner', () => {
  it('are one finding where they continue each other from slice to slice', () => {
    expect(findingsOf([box(3, 14), box(1, 10), box(2, 12)], [stack])).toEqual([{ marks: [0, 1, 2], slices: [0, 1, 2] }]);
  });

  it('are two where a slice lies between, or they lie apart', () => {
    expect(findingsOf([box(1, 10), box(3, 10)], [stack])).toHaveLength(2);
    expect(findingsOf([box(1, 10), box(2, 40)], [stack])).toHaveLength(2);
    expect(findingsOf([box(1, 10), box(1, 12)], [stack])).toHaveLength(2);
  });

  it('are each their own where they are points', () => {
    expect(findingsOf([point(1), point(2), box(2, 10)], [stack])).toHaveLength(3);
  });

  it('are sent as the API takes them', () => {
    expect(markingsOf([box(1, 10), point(4)], [stack])).toEqual([
      { contours: [{ sopInstanceUid: '2.25.1', frame: 1, box: [10, 10, 20, 20] }] },
      { point: { sopInstanceUid: '2.25.4', frame: 1, column: 15, row: 15 } },
    ]);
  });
});

const read = (more: Partial<ReadSummary>): ReadSummary => ({
  caseId: 't1', code: '1', mode: 'blind', savedAt: '2026-11-23T10:00:00Z', topic: 'head', difficulty: 'advanced', findings: ['Mass'], referenceWithAi: false,
  truth: { lesions: 1, found: 1, falseMarks: 0, sensitivity: 1, dice: 0.8, iou: 0.7 }, ...more,
});

describe('progress', () => {
  const reads = [
    read({}),
    read({ findings: ['Mass', 'Edema'], truth: { lesions: 3, found: 1, falseMarks: 2, sensitivity: 1 / 3, dice: 0.4 } }),
    read({ findings: [], truth: { lesions: 0, found: 0, falseMarks: 0 } }),
    read({ mode: 'ai-on-demand' }),
  ];

  it('keeps the modes apart', () => {
    expect(ofMode(reads, 'blind')).toHaveLength(3);
    expect(ofMode(reads, 'ai-on-demand')).toHaveLength(1);
  });

  it('counts lesions over all cases, not cases', () => {
    const sums = summaryOf(ofMode(reads, 'blind'));
    expect(sums).toMatchObject({ reads: 3, sensitivity: 0.5, negatives: 1, negativesRight: 1 });
    expect(sums.falseMarksPerCase).toBeCloseTo(2 / 3);
    expect(sums.dice).toBeCloseTo(0.6);
  });

  it('says nothing where there is nothing', () => {
    expect(summaryOf([])).toEqual({ reads: 0, falseMarksPerCase: 0, negatives: 0, negativesRight: 0 });
  });

  it('lists a case of two findings under both, and one without under its own name', () => {
    expect(byFinding(ofMode(reads, 'blind')).map(([name, { reads: count }]) => [name, count])).toEqual([['Mass', 2], ['Edema', 1], ['No finding', 1]]);
  });
});
