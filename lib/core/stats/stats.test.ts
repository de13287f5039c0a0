import { describe, expect, it } from 'vitest';
import { wealthOf } from '../series/returns';
import { activeShare } from './active';
import { cagr } from './cagr';
import { calmar } from './calmar';
import { downsideDeviation, sortino } from './downside';
import { drawdownCurve, maxDrawdown } from './drawdown';
import { quantile } from './tail';
import { missingReason, STATISTIC_NAMES, summarize } from './summary';

const percent = (values: readonly number[]) => values.map((value) => value / 100);

/** Bacon, Practical Portfolio Performance Measurement and Attribution, the 24 months of its examples. */
const PORTFOLIO = percent([0.3, 2.6, 1.1, -1, 1.5, 2.5, 1.6, 6.7, -1.4, 4, -0.5, 8.1, 4, -3.7, -6.1, 1.7, -4.9, -2.2, 7, 5.8, -6.5, 2.4, -0.5, -0.9]);
const BENCHMARK = percent([0.2, 2.5, 1.8, -1.1, 1.4, 1.8, 1.4, 6.5, -1.5, 4.2, -0.6, 8.3, 3.9, -3.8, -6.2, 1.5, -4.8, 2.1, 6, 5.6, -6.7, 1.9, -0.3, 0]);

describe('the statistics of Bacon’s portfolio', () => {
  const all = () => summarize({ returns: PORTFOLIO, benchmark: BENCHMARK, periodsPerYear: 12 });

  it('wealth is 1.2181 against 1.2499', () => {
    expect(wealthOf(PORTFOLIO)[24]).toBeCloseTo(1.2181, 4);
    expect(wealthOf(BENCHMARK)[24]).toBeCloseTo(1.2499, 4);
  });

  it.each([
    ['cagr', 0.103678, 6],
    ['maxDrawdown', -0.144673, 6],
    ['ulcer', 0.061184, 6],
    ['calmar', 0.716639, 6],
    ['pain', 0.04, 4],
    ['martin', 1.6945, 4],
    ['trackingError', 0.03364, 6],
    ['informationRatio', -0.380367, 6],
  ] as const)('%s is %d', (name, expected, digits) => {
    expect(all()[name]).toBeCloseTo(expected, digits);
  });

  it('downside deviation below 0.5 % a month is 2.55 %', () => {
    expect(downsideDeviation(PORTFOLIO, 0.005)).toBeCloseTo(0.0255, 4);
  });

  it('a series against itself has beta 1, alpha 0 and captures of 1', () => {
    const same = summarize({ returns: PORTFOLIO, benchmark: PORTFOLIO, periodsPerYear: 12 });
    expect([same.beta, same.alpha, same.upCapture, same.downCapture, same.hitRate]).toEqual([1, 0, 1, 1, 0]);
  });

  it('a doubled benchmark has beta 2 and no alpha', () => {
    const doubled = summarize({ returns: BENCHMARK.map((r) => 2 * r), benchmark: BENCHMARK, periodsPerYear: 12 });
    expect(doubled.beta).toBeCloseTo(2, 12);
    expect(doubled.alpha).toBeCloseTo(0, 12);
  });
});

describe('the series of empyrical’s tests', () => {
  const series = percent([0, 1, 10, -4, 2, 3, 2, 1, -10]);

  it('weekly CAGR, Sortino and Calmar', () => {
    expect(cagr(series, 52)).toBeCloseTo(0.24690831, 1 + 6);
    expect(sortino(series, 52)).toBeCloseTo(1.11589011, 7);
    expect(calmar(series, 52)).toBeCloseTo(2.46908305, 7);
  });

  it('monthly CAGR and annual downside deviation', () => {
    expect(cagr(series, 12)).toBeCloseTo(0.05224206, 7);
    expect((downsideDeviation(series) as number) * Math.sqrt(12)).toBeCloseTo(0.12436505, 7);
  });
});

describe('edges', () => {
  it('a loss in the first period counts as a drawdown', () => {
    expect(maxDrawdown(wealthOf([-0.1, 0.05]))).toBeCloseTo(-0.1, 12);
    expect(Array.from(drawdownCurve([100, 90, 110]))).toEqual([0, 90 / 100 - 1, 0]);
  });

  it('the quantile is interpolated between neighbours', () => {
    expect(quantile([4, 1, 3, 2], 0.5)).toBe(2.5);
    expect(quantile([1, 2], 0.05)).toBeCloseTo(1.05, 12);
  });

  it('value at risk and its mean tail of twenty-one evenly spaced returns', () => {
    const returns = Array.from({ length: 21 }, (_, i) => (i - 10) / 100);
    const all = summarize({ returns, periodsPerYear: 12 });
    expect(all.var95).toBeCloseTo(-0.09, 12);
    expect(all.cvar95).toBeCloseTo(-0.095, 12);
    expect(all.omega).toBeCloseTo(1, 12);
    expect(all.skewness).toBeCloseTo(0, 12);
  });

  it('what has no value is null with a reason, never NaN', () => {
    for (const returns of [[], [0.01], [0, 0, 0]]) {
      const all = summarize({ returns, periodsPerYear: 12 });
      for (const name of STATISTIC_NAMES) {
        expect(all[name] === null || Number.isFinite(all[name])).toBe(true);
        if (all[name] === null) expect(missingReason(name, returns.length, false)).not.toBe('');
      }
    }
  });

  it('two mixes with nothing in common have an active share of 1', () => {
    expect(activeShare([1, 0], [0, 1])).toBe(1);
  });
});
