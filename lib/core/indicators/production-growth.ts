import type { MacroFormula } from './macro-formula';
import type { IndicatorMetadata } from './metadata';

export const productionGrowthIndicator: IndicatorMetadata = {
  id: 'productionGrowth',
  label: 'Industrial production, from its index',
  theme: 'growth',
  layer: 'dynamic',
  unit: 'fraction',
  needs: [{ role: 'production', defaultSeries: 'INDPRO' }],
  params: { zClip: 2, zMinimum: 120, staleMonths: 6 },
  warmUp: '120 months of readings',
  direction: 1,
  appliesTo: 'equity',
  source: 'Federal Reserve G.17 index, year on year',
  meaning: 'Growth of industrial production over a year, computed from the index.',
  inWords: 'The index over its value twelve months before, less 1.',
};

/** `IP_m/IP_{m−12} − 1`, a fraction, from the index; where growth is published ready-made, see `production`. */
export const productionGrowth: MacroFormula = {
  inputs: [{ role: 'production', lags: [0, 12] }],
  compute: ([index]) => index[0] / index[1] - 1,
};
