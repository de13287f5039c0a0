import type { MacroFormula } from './macro-formula';
import type { IndicatorMetadata } from './metadata';

export const unemploymentIndicator: IndicatorMetadata = {
  id: 'unemployment',
  label: 'Unemployment',
  theme: 'growth',
  layer: 'dynamic',
  unit: 'percentage-point',
  needs: [{ role: 'unemployment', defaultSeries: 'UNRATE' }],
  params: { zClip: 2, zMinimum: 120, staleMonths: 6 },
  warmUp: '120 months of readings',
  direction: -1,
  appliesTo: 'equity',
  source: 'The unemployment trend of growth-trend timing (Philosophical Economics, 2016)',
  meaning: 'Unemployment rate against its mean of twelve months; a rise announces a recession.',
  inWords: 'The rate less the mean of its last 12 months, its own included.',
};

const TWELVE = Array.from({ length: 12 }, (_, lag) => lag);

/** The rate less the mean of the last 12 months, this one included; in percentage points. */
export const unemployment: MacroFormula = {
  inputs: [{ role: 'unemployment', lags: TWELVE }],
  compute: ([rate]) => rate[0] - rate.reduce((sum, value) => sum + value, 0) / rate.length,
};
