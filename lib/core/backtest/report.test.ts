import { describe, expect, it } from 'vitest';
import type { IsoDate } from '../base/iso-date';
import { policyOf } from '../testing/policies';
import { meanActiveShare, missingReasons, strategyStatistics } from './report';
import type { BacktestResult, StrategyResult } from './spec';

const MIXED = policyOf([['stock', 'equity', 0.6], ['bill', 'cash', 0.4]], { cash: 'bill' });
const STOCKS = policyOf([['gold', 'alternative', 0], ['stock', 'equity', 1]]);

function strategy(policy: StrategyResult['policy'], trades: readonly (readonly [row: number, weights: readonly number[]])[], isFixedMix = false): StrategyResult {
  const executions = trades.map(([row, weights]) => ({ row, decidedRow: null, date: '2024-01-31' as IsoDate, weights, valueBefore: 1, traded: 0, cost: 0 }));
  return { name: 'x', policy, isFixedMix, nav: Float64Array.of(1, 1.1, 0.9, 1, 1.2), executions, orders: 0, turnoverAnnual: 0, costAnnual: 0 };
}

const baseline = strategy(MIXED, [[0, [0.6, 0.4]], [2, [0.6, 0.4]]], true);

describe('the active share of a backtest', () => {
  it('is weighed by how long each mix was in force, by hand: (1·0 + 2·0.4 + 2·0.2)/5', () => {
    expect(meanActiveShare(strategy(MIXED, [[0, [0.6, 0.4]], [1, [0.2, 0.8]], [3, [0.8, 0.2]]]), baseline)).toBeCloseTo(0.24, 15);
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
