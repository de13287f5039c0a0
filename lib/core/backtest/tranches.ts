import { assert } from '../base/assert';
import type { Result } from '../base/result';
import { ok } from '../base/result';
import type { History } from '../market/history';
import type { BacktestRefusal } from './run-backtest';
import { runBacktest } from './run-backtest';
import { computedOnce } from './shifted-model';
import type { BacktestSpec, Strategy, StrategyResult } from './spec';

export interface TranchedRun {
  /** Sum of the sub-portfolios, each of which began with 1/N. */
  readonly nav: Float64Array;
  /** One-way, non-cash, a year, of the whole. */
  readonly turnoverAnnual: number;
  readonly costAnnual: number;
  /** The sub-portfolios by themselves, in the order of their days; each NAV begins at 1. */
  readonly tranches: readonly StrategyResult[];
}

type Trade = StrategyResult['executions'][number];

/** What the whole was worth on each row before any tranche traded: its NAV, and the costs of that row put back. */
function valueBeforeTrades(tranches: readonly StrategyResult[], nav: Float64Array): Float64Array {
  const value = Float64Array.from(nav);
  for (const { executions } of tranches) for (const { row, cost } of executions) value[row] += cost / tranches.length;
  return value;
}

/** A sum over all trades of all tranches, each as a share of the whole portfolio before the trade, per year. */
function annualShare(tranches: readonly StrategyResult[], before: Float64Array, years: number, amount: (trade: Trade) => number): number {
  let sum = 0;
  for (const { executions } of tranches) for (const trade of executions) sum += amount(trade) / tranches.length / before[trade.row];
  return sum / years;
}

/**
 * A strategy whose money is split over N sub-portfolios, one trading each decision on its usual day, the next a row
 * later, and so on: no single day decides how the month turns out. Nothing is moved between sub-portfolios, so that they
 * drift apart as they earn differently. One tranche is the run itself.
 *
 * NAV is their sum; turnover and cost are measured against what the whole was worth before the trades of the row. A
 * decision near the end of the window whose day would lie beyond it is not executed by that tranche. Refuses what the
 * backtest refuses.
 */
export function runInTranches(
  history: History,
  input: { readonly conditions: Omit<BacktestSpec, 'strategies'>; readonly strategy: Strategy; readonly tranches: number },
): Result<TranchedRun, BacktestRefusal> {
  assert(Number.isInteger(input.tranches) && input.tranches >= 1, 'the number of tranches is a whole number, 1 or more');
  const strategy = input.strategy.kind === 'model' ? { ...input.strategy, model: computedOnce(input.strategy.model) } : input.strategy;
  const tranches: StrategyResult[] = [];
  let periodsPerYear = 1;
  for (let day = 0; day < input.tranches; day += 1) {
    const run = runBacktest(history, { ...input.conditions, executionLag: input.conditions.executionLag + day, strategies: [strategy] });
    if (!run.ok) return run;
    tranches.push(run.value.strategies[0]);
    periodsPerYear = run.value.periodsPerYear;
  }
  const nav = tranches[0].nav.map((_, row) => tranches.reduce((sum, tranche) => sum + tranche.nav[row], 0) / tranches.length);
  const before = valueBeforeTrades(tranches, nav);
  const years = (nav.length - 1) / periodsPerYear;
  return ok({
    nav,
    turnoverAnnual: annualShare(tranches, before, years, ({ traded }) => traded) / 2,
    costAnnual: annualShare(tranches, before, years, ({ cost }) => cost),
    tranches,
  });
}
