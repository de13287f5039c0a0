import { momentumReadings, monthlyVolatility } from '../../indicators/momentum';
import { trendReadings } from '../../indicators/trend';
import { volatilityReadings, volatilityWindows } from '../../indicators/volatility';
import type { MonthGrid } from '../../market/month-grid';
import type { PriceGrid } from '../../market/price-grid';
import { scoreOf } from '../../signals/clip';
import { withHysteresis } from '../../signals/hysteresis';
import { meanScore } from '../../signals/mean-score';
import { shareOut } from '../../signals/share-out';
import type { HouseParams } from './params';

/** The three tactical signals of one asset at every month-end, with their parts. */
export interface TacticalSignals {
  readonly trend: readonly Float64Array[];
  readonly trendStates: readonly Int8Array[];
  readonly momentum: readonly Float64Array[];
  readonly volatility: Float64Array;
  /** Scores at month-end k in the order trend, momentum, volatility; NaN without a reading. */
  readonly scoresAt: (k: number) => readonly number[];
  readonly sharesAt: (k: number) => readonly number[];
}

/** The logarithm of long-run over recent volatility at which its score is full. */
export const VOLATILITY_CLIP = 1;

/** Computes the tactical signals of one column in one pass. Every value at k rests on rows at or before it. */
export function tacticalSignals(grid: PriceGrid, column: number, months: MonthGrid, levels: Float64Array, params: HouseParams): TacticalSignals {
  const trend = params.trendMonths.map((h) => trendReadings(levels, h));
  const trendStates = trend.map((readings) => withHysteresis(readings, params.trendBand));
  const sigma = monthlyVolatility(levels);
  const momentum = params.momentumMonths.map((h) => momentumReadings(levels, months.cash, sigma, h));
  const momentumScores = momentum.map((readings) => readings.map((z) => scoreOf(z, params.momentumClip)));
  const windows = volatilityWindows(grid.periodsPerYear, params.volShortYears, params.volLongYears);
  const volatility = volatilityReadings(grid.levels[column], months.rows, grid.periodsPerYear, windows);
  const weights = [params.weights.trend, params.weights.momentum, params.weights.volatility];
  const scores = [
    Float64Array.from(levels, (_, k) => meanScore(trendStates, k, (state) => state === 0)),
    Float64Array.from(levels, (_, k) => meanScore(momentumScores, k)),
    volatility.map((ratio) => scoreOf(ratio, VOLATILITY_CLIP)),
  ];
  const scoresAt = (k: number) => scores.map((score) => score[k]);
  return { trend, trendStates, momentum, volatility, scoresAt, sharesAt: (k) => shareOut(weights, scoresAt(k)) };
}
