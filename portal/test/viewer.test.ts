import { describe, expect, it } from 'vitest';
import { edgesOf, letterOf } from '../src/viewer/orientation';
import { outwards, prefetch } from '../src/viewer/prefetch';
import { rangeOfPixels } from '../src/viewer/voi';

const axial = [1, 0, 0, 0, 1, 0];

describe('orientation letters', () => {
  it('show the patient as the radiologist looks: right on the left', () => {
    expect(edgesOf(axial, [2, 0, 0, 2, 10, 10])).toEqual({ left: 'R', right: 'L', top: 'A', bottom: 'P' });
  });

  it('follow a flip and a quarter turn', () => {
    expect(edgesOf(axial, [-2, 0, 0, 2, 0, 0])).toMatchObject({ left: 'L', right: 'R', top: 'A' });
    expect(edgesOf(axial, [0, 2, -2, 0, 0, 0])).toMatchObject({ top: 'R', right: 'A' });
  });

  it('name a sagittal picture by front, back, head and foot', () => {
    expect(edgesOf([0, 1, 0, 0, 0, -1], [1, 0, 0, 1, 0, 0])).toEqual({ left: 'A', right: 'P', top: 'H', bottom: 'F' });
  });

  it('are absent without an orientation', () => {
    expect(edgesOf(undefined, [1, 0, 0, 1, 0, 0])).toBeNull();
  });

  it('name the larger direction first', () => {
    expect(letterOf([0.3, 0.95, 0])).toBe('PL');
  });
});

describe('window from pixels', () => {
  it('spans the tissue and leaves background and outliers out', () => {
    const pixels = [...Array.from({ length: 500 }, () => 0), ...Array.from({ length: 1000 }, (_, index) => 100 + index / 2), 30_000];
    const { lower, upper } = rangeOfPixels(pixels, 1, 0);
    expect(lower).toBeGreaterThan(99);
    expect(lower).toBeLessThan(120);
    expect(upper).toBeGreaterThan(580);
    expect(upper).toBeLessThan(610);
  });

  it('is in units of the modality', () => {
    expect(rangeOfPixels([0, 1000, 1000], 2, -1024)).toEqual({ lower: 976, upper: 977 });
  });

  it('is never empty or reversed, which would draw the picture inverted', () => {
    for (const pixels of [[], [5], [5, 5, 5], [3, 2, 1]])
      for (const slope of [1, -1]) {
        const { lower, upper } = rangeOfPixels(pixels, slope, 0);
        expect(upper).toBeGreaterThan(lower);
      }
  });
});

describe('prefetch', () => {
  it('goes outwards from the shown slice', () => {
    expect(outwards(5, 1)).toEqual([1, 2, 0, 3, 4]);
  });

  it('goes on after a slice that fails, and stops when the study is left', async () => {
    const counts: number[] = [];
    const abort = new AbortController();
    await prefetch((index) => (index === 2 ? Promise.reject(new Error()) : Promise.resolve()), [0, 1, 2, 3], abort.signal, (n) => counts.push(n));
    expect(counts).toEqual([1, 2, 3]);
    abort.abort();
    await prefetch(() => Promise.reject(new Error('asked')), [0], abort.signal, () => counts.push(-1));
    expect(counts).toHaveLength(3);
  });
});
