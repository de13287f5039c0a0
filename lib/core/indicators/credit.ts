import type { MacroFormula } from './macro-formula';
import type { IndicatorMetadata } from './metadata';

export const creditIndicator: IndicatorMetadata = {
  id: 'credit',
  label: 'Credit spread',
  theme: 'growth',
  layer: 'dynamic',
  unit: 'percentage-point',
  needs: [
    { role: 'lowGrade', defaultSeries: 'BAA' },
    { role: 'highGrade', defaultSeries: 'AAA' },
  ],
  params: { zClip: 2, zMinimum: 120, staleMonths: 6 },
  warmUp: '120 months of readings',
  direction: -1,
  appliesTo: 'equity',
  source: 'Gilchrist and Zakrajšek, Credit Spreads and Business Cycle Fluctuations (2012)',
  meaning: 'Change in three months of the spread of low over high grade bonds; widening is a warning.',
  inWords: 'Low-grade less high-grade yield, less the same of three months before.',
};

/** Three-month change of low minus high grade yield, in percentage points. */
export const credit: MacroFormula = {
  inputs: [
    { role: 'lowGrade', lags: [0, 3] },
    { role: 'highGrade', lags: [0, 3] },
  ],
  compute: ([low, high]) => low[0] - high[0] - (low[1] - high[1]),
};
