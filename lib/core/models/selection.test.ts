import { describe, expect, it } from 'vitest';
import { bestOf, ranked, weightsOf } from './selection';

describe('selection', () => {
  it('ranks from best to worst, ties to the earlier', () => {
    expect(ranked([1, 3, 2, 3])).toEqual([1, 3, 2, 0]);
    expect(bestOf([2, 2, 1])).toBe(0);
  });

  it('adds shares that fall on the same line', () => {
    expect(Array.from(weightsOf(3, [[0, 0.25], [2, 0.5], [0, 0.25]]))).toEqual([0.5, 0, 0.5]);
  });
});
