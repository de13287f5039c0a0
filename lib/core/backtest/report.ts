import type { IsoDate } from '../base/iso-date';
import { simpleReturns } from '../series/returns';
import { byDepth, drawdownEpisodes } from '../stats/episodes';
import type { Statistics } from '../stats/summary';
import { summarize } from '../stats/summary';
import type { BacktestResult, StrategyResult } from './spec';

/** An episode with dates for rows. */
export interface DatedEpisode {
  readonly start: IsoDate;
  readonly trough: IsoDate;
  readonly recovery: IsoDate | null;
  readonly depth: number;
  readonly periodsDown: number;
  readonly periodsToRecover: number | null;
  readonly periods: number;
}

/** All episodes of a wealth series, deepest first. */
export function datedEpisodes(dates: readonly IsoDate[], wealth: ArrayLike<number>): readonly DatedEpisode[] {
  return byDepth(drawdownEpisodes(wealth)).map((episode) => ({
    ...episode,
    start: dates[episode.start],
    trough: dates[episode.trough],
    recovery: episode.recovery === null ? null : dates[episode.recovery],
  }));
}

/** The mix that others are measured by: the first fixed mix of the run; null when there is none. */
export function baselineOf(result: BacktestResult): StrategyResult | null {
  return result.strategies.find(({ isFixedMix }) => isFixedMix) ?? null;
}

/** Statistics of a strategy's row returns of NAV, against the baseline where it is another strategy. */
export function strategyStatistics(result: BacktestResult, strategy: StrategyResult): Statistics {
  const baseline = baselineOf(result);
  return summarize({
    returns: simpleReturns(strategy.nav),
    periodsPerYear: result.periodsPerYear,
    cash: result.cashReturns,
    benchmark: baseline && baseline !== strategy ? simpleReturns(baseline.nav) : null,
    turnoverAnnual: strategy.turnoverAnnual,
    costAnnual: strategy.costAnnual,
  });
}

/** Traded weights by asset at each execution; what is missing from 1 is in cash. */
export function tradedWeights(strategy: StrategyResult): { readonly dates: readonly IsoDate[]; readonly byAsset: Readonly<Record<string, readonly number[]>> } {
  const byAsset = strategy.policy.lines.map((line, i) => [line.asset, strategy.executions.map(({ weights }) => weights[i])] as const);
  return { dates: strategy.executions.map(({ date }) => date), byAsset: Object.fromEntries(byAsset) };
}
