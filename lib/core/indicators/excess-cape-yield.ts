import type { MacroFormula } from './macro-formula';
import type { IndicatorMetadata } from './metadata';

export const excessCapeYieldIndicator: IndicatorMetadata = {
  id: 'excessCapeYield',
  label: 'Excess CAPE yield',
  theme: 'valuation',
  layer: 'dynamic',
  unit: 'fraction',
  needs: [
    { role: 'cape', defaultSeries: 'CAPE' },
    { role: 'yield10y', defaultSeries: 'GS10' },
    { role: 'consumerPrices', defaultSeries: 'CPI_NSA' },
  ],
  params: { zClip: 2, zMinimum: 120, staleMonths: 6 },
  warmUp: '120 months of readings',
  direction: 1,
  appliesTo: 'equity',
  source: 'Shiller, Black and Jivraj, CAPE and the COVID-19 Pandemic Effect (2020)',
  meaning: 'Earnings yield of stocks over the real yield of bonds: what one is paid for holding stocks.',
  inWords: '1 over CAPE, less the ten-year yield after the yearly inflation of the last ten years.',
};

/**
 * `1/CAPE − (GS10/100 − ((CPI_m/CPI_{m−120})^0.1 − 1))`: the yield in percent, the rest plain.
 * Example: 1999-12, CAPE 44.2, 6.28 %, 10-year inflation 2.93 % a year: about −1.09 %.
 */
export const excessCapeYield: MacroFormula = {
  inputs: [
    { role: 'cape', lags: [0] },
    { role: 'yield10y', lags: [0] },
    { role: 'consumerPrices', lags: [0, 120] },
  ],
  compute: ([cape, yield10y, prices]) => 1 / cape[0] - (yield10y[0] / 100 - ((prices[0] / prices[1]) ** 0.1 - 1)),
};
