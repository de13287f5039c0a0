import { describe, expect, it } from 'vitest';
import { readingsNeeded, standardScore } from './standard-score';

const CLIP = 2;

describe('a standard score', () => {
  it('counts deviations from the mean of all that is known, clipped at two', () => {
    // 1, 2, 3, 4, 5: mean 3, population deviation √2; 5 is √2 deviations above.
    expect(standardScore([1, 2, 3, 4, 5], { kind: 'expanding', minimum: 5 }, CLIP)).toBeCloseTo(Math.SQRT2 / 2, 15);
    expect(standardScore([0, 0, 0, 0, 0, 0, 0, 0, 0, 10], { kind: 'expanding', minimum: 5 }, CLIP)).toBe(1);
  });

  it('over a rolling window forgets what came before', () => {
    const rolling = { kind: 'rolling', months: 3 } as const;
    expect(standardScore([900, -900, 1, 2, 3], rolling, CLIP)).toBe(standardScore([1, 2, 3], rolling, CLIP));
    // 1, 2, 3: mean 2, population deviation √(2/3).
    expect(standardScore([1, 2, 3], rolling, CLIP)).toBeCloseTo(1 / Math.sqrt(2 / 3) / 2, 15);
  });

  it('as a rank is twice the rank less one, among the last months', () => {
    const rank = { kind: 'percentile', months: 4, minimum: 2 } as const;
    expect(standardScore([9, 1, 2, 4, 3], rank, CLIP)).toBeCloseTo(0.25, 15);
    expect(standardScore([1, 1], rank, CLIP)).toBe(0);
  });

  it('as a sign is one or minus one, and nil counts as one', () => {
    expect([-0.1, 0, 3].map((reading) => standardScore([reading], { kind: 'sign' }, CLIP))).toEqual([-1, 1, 1]);
  });

  it('is missing with one reading too few, and where nothing varies', () => {
    expect(standardScore([1, 2], { kind: 'rolling', months: 3 }, CLIP)).toBeNaN();
    expect(standardScore([1, 2], { kind: 'expanding', minimum: 3 }, CLIP)).toBeNaN();
    expect(standardScore([1], { kind: 'percentile', months: 9, minimum: 2 }, CLIP)).toBeNaN();
    expect(standardScore([2, 2, 2], { kind: 'rolling', months: 3 }, CLIP)).toBeNaN();
    expect(standardScore([], { kind: 'sign' }, CLIP)).toBeNaN();
  });

  it('says how many readings it needs', () => {
    expect([
      readingsNeeded({ kind: 'expanding', minimum: 120 }),
      readingsNeeded({ kind: 'rolling', months: 60 }),
      readingsNeeded({ kind: 'percentile', months: 720, minimum: 24 }),
      readingsNeeded({ kind: 'sign' }),
    ]).toEqual([120, 60, 24, 1]);
  });
});
