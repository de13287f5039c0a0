import { assert } from '../../core/base/assert';
import type { AssetGroup } from '../../core/base/units';
import { runFigures } from '../../core/backtest/figures';
import { runBacktest } from '../../core/backtest/run-backtest';
import type { BacktestSpec, Strategy, StrategyResult } from '../../core/backtest/spec';
import type { History } from '../../core/market/history';
import type { PriceGrid } from '../../core/market/price-grid';
import { gtaa5Model } from '../../core/models/gtaa5/gtaa5';
import type { Model } from '../../core/models/model';
import type { GroupLimit, Policy } from '../../core/targets/policy';

export const COST_BPS = 10;
const MIX = [0.35, 0.15, 0.1, 0.3, 0.1];
/** Weights of the mix, spread over as many columns as there are: five blocks of equal size. */
const mixWeight = (i: number, columns: number): number => MIX[Math.floor((i * MIX.length) / columns)] * (MIX.length / columns);

function policyOf({ assets }: PriceGrid, weightOf: (i: number) => number, costBps = COST_BPS): Policy {
  return { lines: assets.map((asset, i) => ({ asset, group: 'other', weight: weightOf(i), min: 0, max: 1, costBps })), cashAsset: null, groupLimits: [] };
}

/** The fixed mix, bought on the first row and put right at every month-end. */
export function mixStrategy(grid: PriceGrid): Strategy {
  const policy = policyOf(grid, (i) => mixWeight(i, grid.assets.length));
  return { kind: 'fixed-mix', name: 'mix', policy, rebalance: { rule: 'calendar', every: 'month-end' } };
}

/** Slots of equal weight, each held above the mean of its last month-ends. */
export function trendStrategy(grid: PriceGrid, model: Model = gtaa5Model(), costBps = COST_BPS): Strategy {
  return { kind: 'model', name: 'trend', policy: policyOf(grid, () => 1 / grid.assets.length, costBps), model };
}

const GROUPS: readonly AssetGroup[] = ['equity', 'bond', 'alternative', 'other'];

/** Equal weights in four groups, each asset up to three times its weight and each group between 10 % and 40 %. */
export function housePolicy({ assets }: PriceGrid): Policy {
  const weight = 1 / assets.length;
  const groupLimits = GROUPS.map((group): GroupLimit => ({ group, min: 0.1, max: 0.4 }));
  const groupOf = (i: number) => GROUPS[Math.floor((i * GROUPS.length) / assets.length)];
  return { lines: assets.map((asset, i) => ({ asset, group: groupOf(i), weight, min: 0, max: 3 * weight, costBps: COST_BPS })), cashAsset: null, groupLimits };
}

/** Runs strategies over all rows of a history; the specs of the benchmark are never refused. */
export function runAll(history: History, strategies: readonly Strategy[], executionLag = 0): readonly StrategyResult[] {
  const spec: BacktestSpec = { start: null, end: null, history: 'all', executionLag, feeAnnual: 0, strategies };
  const run = runBacktest(history, spec);
  assert(run.ok, 'the specs of the benchmark can be run');
  return run.value.strategies;
}

export const STATISTICS = ['last NAV', 'CAGR', 'volatility', 'Sharpe', 'largest fall', 'turnover'] as const;

/** The six statistics in the order of the floor. */
export function statisticsOf(result: StrategyResult, periodsPerYear: number): readonly number[] {
  const { cagr, volAnnual, sharpe, maxDrawdown, turnoverAnnual } = runFigures(result, periodsPerYear);
  return [result.nav[result.nav.length - 1], cagr, volAnnual, sharpe ?? 0, maxDrawdown, turnoverAnnual];
}
