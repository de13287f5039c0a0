import type { IndicatorMetadata } from './metadata';

export const yearReturnIndicator: IndicatorMetadata = {
  id: 'yearReturn',
  label: '12-month return',
  theme: 'market',
  layer: 'tactical',
  unit: 'fraction',
  needs: 'prices',
  params: { yearReturnMonths: 12 },
  warmUp: '13 month-ends',
  direction: 1,
  appliesTo: 'all',
  source: 'Antonacci, Dual Momentum Investing (2014)',
  meaning: 'Total return of the last twelve months.',
  inWords: 'Level at month-end over the level 12 month-ends before, less 1.',
};

/** `p0/p_h − 1` at month-end k of levels held oldest first, h = 12 unless said. NaN before there are h + 1 levels. Units: fraction. */
export function trailingReturn(levels: ArrayLike<number>, months = 12, k = levels.length - 1): number {
  return k < months ? NaN : levels[k] / levels[k - months] - 1;
}
