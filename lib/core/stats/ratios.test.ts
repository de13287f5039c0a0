import { describe, expect, it } from 'vitest';
import { cagr } from './cagr';
import { calmar } from './calmar';
import { downsideDeviation, sortino } from './downside';
import { omega } from './omega';
import { excessReturns, sharpe } from './sharpe';
import { timeUnderWater } from './time-under-water';
import { costAnnual, turnoverAnnual } from './turnover';
import { martin, pain, ulcer } from './ulcer';
import { volatility } from './volatility';

describe('growth', () => {
  it('of 21 % in two halves of a year is 21 % a year', () => {
    expect(cagr([0.1, 0.1], 2)).toBeCloseTo(0.21, 12);
    expect(cagr([0.1, 0.1], 1)).toBeCloseTo(0.1, 12);
  });

  it('of a total loss is −1, whatever comes after; of nothing there is none', () => {
    expect([cagr([-1, 0.5], 12), cagr([-1.5, 0.5], 1), cagr([], 12)]).toEqual([-1, -1, null]);
  });
});

describe('ratios, by hand', () => {
  it('volatility and Sharpe ratio of a coin of 3 % and 1 %', () => {
    expect(volatility([0.03, 0.01], 4)).toBeCloseTo(Math.SQRT2 / 50, 15);
    expect(sharpe([0.03, 0.01], 4)).toBeCloseTo(2 * Math.SQRT2, 12);
    expect(sharpe([0.03, 0.01], 4, [0.01, 0.01])).toBeCloseTo(Math.SQRT2, 12);
    expect(volatility([0.1], 4)).toBeNull();
  });

  it('without spread there is no Sharpe ratio', () => {
    expect([sharpe([0.1], 12), sharpe([0.1, 0.1, 0.1], 12), sharpe([0.03, 0.01], 12, [0.02, 0])]).toEqual([null, null, null]);
    expect(sharpe([1e-12, 3e-12], 1)).toBeCloseTo(Math.SQRT2, 12);
  });

  it('excess returns are period by period, or the returns themselves', () => {
    expect([excessReturns([0.5, 0.25], [0.25, 0.5]), excessReturns([0.5], null)]).toEqual([Float64Array.of(0.25, -0.25), Float64Array.of(0.5)]);
  });

  it('downside counts all periods and squares only shortfalls', () => {
    expect(downsideDeviation([-0.06, 0.5, 0, -0.08])).toBeCloseTo(0.05, 15);
    expect(downsideDeviation([0.04, 0.01], 0.05)).toBeCloseTo(Math.sqrt((0.01 ** 2 + 0.04 ** 2) / 2), 15);
    expect(downsideDeviation([])).toBeNull();
    expect(sortino([-0.06, 0.5, 0, -0.08], 4)).toBeCloseTo((0.09 / 0.05) * 2, 12);
    expect([sortino([0.1, 0], 12), sortino([], 12)]).toEqual([null, null]);
  });

  it('omega is gains over losses; what stands still is neither', () => {
    expect(omega([0.03, -0.01, 0, -0.01])).toBeCloseTo(1.5, 12);
    expect([omega([0.01, 0]), omega([])]).toEqual([null, null]);
    expect(omega([-0.1])).toBe(0);
  });

  it('Calmar is growth over the deepest fall', () => {
    expect(calmar([-0.5, 3], 2)).toBeCloseTo(1 / 0.5, 12);
    expect([calmar([0.1, 0.1], 12), calmar([], 12)]).toEqual([null, null]);
  });
});

describe('drawdown readings, by hand', () => {
  /** Wealth 1, 0.6, 0.6, 1.2, 0.6, 1.2: readings −0.4, −0.4, 0, −0.5, 0. */
  const returns = [-0.4, 0, 1, -0.5, 1];

  it('ulcer squares them, pain takes their mean', () => {
    expect(ulcer(returns)).toBeCloseTo(Math.sqrt((0.16 + 0.16 + 0.25) / 5), 12);
    expect(pain(returns)).toBeCloseTo(1.3 / 5, 12);
    expect([ulcer([]), pain([])]).toEqual([null, null]);
  });

  it('three of five periods end under water', () => {
    expect(timeUnderWater(returns)).toBe(0.6);
    expect(timeUnderWater([])).toBeNull();
  });

  it('Martin is growth over that of cash, by the ulcer index', () => {
    const index = Math.sqrt(0.57 / 5);
    expect(martin(returns, 5)).toBeCloseTo(0.2 / index, 12);
    expect(martin(returns, 5, [0.05, 0, 0, 0, 0])).toBeCloseTo(0.15 / index, 12);
    expect([martin([], 12), martin([0.1], 12)]).toEqual([null, null]);
  });
});

describe('turnover and cost a year', () => {
  const trades = { traded: [1, 1], cost: [0.002, 0.004], valueBefore: [1, 2] };

  it('are shares of what there was before each trade; turnover is one-way', () => {
    expect([turnoverAnnual(trades, 3), costAnnual(trades, 2)]).toEqual([0.25, 0.002]);
  });

  it('of no time do not exist', () => {
    expect([turnoverAnnual(trades, 0), costAnnual(trades, 0)]).toEqual([null, null]);
  });
});
