import { describe, expect, it } from 'vitest';
import { apart } from '../src/prior/apart';
import { linkedSlice } from '../src/prior/link';
import { stacksOf, type Stack } from '../src/study/stack';
import { anInstance } from './fixtures';

describe('how far apart', () => {
  it('is said in words that fit', () => {
    expect([243, 0, 1, -3, 30, 1096, undefined].map(apart)).toEqual(['8 months before', 'the same day', '1 day before', '3 days after', '4 weeks before', '3 years before', 'date not known']);
  });
});

describe('linked scrolling', () => {
  const stackOf = (zs: readonly number[]): Stack => {
    const [stack] = stacksOf(zs.map((z, index) => ({ ...anInstance(index + 1), imagePosition: [0, 0, z], imageOrientation: [1, 0, 0, 0, 1, 0] })));
    if (!stack) throw new Error('no stack');
    return stack;
  };
  const thin = stackOf(Array.from({ length: 41 }, (_, index) => index));
  const thick = stackOf([10, 15, 20, 25, 30]);

  it('goes by place in the patient within one frame of reference', () => {
    expect(linkedSlice(21, thin, thick, true)).toBe(2);
    expect(linkedSlice(4, thick, thin, true)).toBe(30);
    expect(linkedSlice(0, thin, thick, true)).toBe(0);
  });

  it('goes as far through the stack where the places cannot be compared', () => {
    expect(linkedSlice(20, thin, thick, false)).toBe(2);
    expect(linkedSlice(40, thin, thick, false)).toBe(4);
    const [single] = stacksOf([anInstance(1)]);
    expect(single && linkedSlice(0, single, thick, false)).toBe(2);
  });
});
