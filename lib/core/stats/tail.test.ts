import { describe, expect, it } from 'vitest';
import { wealthOf } from '../series/returns';
import { deepestFall, maxDrawdown } from './drawdown';
import { conditionalDrawdown, conditionalValueAtRisk, quantile, valueAtRisk } from './tail';

describe('quantiles', () => {
  it('meet the ordered values at their places, in whatever order they come', () => {
    expect([0, 0.25, 0.5, 0.75, 1].map((q) => quantile([50, 10, 40, 20, 30], q))).toEqual([10, 20, 30, 40, 50]);
    expect(quantile([30, 10, 20], 0.75)).toBe(25);
    expect([quantile([7], 0.9), quantile([], 0.5)]).toEqual([7, null]);
  });
});

describe('the worst twentieth', () => {
  const twentyOne = Array.from({ length: 21 }, (_, i) => ((i * 8) % 21) / 100 - 0.1);

  it('value at risk is its edge, the conditional one its mean', () => {
    expect(valueAtRisk(twentyOne)).toBeCloseTo(-0.09, 12);
    expect(conditionalValueAtRisk(twentyOne)).toBeCloseTo(-0.095, 12);
    expect([valueAtRisk([]), conditionalValueAtRisk([])]).toEqual([null, null]);
  });

  it('of equal returns is that return', () => {
    expect(conditionalValueAtRisk([0.25, 0.25, 0.25])).toBe(0.25);
  });
});

describe('conditional drawdown', () => {
  it('is the mean of the worst two of forty readings, wherever they lie', () => {
    const returns = [...new Array<number>(10).fill(0), -0.2, -0.5, 1.5, ...new Array<number>(27).fill(0)];
    expect(conditionalDrawdown(returns)).toBeCloseTo(-(0.6 + 0.2) / 2, 12);
  });

  it('of forty-one readings is of the worst three: a started twentieth counts', () => {
    const returns = [-0.2, -0.5, 1.5, ...new Array<number>(38).fill(0)];
    expect(conditionalDrawdown(returns)).toBeCloseTo(-(0.6 + 0.2 + 0) / 3, 12);
  });

  it('of few readings is the worst, of none there is none', () => {
    expect(conditionalDrawdown([0, -0.5, 0.2])).toBeCloseTo(-0.5, 12);
    expect(conditionalDrawdown([])).toBeNull();
  });
});

describe('the deepest fall', () => {
  it('of no values there is none, of one it is nothing', () => {
    expect([maxDrawdown([]), maxDrawdown([5]), maxDrawdown([1, 2, 2])]).toEqual([null, 0, 0]);
  });

  it('is from the peak before it, not from the highest of all', () => {
    expect(maxDrawdown([100, 80, 200, 190, 300])).toBeCloseTo(-0.2, 15);
  });

  it('of returns is that of the wealth they make, from its first loss on', () => {
    const returns = [-0.1, 0.5, -0.5, 0.25, -0.75, 2];
    expect(deepestFall(returns)).toBe(maxDrawdown(wealthOf(returns)));
    expect(deepestFall(returns)).toBeCloseTo(0.5 * 1.25 * 0.25 - 1, 15);
    expect([deepestFall([-0.25]), deepestFall([0.1, 0.1]), deepestFall([])]).toEqual([-0.25, 0, 0]);
  });
});
