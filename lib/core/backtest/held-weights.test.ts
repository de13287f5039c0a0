import { describe, expect, it } from 'vitest';
import type { IsoDate } from '../base/iso-date';
import { assetId } from '../base/units';
import { createHistory } from '../market/history';
import type { PriceGrid } from '../market/price-grid';
import { expectClose } from '../testing/expect-close';
import { policyOf } from '../testing/policies';
import { simulatedGrid } from '../testing/simulated-market';
import { heldWeights } from './held-weights';
import { runBacktest } from './run-backtest';

const grid: PriceGrid = {
  dates: ['2024-01-31', '2024-02-29', '2024-03-29'] as IsoDate[],
  assets: [assetId('bill'), assetId('share')],
  levels: [Float64Array.of(10, 10, 11), Float64Array.of(100, 200, 100)],
  cashLevel: Float64Array.of(10, 10, 11),
  periodsPerYear: 12,
  sampling: 'end',
};
const withCash = policyOf([['share', 'equity', 0.5], ['bill', 'cash', 0.5]], { cash: 'bill' });
const withoutCash = policyOf([['share', 'equity', 0.5]]);

describe('what a strategy held', () => {
  it('drifts with prices from its last trade, by hand', () => {
    const traded = [{ row: 0, weights: [0.5, 0.5] }];
    const [bought, doubled, back] = heldWeights(grid, withCash, traded, [0, 1, 2]);
    expect(bought).toEqual([0.5, 0.5]);
    expectClose(doubled, [1 / 1.5, 0.5 / 1.5], 1e-15);
    expectClose(back, [0.5 / 1.05, 0.55 / 1.05], 1e-15);
  });

  it('is what was traded on the row of the trade, and cash before the first', () => {
    const later = [{ row: 1, weights: [0.2, 0.8] }, { row: 2, weights: [1, 0] }];
    expect(heldWeights(grid, withCash, later, [0, 1, 2])).toEqual([[0, 1], [0.2, 0.8], [1, 0]]);
    expect(heldWeights(grid, withoutCash, [], [0])).toEqual([[0]]);
  });

  it('leaves money that is not invested to cash, with a line for it and without', () => {
    expectClose(heldWeights(grid, withCash, [{ row: 0, weights: [0.25, 0] }], [1])[0], [0.5 / 1.25, 0.75 / 1.25], 1e-15);
    expectClose(heldWeights(grid, withoutCash, [{ row: 0, weights: [0.25] }], [1])[0], [0.5 / 1.25], 1e-15);
    expectClose(heldWeights({ ...grid, cashLevel: null }, withoutCash, [{ row: 0, weights: [0.5] }], [2])[0], [0.5], 1e-15);
  });

  it('explains the return of every row of a run without costs', () => {
    const prices = simulatedGrid(['EQ1', 'BOND', 'BILL']);
    const policy = policyOf([['EQ1', 'equity', 0.5], ['BOND', 'bond', 0.3], ['BILL', 'cash', 0.2]], { cash: 'BILL', costBps: 0 });
    const run = runBacktest(createHistory(prices, []), {
      start: null, end: null, history: 'all', executionLag: 1, feeAnnual: 0,
      strategies: [{ kind: 'fixed-mix', name: 'mix', policy, rebalance: { rule: 'calendar', every: 'quarter-end' } }],
    });
    if (!run.ok) throw new Error(run.error.message);
    const [{ nav, executions }] = run.value.strategies;
    const rows = Array.from({ length: 400 }, (_, t) => t);
    const held = heldWeights(prices, policy, executions, rows);
    const explained = rows.map((t) => held[t].reduce((sum, weight, i) => sum + (weight * prices.levels[i][t + 1]) / prices.levels[i][t], 0));
    expectClose(explained, rows.map((t) => nav[t + 1] / nav[t]), 1e-12);
  });

  it('asks for prices of every line', () => {
    expect(() => heldWeights(grid, policyOf([['gold', 'alternative', 1]]), [], [0])).toThrow('every line of the policy has prices');
  });
});
