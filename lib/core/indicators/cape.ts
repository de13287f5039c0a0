import type { IsoDate } from '../base/iso-date';
import { monthIndex } from '../base/iso-date';
import type { Observation } from '../market/observation';
import { percentileRank } from '../stats/percentile-rank';
import type { MacroFormula } from './macro-formula';
import type { IndicatorMetadata } from './metadata';

export const capeIndicator: IndicatorMetadata = {
  id: 'cape',
  label: 'CAPE',
  theme: 'valuation',
  layer: 'dynamic',
  unit: 'ratio',
  needs: [{ role: 'cape', defaultSeries: 'CAPE' }],
  params: { percentileYears: 60, percentileMinimum: 120, staleMonths: 6 },
  warmUp: '120 months of CAPE',
  direction: -1,
  appliesTo: 'equity',
  source: 'Asness, Ilmanen and Maloney, Market Timing: Sin a Little (2017)',
  meaning: 'Price of stocks over the mean of ten years of real earnings, ranked among its last 60 years: high is dear.',
  inWords: 'The ratio as published.',
};

/** CAPE as published, a ratio. Example: 44.2 in 1999-12. */
export const cape: MacroFormula = {
  inputs: [{ role: 'cape', lags: [0] }],
  compute: ([value]) => value[0],
};

/** The CAPE of the newest month known, ranked among its past. */
export interface CapePercentile {
  readonly period: string;
  readonly value: number;
  readonly knownAt: IsoDate;
  /** In [0, 1]; high is dear. */
  readonly percentile: number;
  readonly months: number;
}

/**
 * Follows CAPE through time: `advance(date)` ranks the newest month known by that day among the `years` that end with
 * it, in the vintages known by then. Null before the first value. Dates must not go backwards.
 */
export function createCapePercentile(observations: readonly Observation[], years: number): { readonly advance: (date: IsoDate) => CapePercentile | null } {
  const arrivals = [...observations].sort((a, b) => (a.knownAt < b.knownAt ? -1 : a.knownAt > b.knownAt ? 1 : 0));
  const known = new Map<number, Observation>();
  let [next, newest] = [0, -Infinity];
  return {
    advance: (date) => {
      for (; next < arrivals.length && arrivals[next].knownAt <= date; next += 1) {
        const month = monthIndex(arrivals[next].period as IsoDate);
        known.set(month, arrivals[next]);
        newest = Math.max(newest, month);
      }
      const latest = known.get(newest);
      if (!latest) return null;
      const past = [...known].filter(([month]) => month > newest - 12 * years).map(([, { value }]) => value);
      return { period: latest.period, value: latest.value, knownAt: latest.knownAt, percentile: percentileRank(past, latest.value), months: past.length };
    },
  };
}
