import { sampleDeviation } from './moments';
import { normalQuantile } from './normal';
import type { SharpeRecord } from './psr';
import { probabilisticSharpe } from './psr';

const EULER_MASCHERONI = 0.5772156649015329;

/**
 * How large the best of N Sharpe ratios will be by luck alone when none of the N strategies is any good, in standard
 * deviations of those ratios: `(1 − γ)·Φ⁻¹(1 − 1/N) + γ·Φ⁻¹(1 − 1/(N·e))`, γ Euler's constant.
 *
 * One trial expects 0. Counts below 1 have no answer: null. Example: 100 trials give 2.5306028932.
 * Source: Bailey and López de Prado, The Deflated Sharpe Ratio (2014), eq. 1.
 */
export function expectedMaximum(trials: number): number | null {
  if (!(trials >= 1)) return null;
  if (trials === 1) return 0;
  return (1 - EULER_MASCHERONI) * -normalQuantile(1 / trials) + EULER_MASCHERONI * -normalQuantile(1 / (trials * Math.E));
}

/** Variance (n − 1) of the Sharpe ratios of all trials: how differently the tries turned out. Null below two trials. */
export function trialVariance(sharpes: ArrayLike<number>): number | null {
  const deviation = sampleDeviation(sharpes);
  return deviation === null ? null : deviation ** 2;
}

export interface DeflatedSharpe {
  /** The Sharpe ratio per period that the luckiest of the trials would have shown without skill. */
  readonly benchmarkPerPeriod: number;
  /** How sure one may be that the true ratio is above that benchmark's zero-skill luck, in [0, 1]. */
  readonly probability: number;
}

/**
 * Deflated Sharpe ratio: the probabilistic Sharpe ratio against what the best of all the trials would have reached by
 * luck. Ten tries forgive less than one. `variance` is that of the trials' ratios per period.
 *
 * Null for fewer than one trial, a negative variance, or a record without a standard error. Example: SR 2.5/√250,
 * variance 0.5/250, 100 trials, 1,250 days, skewness −3, kurtosis 10 give 0.9003968344.
 * Source: Bailey and López de Prado (2014).
 */
export function deflatedSharpe(record: SharpeRecord, trials: { readonly count: number; readonly variance: number }): DeflatedSharpe | null {
  const expected = expectedMaximum(trials.count);
  if (expected === null || !(trials.variance >= 0)) return null;
  const benchmarkPerPeriod = Math.sqrt(trials.variance) * expected;
  const probability = probabilisticSharpe(record, benchmarkPerPeriod);
  return probability === null ? null : { benchmarkPerPeriod, probability };
}
