import { describe, expect, it } from 'vitest';
import { outlinesBySlice, pathOf } from '../src/study/outlines';
import { stacksOf } from '../src/study/stack';
import { anInstance } from './fixtures';

const square = [[0, 0], [4, 0], [4, 4]];

describe('outlines', () => {
  it('become closed paths in pixels of the image', () => {
    expect(pathOf(square)).toBe('M0 0L4 0L4 4Z');
  });

  it('refuse what is no number, for it would be drawn somewhere', () => {
    expect(() => pathOf([[1, Number.NaN]])).toThrow(TypeError);
    expect(() => pathOf([[1]])).toThrow(TypeError);
  });

  it('lie on their own slice after sorting, and nowhere else', () => {
    const [stack] = stacksOf([3, 1, 2].map((number) => anInstance(number)));
    if (!stack) throw new Error('no stack');
    const contours = [
      { sopInstanceUid: '2.25.3', frame: 1, points: square },
      { sopInstanceUid: '2.25.99', frame: 1, points: square },
    ];
    const slices = outlinesBySlice({ version: 1, notice: '', findings: [{ findingId: 'F1', contours }] }, stack);
    expect([...slices.keys()]).toEqual([2]);
    expect(slices.get(2)).toEqual([{ findingId: 'F1', path: 'M0 0L4 0L4 4Z' }]);
  });
});
