import type { MacroFormula } from './macro-formula';
import type { IndicatorMetadata } from './metadata';

export const dividendYieldIndicator: IndicatorMetadata = {
  id: 'dividendYield',
  label: 'Dividend yield',
  theme: 'valuation',
  layer: 'dynamic',
  unit: 'percentage-point',
  needs: [{ role: 'dividendYield', defaultSeries: 'DIVYLD' }],
  params: { zClip: 2, zMinimum: 120, staleMonths: 6 },
  warmUp: '120 months of readings',
  direction: 1,
  appliesTo: 'equity',
  source: 'Campbell and Shiller, Valuation Ratios and the Long-Run Stock Market Outlook (1998)',
  meaning: 'Dividends of the last year over the price: what stocks pay while one waits.',
  inWords: 'The yield as published.',
};

/** The yield as published, in percent. */
export const dividendYield: MacroFormula = {
  inputs: [{ role: 'dividendYield', lags: [0] }],
  compute: ([value]) => value[0],
};
