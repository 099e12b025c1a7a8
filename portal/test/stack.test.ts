import { describe, expect, it } from 'vitest';
import { indexOfSlice, missingBetween, stacksOf } from '../src/study/stack';
import { aFinding, anInstance, aResult } from './fixtures';

const numbersOf = (instances: ReturnType<typeof anInstance>[]): string[] =>
  stacksOf(instances)[0]?.slices.map((slice) => slice.sopInstanceUid) ?? [];

describe('stack', () => {
  it('orders slices along the normal, whatever their numbers say', () => {
    const instances = [3, 1, 2].map((z) => anInstance(10 - z, { imagePosition: [5, 5, z] }));
    expect(numbersOf(instances)).toEqual(['2.25.9', '2.25.8', '2.25.7']);
  });

  it('orders oblique slices by the normal, not by one coordinate', () => {
    // Sagittal: the normal points along x.
    const orientation = [0, 1, 0, 0, 0, -1];
    const instances = [1, 2, 3].map((x) => anInstance(x, { imagePosition: [-10 * x, 100 * x, -x], imageOrientation: orientation }));
    expect(numbersOf(instances)).toEqual(['2.25.1', '2.25.2', '2.25.3']);
  });

  it('falls back to numbers where a slice has no position or lies askew', () => {
    const { imagePosition: _, ...placeless } = anInstance(2);
    expect(numbersOf([anInstance(3, { imagePosition: [0, 0, 1] }), placeless])).toEqual(['2.25.2', '2.25.3']);
    const askew = anInstance(1, { imagePosition: [0, 0, 9], imageOrientation: [0, 1, 0, 0, 0, -1] });
    expect(numbersOf([anInstance(2, { imagePosition: [0, 0, 1] }), askew])).toEqual(['2.25.1', '2.25.2']);
    expect(stacksOf([askew, anInstance(2)])[0]?.byGeometry).toBe(false);
  });

  it('tells slices that are missing in between', () => {
    expect(missingBetween([0, 7, 14, 35, 42])).toBe(2);
    expect(missingBetween([0, 6.9, 13.9, 20.8])).toBe(0);
    expect(missingBetween([0, 3, 6, 9, 12, 15, 18, 25, 32, 39, 46])).toBe(0); // thick slices above thin ones
    expect(missingBetween([0, 5, 10, 20, 25], [1, 2, 3, 4, 5])).toBe(0); // the scanner's numbers run on
    expect(missingBetween([0, 5, 10, 20, 25], [1, 2, 3, 5, 6])).toBe(1);
    const gap = [1, 2, 3, 6, 7].map((number) => anInstance(number));
    expect(stacksOf(gap)[0]?.missing).toBe(2);
  });

  it('puts the analysed series first, even before a larger one', () => {
    const small = [1, 2].map((number) => anInstance(number));
    const large = [3, 4, 5].map((number) => anInstance(number, { seriesInstanceUid: '2.25.2' }));
    expect(stacksOf([...large, ...small])[0]?.seriesInstanceUid).toBe('2.25.2');
    const result = aResult({ findings: [aFinding({ seriesInstanceUid: '2.25.1' })] });
    expect(stacksOf([...large, ...small], result)[0]?.seriesInstanceUid).toBe('2.25.1');
  });

  it('leaves out what holds no picture', () => {
    const { rows: _, columns: __, ...report } = anInstance(9, { seriesInstanceUid: '2.25.3' });
    expect(stacksOf([report])).toEqual([]);
  });

  it('finds a slice by its instance, and by its frame only where there are several', () => {
    const [single] = stacksOf([1, 2, 3].map((number) => anInstance(number)));
    const [multi] = stacksOf([anInstance(1, { frames: 4 })]);
    if (!single || !multi) throw new Error('no stack');
    expect(indexOfSlice(single, '2.25.3', 0)).toBe(2);
    expect(indexOfSlice(single, '2.25.9', 1)).toBe(-1);
    expect(indexOfSlice(multi, '2.25.1', 3)).toBe(2);
  });

  it('puts frames in the order in which they lie, and those of other volumes behind', () => {
    const orientation = [1, 0, 0, 0, 1, 0];
    const { imageOrientation: _, ...enhanced } = anInstance(1, { frames: 5 });
    const [stack] = stacksOf([enhanced], undefined, [{ sopInstanceUid: '2.25.1', orientation, frames: [4, 2, 3] }]);
    expect(stack?.slices.map((slice) => slice.frame)).toEqual([4, 2, 3, 1, 5]);
    expect(stack?.slices.map((slice) => slice.orientation)).toEqual([orientation, orientation, orientation, undefined, undefined]);
    expect(stack?.byGeometry).toBe(false);
    const [whole] = stacksOf([enhanced], undefined, [{ sopInstanceUid: '2.25.1', orientation, frames: [5, 4, 3, 2, 1] }]);
    expect(whole?.byGeometry).toBe(true);
  });
});
