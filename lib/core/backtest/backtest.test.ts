import { describe, expect, it } from 'vitest';
import type { IsoDate } from '../base/iso-date';
import { assetId } from '../base/units';
import { createHistory } from '../market/history';
import type { PriceGrid } from '../market/price-grid';
import type { RebalanceRule } from '../rebalancing/rule';
import { driftedWeights } from '../rebalancing/drift';
import { thresholdTrade } from '../rebalancing/threshold';
import { expectClose } from '../testing/expect-close';
import { policyOf } from '../testing/policies';
import { runBacktest } from './run-backtest';
import type { BacktestSpec } from './spec';

/** Five rows that fit in the head: an asset that doubles and falls back, and one that stands still. */
const grid = (sampling: PriceGrid['sampling'] = 'end'): PriceGrid => ({
  dates: ['2024-01-30', '2024-01-31', '2024-02-01', '2024-02-29', '2024-03-01'] as IsoDate[],
  assets: [assetId('up'), assetId('flat')],
  levels: [Float64Array.of(100, 200, 200, 100, 100), Float64Array.of(1, 1, 1, 1, 1)],
  cashLevel: null,
  periodsPerYear: 252,
  sampling,
});

const spec = (rebalance: RebalanceRule, over: Partial<BacktestSpec> = {}, costBps = 0): BacktestSpec => ({
  start: null,
  end: null,
  history: 'all',
  executionLag: 0,
  feeAnnual: 0,
  strategies: [{ kind: 'fixed-mix', name: 'mix', policy: policyOf([['up', 'equity', 0.5], ['flat', 'bond', 0.5]], { costBps }), rebalance }],
  ...over,
});

function navOf(backtest: BacktestSpec): Float64Array {
  const result = runBacktest(createHistory(grid(), []), backtest);
  if (!result.ok) throw new Error(result.error.message);
  return result.value.strategies[0].nav;
}

describe('five rows by hand', () => {
  it('a mix that is left alone comes back to where it was', () => {
    expectClose(navOf(spec({ rule: 'none' })), [1, 1.5, 1.5, 1, 1], 1e-15);
  });

  it('rebalanced at month-ends it sells into the rise', () => {
    expectClose(navOf(spec({ rule: 'calendar', every: 'month-end' })), [1, 1.5, 1.5, 1.125, 1.125], 1e-15);
  });

  it('an order lags by rows, and one beyond the last row is dropped', () => {
    expectClose(navOf(spec({ rule: 'calendar', every: 'month-end' }, { executionLag: 3 })), [1, 1.5, 1.5, 1, 1], 1e-15);
  });

  it('ten basis points are paid on what is traded, before the weights are set', () => {
    const nav = navOf(spec({ rule: 'calendar', every: 'month-end' }, {}, 10));
    expect(nav[0]).toBeCloseTo(0.999, 15);
    expect(nav[1]).toBeCloseTo(1.4985 * (1 - 0.001 * (1 / 3)), 12);
  });

  it('a fee is taken on every row but the first', () => {
    expectClose(navOf(spec({ rule: 'none' }, { feeAnnual: 2.52 })), [1, 1.5 * 0.99, 1.5 * 0.99 ** 2, 0.99 ** 3, 0.99 ** 4], 1e-12);
  });

  it('a band is looked at on every row', () => {
    expectClose(navOf(spec({ rule: 'threshold', absolute: 0.1, destination: 'target', check: 'every-row' })), [1, 1.5, 1.5, 1.125, 1.125], 1e-15);
  });
});

describe('what is refused', () => {
  it('averaged prices with no lag', () => {
    const result = runBacktest(createHistory(grid('average'), []), spec({ rule: 'none' }));
    expect(result.ok ? null : result.error.kind).toBe('averaged-prices');
  });

  it('a window without two rows', () => {
    const result = runBacktest(createHistory(grid(), []), spec({ rule: 'none' }, { start: '2024-03-01' as IsoDate }));
    expect(result.ok ? null : result.error.kind).toBe('empty-window');
  });

  it('a policy with an asset nobody has prices for', () => {
    const policy = policyOf([['nowhere', 'equity', 1]]);
    const result = runBacktest(createHistory(grid(), []), { ...spec({ rule: 'none' }), strategies: [{ kind: 'fixed-mix', name: 'x', policy, rebalance: { rule: 'none' } }] });
    expect(result.ok ? null : result.error).toMatchObject({ kind: 'missing-asset', details: { missing: ['nowhere'] } });
  });
});

describe('bands', () => {
  const rule = { rule: 'threshold', check: 'every-row' } as const;

  it('trade to the target, half-way or the edge', () => {
    expectClose(thresholdTrade([0.7, 0.3], [0.6, 0.4], { ...rule, absolute: 0.05, destination: 'target' }) ?? [], [0.6, 0.4], 1e-15);
    expectClose(thresholdTrade([0.8, 0.2], [0.6, 0.4], { ...rule, absolute: 0.05, destination: 'half' }) ?? [], [0.7, 0.3], 1e-15);
    expectClose(thresholdTrade([0.8, 0.2], [0.6, 0.4], { ...rule, absolute: 0.05, destination: 'edge' }) ?? [], [0.65, 0.35], 1e-15);
  });

  it('with an absolute and a relative band the smaller counts', () => {
    expect(thresholdTrade([0.63, 0.37], [0.6, 0.4], { ...rule, absolute: 0.05, relative: 0.04, destination: 'target' })).not.toBeNull();
    expect(thresholdTrade([0.63, 0.37], [0.6, 0.4], { ...rule, absolute: 0.05, destination: 'target' })).toBeNull();
  });

  it('take what rounding leaves for no drift: neither an edge reached nor a weight of 0 asks for another trade', () => {
    const edge = thresholdTrade([0.8, 0.2], [0.6, 0.4], { ...rule, relative: 0.1, destination: 'edge' }) ?? [];
    expect(thresholdTrade(edge, [0.6, 0.4], { ...rule, relative: 0.1, destination: 'edge' })).toBeNull();
    expect(thresholdTrade([1 - 1e-16, 1e-16], [1, 0], { ...rule, relative: 0.1, destination: 'target' })).toBeNull();
  });

  it('drift keeps what was missing from 1 in cash', () => {
    expectClose(driftedWeights([0.5], [1], 0), [1 / 1.5], 1e-15);
  });
});
