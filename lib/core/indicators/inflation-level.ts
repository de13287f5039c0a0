import type { MacroFormula } from './macro-formula';
import type { IndicatorMetadata } from './metadata';

export const inflationLevelIndicator: IndicatorMetadata = {
  id: 'inflationLevel',
  label: 'Inflation, year on year',
  theme: 'inflation',
  layer: 'dynamic',
  unit: 'fraction',
  needs: [{ role: 'consumerPrices', defaultSeries: 'CPI_NSA' }],
  params: { zClip: 2, zMinimum: 120, staleMonths: 6 },
  warmUp: '120 months of readings',
  direction: -1,
  appliesTo: 'bond',
  source: 'Bureau of Labor Statistics consumer price index, year on year',
  meaning: 'Growth of consumer prices over a year.',
  inWords: 'Consumer prices over those of twelve months before, less 1.',
};

/** `CPI_m/CPI_{m−12} − 1`, a fraction. Example: 106 from 100 is 0.06. */
export const inflationLevel: MacroFormula = {
  inputs: [{ role: 'consumerPrices', lags: [0, 12] }],
  compute: ([prices]) => prices[0] / prices[1] - 1,
};
