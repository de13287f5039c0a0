import type { IsoDate } from '../../core/base/iso-date';
import { periodEnds } from '../../core/series/period-ends';
import { simpleReturns } from '../../core/series/returns';
import { maxDrawdown } from '../../core/stats/drawdown';
import { rollingCagr, rollingVolatility } from '../../core/stats/rolling';

/** What is asked of every window. */
export const ROLLING_MEASURES = ['cagr', 'volatility', 'drawdown'] as const;
export type RollingMeasure = (typeof ROLLING_MEASURES)[number];

export interface RollingFigures {
  /** The last day of each window: month-ends, and the last row. */
  readonly dates: readonly IsoDate[];
  readonly strategic: readonly number[];
  readonly dynamic: readonly number[];
}

/** A measure of wealth over the `window` returns that end at each of the given rows. */
function measured(nav: Float64Array, measure: RollingMeasure, window: number, periodsPerYear: number, rows: readonly number[]): readonly number[] {
  if (measure === 'drawdown') return rows.map((row) => maxDrawdown(nav.subarray(row - window, row + 1)) ?? 0);
  const returns = simpleReturns(nav);
  const all = measure === 'cagr' ? rollingCagr(returns, window, periodsPerYear) : rollingVolatility(returns, window, periodsPerYear);
  return rows.map((row) => all[row - window]);
}

/** One measure of two mixes over windows of so many years, read at month-ends; none where the data are shorter than a window. */
export function rollingFigures(
  { dates, periodsPerYear, strategic, dynamic }: { readonly dates: readonly IsoDate[]; readonly periodsPerYear: number; readonly strategic: Float64Array; readonly dynamic: Float64Array },
  measure: RollingMeasure,
  years: number,
): RollingFigures {
  const window = years * periodsPerYear;
  const rows = [...new Set([...periodEnds(dates, 'month-end'), dates.length - 1])].filter((row) => row >= window);
  const of = (nav: Float64Array) => measured(nav, measure, window, periodsPerYear, rows);
  return { dates: rows.map((row) => dates[row]), strategic: of(strategic), dynamic: of(dynamic) };
}
