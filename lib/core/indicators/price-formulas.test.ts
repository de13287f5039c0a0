import { describe, expect, it } from 'vitest';
import { meanMomentum } from './mean-momentum';
import { peakDrawdownReadings } from './peak-drawdown';
import { realisedVolatility } from './realised-volatility';
import { skippedMomentum } from './skipped-momentum';
import { trendReadings } from './trend';
import { weightedMomentum } from './weighted-momentum';
import { trailingReturn } from './year-return';

/** Oldest first: the last one is p0. */
const LEVELS = [100, 102, 101, 104, 103, 101, 99, 98, 97, 98, 95, 94, 96];

describe('price formulas on thirteen month-ends', () => {
  it('13612W is 0.07308', () => {
    expect(weightedMomentum(LEVELS)).toBeCloseTo(0.07308043526888497, 14);
  });

  it('the mean of 1, 3, 6 and 12 months is a quarter of four returns', () => {
    expect(meanMomentum(LEVELS)).toBeCloseTo((96 / 94 + 96 / 98 + 96 / 99 + 96 / 100 - 4) / 4, 15);
    expect(meanMomentum(LEVELS)).toBeCloseTo(-0.017359, 6);
  });

  it('the price over the mean of thirteen prices is what Keller calls SMA12', () => {
    expect(trendReadings(LEVELS, 13)[12]).toBeCloseTo(96 / (1288 / 13) - 1, 15);
  });

  it('12−1 leaves the newest month out, the year’s return does not', () => {
    expect(skippedMomentum(LEVELS)).toBeCloseTo(-0.06, 15);
    expect(trailingReturn(LEVELS)).toBeCloseTo(-0.04, 15);
    expect(trailingReturn(LEVELS, 3)).toBeCloseTo(96 / 98 - 1, 15);
  });

  it('twelve levels are one too few', () => {
    const short = LEVELS.slice(1);
    expect([weightedMomentum(short), meanMomentum(short), skippedMomentum(short), trailingReturn(short)]).toEqual([NaN, NaN, NaN, NaN]);
  });

  it('none of them knows the scale of prices or what comes after k', () => {
    const scaled = [...LEVELS.map((level) => level * 1000), 7, 9];
    for (const formula of [weightedMomentum, meanMomentum, skippedMomentum]) expect(formula(scaled, 12)).toBeCloseTo(formula(LEVELS), 12);
  });
});

describe('price formulas on rows', () => {
  it('the drawdown is nil at a new peak and counts from the last one', () => {
    expect(Array.from(peakDrawdownReadings([100, 90, 110, 99]), (x) => Math.round(x * 1e12) / 1e12)).toEqual([0, -0.1, 0, -0.1]);
  });

  it('realised volatility takes the mean return to be nil', () => {
    expect(realisedVolatility([0.5, 0.01, -0.01, 0.01, -0.01], 5, 4, 252)).toBeCloseTo(0.01 * Math.sqrt(252), 12);
    expect(realisedVolatility([0.01, 0.01], 2, 3, 252)).toBeNaN();
  });
});
