import type { IndicatorMetadata } from './metadata';

export const weightedMomentumIndicator: IndicatorMetadata = {
  id: 'weightedMomentum',
  label: '13612W momentum',
  theme: 'market',
  layer: 'tactical',
  unit: 'fraction',
  needs: 'prices',
  params: {},
  warmUp: '13 month-ends',
  direction: 1,
  appliesTo: 'all',
  source: 'Keller and Keuning, Breadth Momentum and Vigilant Asset Allocation (2017)',
  meaning: 'Returns of 1, 3, 6 and 12 months, each times how often it fits into a year: recent months count most.',
  inWords: '12 times the return of 1 month, 4 times that of 3, 2 times that of 6 and once that of 12, added.',
};

/**
 * `12·p0/p1 + 4·p0/p3 + 2·p0/p6 + p0/p12 − 19` at month-end k of levels held oldest first: p0 is `levels[k]`.
 * NaN before there are 13 levels. Units: a sum of weighted returns, as a fraction (the papers divide by 4 or not; the
 * sign and the order are the same). Example: 100,102,101,104,103,101,99,98,97,98,95,94,96 gives 0.07308.
 */
export function weightedMomentum(levels: ArrayLike<number>, k = levels.length - 1): number {
  if (k < 12) return NaN;
  const p0 = levels[k];
  return (12 * p0) / levels[k - 1] + (4 * p0) / levels[k - 3] + (2 * p0) / levels[k - 6] + p0 / levels[k - 12] - 19;
}
