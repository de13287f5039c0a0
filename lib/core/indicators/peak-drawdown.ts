import type { IndicatorMetadata } from './metadata';

export const peakDrawdownIndicator: IndicatorMetadata = {
  id: 'peakDrawdown',
  label: 'Drawdown from peak',
  theme: 'market',
  layer: 'tactical',
  unit: 'fraction',
  needs: 'prices',
  params: {},
  warmUp: '1 row',
  direction: 1,
  appliesTo: 'all',
  source: 'Grossman and Zhou, Optimal Investment Strategies for Controlling Drawdowns (1993)',
  meaning: 'Level against the highest level so far: 0 at a peak, −0.2 a fifth below it.',
  inWords: 'Level over the highest level up to that day, less 1.',
};

/** `level / running peak − 1` at every row, never positive; the first row is its own peak. Units: fraction. Example: 100, 90, 110, 99 gives 0, −0.1, 0, −0.1. */
export function peakDrawdownReadings(levels: ArrayLike<number>): Float64Array {
  const readings = new Float64Array(levels.length);
  let peak = 0;
  for (let t = 0; t < levels.length; t += 1) {
    peak = Math.max(peak, levels[t]);
    readings[t] = levels[t] / peak - 1;
  }
  return readings;
}
