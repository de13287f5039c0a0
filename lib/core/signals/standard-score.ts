import { SIGMA_FLOOR } from '../indicators/sigma-floor';
import { mean, populationDeviation } from '../stats/moments';
import { percentileRank } from '../stats/percentile-rank';
import { scoreOf } from './clip';

/**
 * What a reading is measured against.
 *
 * - `expanding`: mean and deviation of everything known so far, once there are `minimum` readings.
 * - `rolling`: mean and deviation of the last `months` readings.
 * - `percentile`: rank among the last `months` readings, once there are `minimum`.
 * - `sign`: nothing but 0; the score is +1 or −1.
 */
export type Standard =
  | { readonly kind: 'expanding'; readonly minimum: number }
  | { readonly kind: 'rolling'; readonly months: number }
  | { readonly kind: 'percentile'; readonly months: number; readonly minimum: number }
  | { readonly kind: 'sign' };

/** How many readings a standard needs, the newest included. */
export function readingsNeeded(standard: Standard): number {
  if (standard.kind === 'sign') return 1;
  return standard.kind === 'rolling' ? standard.months : standard.minimum;
}

const lastOf = (past: ArrayLike<number>, count: number): ArrayLike<number> => (past.length <= count ? past : Array.prototype.slice.call(past, past.length - count));

function deviations(window: ArrayLike<number>, newest: number): number {
  const sigma = populationDeviation(window) ?? 0;
  return sigma >= SIGMA_FLOOR ? (newest - (mean(window) ?? 0)) / sigma : NaN;
}

/**
 * The newest of some readings, oldest first, as a score in [−1, 1]: `clip(z, ±limit)/limit` with population deviations,
 * `2·rank − 1`, or the sign (0 counts as +1). NaN with fewer readings than the standard needs, and where they do not vary.
 * Causal by shape: it sees what came before and nothing else.
 */
export function standardScore(past: ArrayLike<number>, standard: Standard, limit: number): number {
  if (past.length < readingsNeeded(standard)) return NaN;
  const newest = past[past.length - 1];
  if (standard.kind === 'sign') return newest >= 0 ? 1 : -1;
  const window = standard.kind === 'expanding' ? past : lastOf(past, standard.months);
  return standard.kind === 'percentile' ? 2 * percentileRank(window, newest) - 1 : scoreOf(deviations(window, newest), limit);
}
