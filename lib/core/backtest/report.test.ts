import { describe, expect, it } from 'vitest';
import type { IsoDate } from '../base/iso-date';
import { policyOf } from '../testing/policies';
import { datedEpisodes, meanActiveShare, missingReasons, strategyStatistics, tradedWeights } from './report';
import type { BacktestResult, StrategyResult } from './spec';

const MIXED = policyOf([['stock', 'equity', 0.6], ['bill', 'cash', 0.4]], { cash: 'bill' });
const STOCKS = policyOf([['gold', 'alternative', 0], ['stock', 'equity', 1]]);

function strategy(policy: StrategyResult['policy'], trades: readonly (readonly [row: number, weights: readonly number[]])[], isFixedMix = false): StrategyResult {
  const executions = trades.map(([row, weights]) => ({ row, decidedRow: null, date: '2024-01-31' as IsoDate, weights, valueBefore: 1, traded: 0, cost: 0 }));
  return { name: 'x', policy, isFixedMix, nav: Float64Array.of(1, 1.1, 0.9, 1, 1.2), executions, orders: 0, turnoverAnnual: 0, costAnnual: 0 };
}

const baseline = strategy(MIXED, [[0, [0.6, 0.4]], [2, [0.6, 0.4]]], true);

describe('what a report takes from a run', () => {
  const DATES = ['2024-01-31', '2024-02-29', '2024-03-28', '2024-04-30', '2024-05-31'] as IsoDate[];

  it('episodes have dates for rows, the deepest first, and an open one no recovery', () => {
    expect(datedEpisodes(DATES, [100, 90, 100, 80, 90])).toEqual([
      { start: '2024-03-28', trough: '2024-04-30', recovery: null, depth: 80 / 100 - 1, periodsDown: 1, periodsToRecover: null, periods: 2 },
      { start: '2024-01-31', trough: '2024-02-29', recovery: '2024-03-28', depth: 90 / 100 - 1, periodsDown: 1, periodsToRecover: 1, periods: 2 },
    ]);
  });

  it('traded weights are by asset, one for each execution', () => {
    expect(tradedWeights(strategy(MIXED, [[0, [0.6, 0.4]], [1, [0.2, 0.8]]]))).toEqual({ dates: ['2024-01-31', '2024-01-31'], byAsset: { stock: [0.6, 0.2], bill: [0.4, 0.8] } });
    expect(tradedWeights(strategy(MIXED, []))).toEqual({ dates: [], byAsset: { stock: [], bill: [] } });
  });

  it('a missing statistic has its reason, one that is there has none', () => {
    const result: BacktestResult = { dates: DATES, periodsPerYear: 12, cashReturns: new Float64Array(4), strategies: [baseline, strategy(STOCKS, [[0, [0, 1]]])] };
    const [own, other] = result.strategies;
    const statistics = strategyStatistics(result, other);
    expect(statistics.trackingError).toBe(0);
    expect(missingReasons(result, other, statistics)).toEqual({ informationRatio: 'the returns do not vary' });
    expect(Object.keys(missingReasons(result, own, strategyStatistics(result, own)))).toEqual(['trackingError', 'informationRatio', 'beta', 'alpha', 'upCapture', 'downCapture', 'activeShare', 'hitRate']);
    expect(missingReasons({ ...result, strategies: [other] }, other, { ...statistics, beta: null, sharpe: null, activeShare: null })).toEqual({
      sharpe: 'the returns do not vary',
      informationRatio: 'needs a benchmark',
      beta: 'needs a benchmark',
      activeShare: 'needs a benchmark',
    });
    expect(missingReasons({ ...result, dates: DATES.slice(0, 2) }, other, { ...statistics, sharpe: null })).toMatchObject({ sharpe: 'needs 2 periods, has 1' });
  });
});

describe('the active share of a backtest', () => {
  it('is weighed by how long each mix was in force, by hand: (1·0 + 2·0.4 + 2·0.2)/5', () => {
    expect(meanActiveShare(strategy(MIXED, [[0, [0.6, 0.4]], [1, [0.2, 0.8]], [3, [0.8, 0.2]]]), baseline)).toBeCloseTo(0.24, 15);
  });

  it('takes the trades of both in order of time, by hand: (1·0 + 1·0.4 + 1·0.6 + 2·0)/5', () => {
    const other = strategy(MIXED, [[0, [0.6, 0.4]], [2, [0.8, 0.2]], [3, [0.2, 0.8]]], true);
    const early = strategy(MIXED, [[0, [0.6, 0.4]], [1, [0.2, 0.8]]]);
    expect([meanActiveShare(early, other), meanActiveShare(other, early)]).toEqual([expect.closeTo(0.2, 15), expect.closeTo(0.2, 15)]);
  });

  it('what two mixes hold of nothing in common is everything', () => {
    const gold = strategy(policyOf([['gold', 'alternative', 1], ['silver', 'alternative', 0]]), [[0, [0.5, 0.5]]]);
    expect(meanActiveShare(gold, strategy(STOCKS, [[0, [0, 1]]], true))).toBeCloseTo(1, 15);
  });

  it('counts what a strategy holds before its first trade as cash', () => {
    expect(meanActiveShare(strategy(MIXED, [[3, [0.6, 0.4]]]), baseline)).toBeCloseTo((3 * 0.6) / 5, 15);
  });

  it('compares by asset, in whatever order, and cash with what is in nothing else', () => {
    expect(meanActiveShare(strategy(STOCKS, [[0, [0, 0.6]]]), baseline)).toBeCloseTo(0, 15);
    expect(meanActiveShare(strategy(STOCKS, [[0, [0.3, 0.6]]]), baseline)).toBeCloseTo(0.3, 15);
  });

  it('is a statistic of every strategy but the one the others are measured by', () => {
    const result: BacktestResult = { dates: [], periodsPerYear: 12, cashReturns: new Float64Array(4), strategies: [baseline, strategy(STOCKS, [[0, [0, 1]]])] };
    const [first, second] = result.strategies.map((one) => strategyStatistics(result, one));
    expect([first.activeShare, second.activeShare]).toEqual([null, expect.closeTo(0.4, 15)]);
    expect(missingReasons(result, baseline, first)).toMatchObject({ activeShare: 'needs a benchmark', beta: 'needs a benchmark' });
  });
});
