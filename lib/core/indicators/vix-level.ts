import type { MacroFormula } from './macro-formula';
import type { IndicatorMetadata } from './metadata';

export const vixLevelIndicator: IndicatorMetadata = {
  id: 'vixLevel',
  label: 'VIX',
  theme: 'market',
  layer: 'dynamic',
  unit: 'percentage-point',
  needs: [{ role: 'vix', defaultSeries: 'VIX_AVG' }],
  params: { zClip: 2, zMinimum: 120, staleMonths: 6 },
  warmUp: '120 months of readings',
  direction: -1,
  appliesTo: 'equity',
  source: 'Whaley, Understanding the VIX (2009)',
  meaning: 'Volatility of US stocks over the next month that option prices imply, per year.',
  inWords: 'The index as published, mean of a month.',
};

/** The index as published: percentage points of volatility per year. */
export const vixLevel: MacroFormula = {
  inputs: [{ role: 'vix', lags: [0] }],
  compute: ([value]) => value[0],
};
