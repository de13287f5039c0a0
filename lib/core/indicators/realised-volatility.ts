import { simpleReturns } from '../series/returns';
import type { IndicatorMetadata } from './metadata';

export const realisedVolatilityIndicator: IndicatorMetadata = {
  id: 'realisedVolatility',
  label: 'Realised volatility',
  theme: 'market',
  layer: 'tactical',
  unit: 'fraction',
  needs: 'prices',
  params: { volatilityYears: 0.25 },
  warmUp: 'the window, 63 rows a day or 6 a month',
  direction: -1,
  appliesTo: 'all',
  source: 'Moreira and Muir, Volatility-Managed Portfolios (2017)',
  meaning: 'How far returns spread lately, per year; the mean return is taken to be nil.',
  inWords: 'Root of the mean squared return of the last 6 months, times √12. A model may take daily rows.',
};

/**
 * `√(f · mean(r²))` of the `length` row returns that end with return `end − 1` (so `end` returns are known), f periods a year.
 * NaN with fewer. Units: fraction per year. Example: returns of ±1 % at 252 a year give 0.158745.
 */
export function realisedVolatility(returns: ArrayLike<number>, end: number, length: number, periodsPerYear: number): number {
  if (length < 1 || end < length || end > returns.length) return NaN;
  let squares = 0;
  for (let t = end - length; t < end; t += 1) squares += returns[t] * returns[t];
  return Math.sqrt((squares / length) * periodsPerYear);
}

const MONTHS = 6;

/** Volatility of the last six monthly returns at every month-end; NaN before there are six. */
export function volatilityAtEvery(levels: ArrayLike<number>): Float64Array {
  const returns = simpleReturns(levels);
  return Float64Array.from(levels, (_, k) => realisedVolatility(returns, k, MONTHS, 12));
}
