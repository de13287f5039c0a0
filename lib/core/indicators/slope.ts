import type { MacroFormula } from './macro-formula';
import type { IndicatorMetadata } from './metadata';

export const slopeIndicator: IndicatorMetadata = {
  id: 'slope',
  label: 'Yield curve slope',
  theme: 'valuation',
  layer: 'dynamic',
  unit: 'percentage-point',
  needs: [{ role: 'slope', defaultSeries: 'T10Y3M_M' }],
  params: { zClip: 2, zMinimum: 120, staleMonths: 6 },
  warmUp: '120 months of readings',
  direction: 1,
  appliesTo: 'bond',
  source: 'Estrella and Mishkin, Predicting U.S. Recessions (1998)',
  meaning: 'Ten-year yield over the three-month bill: what one is paid for lending long.',
  inWords: 'The slope as published.',
};

/** The slope as given, in percentage points. */
export const slope: MacroFormula = {
  inputs: [{ role: 'slope', lags: [0] }],
  compute: ([value]) => value[0],
};
