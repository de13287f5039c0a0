import type { MacroFormula } from './macro-formula';
import type { IndicatorMetadata } from './metadata';

export const productionIndicator: IndicatorMetadata = {
  id: 'production',
  label: 'Industrial production',
  theme: 'growth',
  layer: 'dynamic',
  unit: 'percentage-point',
  needs: [{ role: 'productionYoY', defaultSeries: 'INDPRO_YOY' }],
  params: { zClip: 2, zMinimum: 120, staleMonths: 6 },
  warmUp: '120 months of readings',
  direction: 1,
  appliesTo: 'equity',
  source: 'Federal Reserve G.17, year on year',
  meaning: 'Growth of industrial production over a year.',
  inWords: 'The growth over a year as published.',
};

/** The year-on-year growth as published, in percent. */
export const production: MacroFormula = {
  inputs: [{ role: 'productionYoY', lags: [0] }],
  compute: ([growth]) => growth[0],
};
