import type { MacroFormula } from './macro-formula';
import type { IndicatorMetadata } from './metadata';

export const retailSalesIndicator: IndicatorMetadata = {
  id: 'retailSales',
  label: 'Real retail sales',
  theme: 'growth',
  layer: 'dynamic',
  unit: 'fraction',
  needs: [
    { role: 'retailSales', defaultSeries: 'RETAIL' },
    { role: 'consumerPrices', defaultSeries: 'CPIAUCSL' },
  ],
  params: { zClip: 2, zMinimum: 120, staleMonths: 6 },
  warmUp: '120 months of readings',
  direction: 1,
  appliesTo: 'equity',
  source: 'Census Bureau retail sales over the consumer price index, year on year',
  meaning: 'Growth of what shops sell over a year, after inflation.',
  inWords: 'Sales over consumer prices, against the same twelve months before, less 1.',
};

/** `(R_m/P_m)/(R_{m−12}/P_{m−12}) − 1`, a fraction. Example: sales 106 from 100, prices 104 from 100: 0.019231. */
export const retailSales: MacroFormula = {
  inputs: [
    { role: 'retailSales', lags: [0, 12] },
    { role: 'consumerPrices', lags: [0, 12] },
  ],
  compute: ([sales, prices]) => sales[0] / prices[0] / (sales[1] / prices[1]) - 1,
};
