import type { IndicatorMetadata } from './metadata';

export const trendIndicator: IndicatorMetadata = {
  id: 'trend',
  label: 'Trend',
  theme: 'market',
  layer: 'tactical',
  unit: 'fraction',
  needs: 'prices',
  params: { trendMonths: [8, 10, 12], trendBand: 0.01 },
  warmUp: '8 month-ends',
  direction: 1,
  appliesTo: 'all',
  source: 'Faber, A Quantitative Approach to Tactical Asset Allocation (2007)',
  meaning: 'Total-return level against its own mean of the last months; above is a rising market.',
  inWords: 'Level at month-end over the mean of the last 10 month-ends, its own included, less 1. Models may read several lengths; here the middle one.',
};

/**
 * Level over the mean of the last `months` month-ends (today's included) − 1, at every month-end.
 * NaN before there are `months` of them. Units: fraction.
 */
export function trendReadings(levels: ArrayLike<number>, months: number): Float64Array {
  const readings = new Float64Array(levels.length).fill(NaN);
  for (let k = months - 1; k < levels.length; k += 1) {
    let sum = 0;
    for (let j = k - months + 1; j <= k; j += 1) sum += levels[j];
    readings[k] = levels[k] / (sum / months) - 1;
  }
  return readings;
}

/**
 * The level at which the trend over `months` would turn: with Q the sum of the `months − 1` month-ends before k, a
 * state of +1 flips below `(1 − b)Q/(h − 1 + b)` and a state of −1 above `(1 + b)Q/(h − 1 − b)`.
 */
export function trendFlipLevel(levels: ArrayLike<number>, k: number, months: number, band: number, state: 1 | -1): number {
  let before = 0;
  for (let j = k - months + 1; j < k; j += 1) before += levels[j];
  return state > 0 ? ((1 - band) * before) / (months - 1 + band) : ((1 + band) * before) / (months - 1 - band);
}
