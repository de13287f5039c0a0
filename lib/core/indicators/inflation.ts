import type { MacroFormula } from './macro-formula';
import type { IndicatorMetadata } from './metadata';

export const inflationIndicator: IndicatorMetadata = {
  id: 'inflation',
  label: 'Inflation',
  theme: 'inflation',
  layer: 'dynamic',
  unit: 'fraction',
  needs: [{ role: 'consumerPrices', defaultSeries: 'CPI_NSA' }],
  params: { zClip: 2, zMinimum: 120, staleMonths: 6 },
  warmUp: '120 months of readings',
  direction: -1,
  appliesTo: 'bond',
  source: 'Ilmanen, Maloney and Ross, Exploring Macroeconomic Sensitivities (2014)',
  meaning: 'Change of yearly inflation in six months; rising inflation hurts bonds.',
  inWords: 'Growth of consumer prices over 12 months, less the same of six months before.',
};

/** `CPI_m/CPI_{m−12} − CPI_{m−6}/CPI_{m−18}`, a fraction. */
export const inflation: MacroFormula = {
  inputs: [{ role: 'consumerPrices', lags: [0, 6, 12, 18] }],
  compute: ([prices]) => prices[0] / prices[2] - prices[1] / prices[3],
};
