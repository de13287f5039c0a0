import { describe, expect, it } from 'vitest';
import { percentileRank } from './percentile-rank';

describe('the rank of a value', () => {
  it('is the share below it, and half of the share equal to it', () => {
    expect([percentileRank([1, 2, 3, 4], 3), percentileRank([5], 5), percentileRank([1, 1, 2], 1)]).toEqual([0.625, 0.5, 1 / 3]);
  });

  it('of a value that is not among them is the share below', () => {
    expect([percentileRank([1, 2], 0), percentileRank([1, 2], 1.5), percentileRank([1, 2], 9)]).toEqual([0, 0.5, 1]);
  });

  it('among none is missing', () => {
    expect(percentileRank([], 1)).toBeNaN();
  });
});
