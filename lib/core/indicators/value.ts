import type { IndicatorMetadata } from './metadata';
import { SIGMA_FLOOR } from './sigma-floor';

export const valueIndicator: IndicatorMetadata = {
  id: 'value',
  label: 'Value',
  theme: 'valuation',
  layer: 'dynamic',
  unit: 'ratio',
  needs: 'prices',
  params: { valueMonths: 60, valueSharpe: 0.25 },
  warmUp: '61 month-ends',
  direction: -1,
  appliesTo: 'all',
  source: 'Asness, Moskowitz and Pedersen, Value and Momentum Everywhere (2013)',
  meaning: 'Sharpe ratio of the last five years against the ratio one may expect: what has run far is dear.',
  inWords: 'Logarithmic growth over 60 months less that of cash, per year, over the standard deviation of monthly logarithmic returns, per year.',
};

/** Population sd of the `months` logarithmic monthly returns up to k, times √12. */
function logVolatility(logs: Float64Array, k: number, months: number): number {
  const mean = (logs[k] - logs[k - months]) / months;
  let squares = 0;
  for (let j = k - months + 1; j <= k; j += 1) squares += (logs[j] - logs[j - 1] - mean) ** 2;
  return Math.sqrt(squares / months) * Math.sqrt(12);
}

/**
 * The annual Sharpe ratio of the last `months` in logarithms, `(ln(M_k/M_{k−h}) − ln(C_k/C_{k−h})) / (years·σ)`.
 * NaN before there are `months`, and where σ is nil.
 */
export function valueReadings(levels: ArrayLike<number>, cash: ArrayLike<number>, months: number, at: (k: number) => boolean): Float64Array {
  const logs = Float64Array.from(levels, Math.log);
  const readings = new Float64Array(levels.length).fill(NaN);
  for (let k = months; k < levels.length; k += 1) {
    if (!at(k)) continue;
    const sigma = logVolatility(logs, k, months);
    if (!(sigma >= SIGMA_FLOOR)) continue;
    const excess = Math.log(levels[k] / levels[k - months]) - Math.log(cash[k] / cash[k - months]);
    readings[k] = excess / ((months / 12) * sigma);
  }
  return readings;
}
