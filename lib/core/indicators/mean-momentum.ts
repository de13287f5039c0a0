import type { IndicatorMetadata } from './metadata';

const HORIZONS = [1, 3, 6, 12] as const;

export const meanMomentumIndicator: IndicatorMetadata = {
  id: 'meanMomentum',
  label: '1-3-6-12-month momentum',
  theme: 'market',
  layer: 'tactical',
  unit: 'fraction',
  needs: 'prices',
  params: { meanMomentumMonths: HORIZONS },
  warmUp: '13 month-ends',
  direction: 1,
  appliesTo: 'all',
  source: 'Faber, A Quantitative Approach to Tactical Asset Allocation, update (2013); 13612U of Keller and Keuning (2023)',
  meaning: 'Mean of the returns of the last 1, 3, 6 and 12 months.',
  inWords: 'The four returns added and divided by 4.',
};

/**
 * `¼ Σ (p0/p_h − 1)` for h = 1, 3, 6, 12 at month-end k of levels held oldest first. NaN before there are 13 levels.
 * Units: fraction. Example: the 13 levels of 13612W's example give −0.017359.
 */
export function meanMomentum(levels: ArrayLike<number>, k = levels.length - 1): number {
  if (k < 12) return NaN;
  return HORIZONS.reduce((sum, months) => sum + levels[k] / levels[k - months] - 1, 0) / HORIZONS.length;
}
