import type { IndicatorMetadata } from './metadata';

export const skippedMomentumIndicator: IndicatorMetadata = {
  id: 'skippedMomentum',
  label: '12−1 month momentum',
  theme: 'market',
  layer: 'tactical',
  unit: 'fraction',
  needs: 'prices',
  params: {},
  warmUp: '13 month-ends',
  direction: 1,
  appliesTo: 'all',
  source: 'Jegadeesh and Titman (1993); the newest month is left out as in Asness, Moskowitz and Pedersen (2013)',
  meaning: 'Return of the last twelve months without the newest, which tends to turn back.',
  inWords: 'Level one month ago over the level 12 month-ends ago, less 1: eleven months of return.',
};

/**
 * `p1/p12 − 1` at month-end k of levels held oldest first: eleven months of return that end a month ago.
 * NaN before there are 13 levels. Units: fraction. Example: the 13 levels of 13612W's example give 94/100 − 1 = −0.06.
 */
export function skippedMomentum(levels: ArrayLike<number>, k = levels.length - 1): number {
  return k < 12 ? NaN : levels[k - 1] / levels[k - 12] - 1;
}
