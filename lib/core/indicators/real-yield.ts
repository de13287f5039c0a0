import type { MacroFormula } from './macro-formula';
import type { IndicatorMetadata } from './metadata';

export const realYieldIndicator: IndicatorMetadata = {
  id: 'realYield',
  label: 'Real 10-year yield',
  theme: 'valuation',
  layer: 'dynamic',
  unit: 'fraction',
  needs: [
    { role: 'yield10y', defaultSeries: 'GS10' },
    { role: 'consumerPrices', defaultSeries: 'CPI_NSA' },
  ],
  params: { zClip: 2, zMinimum: 120, staleMonths: 6 },
  warmUp: '120 months of readings',
  direction: 1,
  appliesTo: 'bond',
  source: 'The bond leg of the excess CAPE yield (Shiller, Black and Jivraj, 2020)',
  meaning: 'Yield of ten-year bonds after the inflation of the last ten years.',
  inWords: 'The ten-year yield less the yearly growth of consumer prices over the last ten years.',
};

/** `GS10/100 − ((CPI_m/CPI_{m−120})^0.1 − 1)`, the yield given in percent. */
export const realYield: MacroFormula = {
  inputs: [
    { role: 'yield10y', lags: [0] },
    { role: 'consumerPrices', lags: [0, 120] },
  ],
  compute: ([yield10y, prices]) => yield10y[0] / 100 - ((prices[0] / prices[1]) ** 0.1 - 1),
};
