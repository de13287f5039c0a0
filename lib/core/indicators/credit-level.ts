import type { MacroFormula } from './macro-formula';
import type { IndicatorMetadata } from './metadata';

export const creditLevelIndicator: IndicatorMetadata = {
  id: 'creditLevel',
  label: 'Credit spread level',
  theme: 'valuation',
  layer: 'dynamic',
  unit: 'percentage-point',
  needs: [
    { role: 'lowGrade', defaultSeries: 'BAA' },
    { role: 'highGrade', defaultSeries: 'AAA' },
  ],
  params: { zClip: 2, zMinimum: 120, staleMonths: 6 },
  warmUp: '120 months of readings',
  direction: 1,
  appliesTo: 'equity',
  source: 'Fama and French, Business Conditions and Expected Returns on Stocks and Bonds (1989)',
  meaning: 'Yield of low over high grade bonds: wide in bad times, when one is paid most for bearing risk.',
  inWords: 'Low-grade less high-grade yield.',
};

/**
 * Low minus high grade yield, in percentage points. With the ten-year Treasury in the high-grade role it is BAA − 10y.
 * Example: BAA 6.2 %, AAA 5.1 % is 1.1.
 */
export const creditLevel: MacroFormula = {
  inputs: [
    { role: 'lowGrade', lags: [0] },
    { role: 'highGrade', lags: [0] },
  ],
  compute: ([low, high]) => low[0] - high[0],
};
