import { compounded, wealthOf } from '../series/returns';
import { hitRate, informationRatio, trackingError } from './active';
import { cagr } from './cagr';
import { calmar } from './calmar';
import { downCapture, upCapture } from './capture';
import { downsideDeviation, sortino } from './downside';
import { maxDrawdown } from './drawdown';
import { bestPeriod, worstPeriod } from './extremes';
import { excessKurtosis, skewness } from './moments';
import { omega } from './omega';
import { alpha, beta } from './regression';
import { sharpe } from './sharpe';
import { conditionalDrawdown, conditionalValueAtRisk, valueAtRisk } from './tail';
import { timeUnderWater } from './time-under-water';
import { martin, pain, ulcer } from './ulcer';
import { volatility } from './volatility';

/** The names of all statistics, in the order in which they are shown. */
export const STATISTIC_NAMES = [
  'cumulative', 'cagr', 'volAnnual', 'sharpe', 'downsideDeviation', 'sortino', 'maxDrawdown', 'calmar', 'ulcer', 'pain', 'martin', 'cdar95',
  'var95', 'cvar95', 'skewness', 'excessKurtosis', 'omega', 'trackingError', 'informationRatio', 'beta', 'alpha', 'upCapture', 'downCapture',
  'activeShare', 'hitRate', 'turnoverAnnual', 'costAnnual', 'bestPeriod', 'worstPeriod', 'timeUnderWater',
] as const;
export type StatisticName = (typeof STATISTIC_NAMES)[number];
export type Statistics = Readonly<Record<StatisticName, number | null>>;

export interface StatisticsInput {
  /** Simple returns, one per period. */
  readonly returns: ArrayLike<number>;
  readonly periodsPerYear: number;
  readonly benchmark?: ArrayLike<number> | null;
  readonly cash?: ArrayLike<number> | null;
  /** Known of a backtest, not of a column of returns. */
  readonly activeShare?: number | null;
  readonly turnoverAnnual?: number | null;
  readonly costAnnual?: number | null;
}

function againstBenchmark(returns: ArrayLike<number>, benchmark: ArrayLike<number> | null, f: number, cash: ArrayLike<number> | null) {
  if (!benchmark) return { trackingError: null, informationRatio: null, beta: null, alpha: null, upCapture: null, downCapture: null, hitRate: null };
  return {
    trackingError: trackingError(returns, benchmark, f),
    informationRatio: informationRatio(returns, benchmark, f),
    beta: beta(returns, benchmark, cash),
    alpha: alpha(returns, benchmark, f, cash),
    upCapture: upCapture(returns, benchmark),
    downCapture: downCapture(returns, benchmark),
    hitRate: hitRate(returns, benchmark),
  };
}

/** Every statistic of a return series; null where it has no value (`missingReason` says why). */
export function summarize({ returns, periodsPerYear: f, benchmark = null, cash = null, ...known }: StatisticsInput): Statistics {
  return {
    cumulative: returns.length > 0 ? compounded(returns) : null,
    cagr: cagr(returns, f),
    volAnnual: volatility(returns, f),
    sharpe: sharpe(returns, f, cash),
    downsideDeviation: downsideDeviation(returns),
    sortino: sortino(returns, f),
    maxDrawdown: returns.length > 0 ? maxDrawdown(wealthOf(returns)) : null,
    calmar: calmar(returns, f),
    ulcer: ulcer(returns),
    pain: pain(returns),
    martin: martin(returns, f, cash),
    cdar95: conditionalDrawdown(returns),
    var95: valueAtRisk(returns),
    cvar95: conditionalValueAtRisk(returns),
    skewness: skewness(returns),
    excessKurtosis: excessKurtosis(returns),
    omega: omega(returns),
    ...againstBenchmark(returns, benchmark, f, cash),
    activeShare: known.activeShare ?? null,
    turnoverAnnual: known.turnoverAnnual ?? null,
    costAnnual: known.costAnnual ?? null,
    bestPeriod: bestPeriod(returns),
    worstPeriod: worstPeriod(returns),
    timeUnderWater: timeUnderWater(returns),
  };
}

const NEED_BENCHMARK: readonly StatisticName[] = ['trackingError', 'informationRatio', 'beta', 'alpha', 'upCapture', 'downCapture', 'hitRate'];
const NEED_WEIGHTS: readonly StatisticName[] = ['activeShare', 'turnoverAnnual', 'costAnnual'];
const NEED_A_FALL: readonly StatisticName[] = ['sortino', 'calmar', 'martin', 'omega', 'downCapture'];

/** Why a statistic of `summarize` is null, for people. */
export function missingReason(name: StatisticName, periods: number, hasBenchmark: boolean): string {
  if (NEED_WEIGHTS.includes(name)) return 'needs weights and trades, which a column of returns does not have';
  if (NEED_BENCHMARK.includes(name) && !hasBenchmark) return 'needs a benchmark';
  if (periods < 2) return `needs 2 periods, has ${periods}`;
  return NEED_A_FALL.includes(name) ? 'nothing fell, so there is nothing to divide by' : 'the returns do not vary';
}
