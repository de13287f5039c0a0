import type { IndicatorMetadata } from './metadata';
import { SIGMA_FLOOR } from './sigma-floor';

export const volatilityIndicator: IndicatorMetadata = {
  id: 'volatility',
  label: 'Volatility',
  theme: 'market',
  layer: 'tactical',
  unit: 'ratio',
  needs: 'prices',
  params: { volShortYears: 0.25, volLongYears: 5 },
  warmUp: '1 year of rows',
  direction: 1,
  appliesTo: 'all',
  source: 'Moreira and Muir, Volatility-Managed Portfolios (2017)',
  meaning: 'Long-run over recent volatility, in logarithms: positive when markets are calmer than they use to be.',
  inWords: 'Logarithm of volatility over five years divided by that of the last months. Here from monthly returns, six in the short window; a model may take daily rows.',
};

/** Lengths of the two windows in rows: at least 6 in the short one. */
export function volatilityWindows(periodsPerYear: number, shortYears: number, longYears: number): { readonly short: number; readonly long: number } {
  return { short: Math.max(6, Math.round(periodsPerYear * shortYears)), long: Math.max(1, Math.round(periodsPerYear * longYears)) };
}

/** Running sums of squared row returns: `sums[t]` covers the returns of rows 1 to t. */
function squaredReturnSums(levels: ArrayLike<number>): Float64Array {
  const sums = new Float64Array(levels.length);
  for (let t = 1; t < levels.length; t += 1) sums[t] = sums[t - 1] + (levels[t] / levels[t - 1] - 1) ** 2;
  return sums;
}

/**
 * `ln(σ_long / σ_short)` at the given rows, σ = √mean(r²) of the row returns up to the row. The long window takes what
 * there is until it is full. NaN before row `max(short, round(periodsPerYear))`, and where either σ is nil.
 */
export function volatilityReadings(levels: ArrayLike<number>, rows: ArrayLike<number>, periodsPerYear: number, windows: { readonly short: number; readonly long: number }): Float64Array {
  const sums = squaredReturnSums(levels);
  const firstRow = Math.max(windows.short, Math.round(periodsPerYear));
  const sigmaAt = (row: number, length: number) => Math.sqrt(Math.max(0, sums[row] - sums[row - length]) / length);
  const readings = new Float64Array(rows.length).fill(NaN);
  for (let k = 0; k < rows.length; k += 1) {
    const row = rows[k];
    if (row < firstRow) continue;
    const short = sigmaAt(row, windows.short);
    const long = sigmaAt(row, Math.min(row, windows.long));
    if (short >= SIGMA_FLOOR && long >= SIGMA_FLOOR) readings[k] = Math.log(long / short);
  }
  return readings;
}
