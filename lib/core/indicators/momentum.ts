import type { IndicatorMetadata } from './metadata';
import { SIGMA_FLOOR } from './sigma-floor';

export const momentumIndicator: IndicatorMetadata = {
  id: 'momentum',
  label: 'Momentum',
  theme: 'market',
  layer: 'tactical',
  unit: 'ratio',
  needs: 'prices',
  params: { momentumMonths: [3, 6, 12], momentumClip: 2 },
  warmUp: '13 month-ends',
  direction: 1,
  appliesTo: 'all',
  source: 'Moskowitz, Ooi and Pedersen, Time Series Momentum (2012)',
  meaning: 'Return over cash in the last months, per unit of its own volatility.',
  inWords: 'Growth over 6 months less that of cash, over the standard deviation of 12 monthly returns brought to 6 months. Models may read several lengths; here the middle one.',
};

const VOLATILITY_MONTHS = 12;

/** Sample sd (n − 1) of the 12 simple monthly returns up to month-end k, times √12; NaN before there are 12. */
export function monthlyVolatility(levels: ArrayLike<number>): Float64Array {
  const sigma = new Float64Array(levels.length).fill(NaN);
  const returnAt = (j: number) => levels[j] / levels[j - 1] - 1;
  for (let k = VOLATILITY_MONTHS; k < levels.length; k += 1) {
    let mean = 0;
    for (let j = k - VOLATILITY_MONTHS + 1; j <= k; j += 1) mean += returnAt(j) / VOLATILITY_MONTHS;
    let squares = 0;
    for (let j = k - VOLATILITY_MONTHS + 1; j <= k; j += 1) squares += (returnAt(j) - mean) ** 2;
    sigma[k] = Math.sqrt(squares / (VOLATILITY_MONTHS - 1)) * Math.sqrt(12);
  }
  return sigma;
}

/**
 * Excess return over cash in the last `months`, in units of its standard deviation over that horizon:
 * `(M_k/M_{k−h} − C_k/C_{k−h}) / (σ√(h/12))`. NaN without 12 monthly returns, without h months, or where σ is nil.
 */
export function momentumReadings(levels: ArrayLike<number>, cash: ArrayLike<number>, sigma: ArrayLike<number>, months: number): Float64Array {
  const readings = new Float64Array(levels.length).fill(NaN);
  for (let k = months; k < levels.length; k += 1) {
    if (!(sigma[k] >= SIGMA_FLOOR)) continue;
    const excess = levels[k] / levels[k - months] - cash[k] / cash[k - months];
    readings[k] = excess / (sigma[k] * Math.sqrt(months / 12));
  }
  return readings;
}

/** The level at which momentum over `months` changes sign: what cash would have made of the level `months` ago. */
export function momentumFlipLevel(levels: ArrayLike<number>, cash: ArrayLike<number>, k: number, months: number): number {
  return (levels[k - months] * cash[k]) / cash[k - months];
}
