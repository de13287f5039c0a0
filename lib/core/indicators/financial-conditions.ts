import type { MacroFormula } from './macro-formula';
import type { IndicatorMetadata } from './metadata';

export const financialConditionsIndicator: IndicatorMetadata = {
  id: 'financialConditions',
  label: 'Financial conditions (NFCI)',
  theme: 'growth',
  layer: 'dynamic',
  unit: 'score',
  needs: [{ role: 'conditions', defaultSeries: 'NFCI' }],
  params: { zClip: 2, zMinimum: 120, staleMonths: 6 },
  warmUp: '120 months of readings',
  direction: -1,
  appliesTo: 'equity',
  source: 'Brave and Butters, Monitoring Financial Stability: A Financial Conditions Index Approach (2011), Chicago Fed',
  meaning: 'Standard deviations from average conditions since 1971; positive is tighter than average.',
  inWords: 'The index as published.',
};

/** The index as published. Its whole history is revised every week: without vintages it looks back with later eyes. */
export const financialConditions: MacroFormula = {
  inputs: [{ role: 'conditions', lags: [0] }],
  compute: ([value]) => value[0],
};
