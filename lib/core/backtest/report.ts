import type { IsoDate } from '../base/iso-date';
import { simpleReturns } from '../series/returns';
import { activeShare } from '../stats/active';
import { byDepth, drawdownEpisodes } from '../stats/episodes';
import type { StatisticName, Statistics } from '../stats/summary';
import { missingReason, STATISTIC_NAMES, summarize } from '../stats/summary';
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

/** What a strategy last traded to by each of some ascending rows, over some assets and then cash; all in cash before its first trade. */
function mixesAt({ policy, executions }: StrategyResult, assets: readonly string[], rows: readonly number[]): readonly (readonly number[])[] {
  const lines = assets.map((asset) => policy.lines.findIndex((line) => line.asset === asset));
  let done = 0;
  return rows.map((row) => {
    while (done < executions.length && executions[done].row <= row) done += 1;
    const traded = executions[done - 1]?.weights ?? [];
    const weights = lines.map((line) => traded[line] ?? 0);
    return [...weights, 1 - weights.reduce((sum, weight) => sum + weight, 0)];
  });
}

/**
 * Active share over a whole run: the mean over its rows of ½Σ|w − b|, w and b being the weights to which the strategy
 * and the baseline last traded. Drift since then is in neither; cash, and a line that is cash, count as one asset.
 */
export function meanActiveShare(strategy: StrategyResult, baseline: StrategyResult): number {
  const both = [strategy, baseline];
  const cash = new Set(both.map(({ policy }) => policy.cashAsset));
  const assets = [...new Set(both.flatMap(({ policy }) => policy.lines.map(({ asset }) => asset)))].filter((asset) => !cash.has(asset));
  const changes = [...new Set([0, ...both.flatMap(({ executions }) => executions.map(({ row }) => row))])].sort((a, b) => a - b);
  const [own, other] = both.map((one) => mixesAt(one, assets, changes));
  const inForce = (i: number) => ((changes[i + 1] ?? strategy.nav.length) - changes[i]) / strategy.nav.length;
  return changes.reduce((sum, _, i) => sum + inForce(i) * activeShare(own[i], other[i]), 0);
}

/** Statistics of a strategy's row returns of NAV, against the baseline where it is another strategy. */
export function strategyStatistics(result: BacktestResult, strategy: StrategyResult): Statistics {
  const baseline = baselineOf(result);
  const benchmark = baseline === strategy ? null : baseline;
  return summarize({
    returns: simpleReturns(strategy.nav),
    periodsPerYear: result.periodsPerYear,
    cash: result.cashReturns,
    benchmark: benchmark && simpleReturns(benchmark.nav),
    activeShare: benchmark && meanActiveShare(strategy, benchmark),
    turnoverAnnual: strategy.turnoverAnnual,
    costAnnual: strategy.costAnnual,
  });
}

/** Why each missing statistic of a strategy is missing. A backtest has weights and trades: an active share lacks but a benchmark. */
export function missingReasons(result: BacktestResult, strategy: StrategyResult, statistics: Statistics): Readonly<Record<string, string>> {
  const baseline = baselineOf(result);
  const hasBenchmark = baseline !== null && baseline !== strategy;
  const reasonOf = (name: StatisticName) => (name === 'activeShare' ? 'needs a benchmark' : missingReason(name, result.dates.length - 1, hasBenchmark));
  return Object.fromEntries(STATISTIC_NAMES.filter((name) => statistics[name] === null).map((name) => [name, reasonOf(name)]));
}

/** Traded weights by asset at each execution; what is missing from 1 is in cash. */
export function tradedWeights(strategy: StrategyResult): { readonly dates: readonly IsoDate[]; readonly byAsset: Readonly<Record<string, readonly number[]>> } {
  const byAsset = strategy.policy.lines.map((line, i) => [line.asset, strategy.executions.map(({ weights }) => weights[i])] as const);
  return { dates: strategy.executions.map(({ date }) => date), byAsset: Object.fromEntries(byAsset) };
}
