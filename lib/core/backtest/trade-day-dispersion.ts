import { assert } from '../base/assert';
import type { Result } from '../base/result';
import { ok } from '../base/result';
import type { History } from '../market/history';
import type { RunFigures } from './figures';
import { runFigures } from './figures';
import type { BacktestRefusal } from './run-backtest';
import { runBacktest } from './run-backtest';
import { computedOnce } from './shifted-model';
import type { BacktestSpec } from './spec';
import type { ModelStrategy } from './timing-lab';

/** Trading days of a month: the decision is traded on each of them in turn. */
export const DAYS_OF_A_MONTH = 21;

export interface TradeDayRun {
  /** Rows after the usual day of execution; 0 is the run itself. */
  readonly daysLater: number;
  readonly figures: RunFigures;
  readonly nav: Float64Array;
}

export interface Spread {
  readonly lowest: number;
  readonly highest: number;
  readonly range: number;
}

export interface TradeDayDispersion {
  readonly runs: readonly TradeDayRun[];
  /** How far the figures lie apart though nothing but the day differs: timing luck. */
  readonly cagr: Spread;
  readonly maxDrawdown: Spread;
}

function spreadOf(values: readonly number[]): Spread {
  const [lowest, highest] = [Math.min(...values), Math.max(...values)];
  return { lowest, highest, range: highest - lowest };
}

/**
 * The same decisions, traded on each day of the month in turn. A difference between the days is neither skill nor cost but
 * timing luck; splitting the trade over several days (`runInTranches`) averages it out.
 *
 * Meant for daily grids: a day is a row. The decisions are computed once. Refuses what the backtest refuses.
 * Source: Hoffstein, Rebalance Timing Luck (2018), for the execution day of a monthly decision.
 */
export function tradeDayDispersion(
  history: History,
  input: { readonly conditions: Omit<BacktestSpec, 'strategies'>; readonly strategy: ModelStrategy; readonly days?: number },
): Result<TradeDayDispersion, BacktestRefusal> {
  const days = input.days ?? DAYS_OF_A_MONTH;
  assert(Number.isInteger(days) && days >= 1, 'the number of days tried is a whole number, 1 or more');
  const strategies = [{ ...input.strategy, model: computedOnce(input.strategy.model) }];
  const runs: TradeDayRun[] = [];
  for (let daysLater = 0; daysLater < days; daysLater += 1) {
    const run = runBacktest(history, { ...input.conditions, executionLag: input.conditions.executionLag + daysLater, strategies });
    if (!run.ok) return run;
    const [strategy] = run.value.strategies;
    runs.push({ daysLater, figures: runFigures(strategy, run.value.periodsPerYear, run.value.cashReturns), nav: strategy.nav });
  }
  return ok({ runs, cagr: spreadOf(runs.map(({ figures }) => figures.cagr)), maxDrawdown: spreadOf(runs.map(({ figures }) => figures.maxDrawdown)) });
}
