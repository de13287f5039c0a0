import { cagr } from './cagr';
import { DEVIATION_FLOOR, excessReturns } from './sharpe';
import { volatility } from './volatility';

/** Standard deviation of the returns over a benchmark, times √f. Null below two returns. */
export function trackingError(returns: ArrayLike<number>, benchmark: ArrayLike<number>, periodsPerYear: number): number | null {
  return volatility(excessReturns(returns, benchmark), periodsPerYear);
}

/** Geometric: `((1 + CAGR_p)/(1 + CAGR_b) − 1) / TE`. Null without tracking error or after a total loss of the benchmark. */
export function informationRatio(returns: ArrayLike<number>, benchmark: ArrayLike<number>, periodsPerYear: number): number | null {
  const error = trackingError(returns, benchmark, periodsPerYear);
  if (error === null || error < DEVIATION_FLOOR) return null;
  const [own, other] = [cagr(returns, periodsPerYear) as number, cagr(benchmark, periodsPerYear) as number];
  return other <= -1 ? null : ((1 + own) / (1 + other) - 1) / error;
}

/** Share of periods in which the return was above the benchmark's. Null for no returns. */
export function hitRate(returns: ArrayLike<number>, benchmark: ArrayLike<number>): number | null {
  if (returns.length === 0) return null;
  return excessReturns(returns, benchmark).filter((active) => active > 0).length / returns.length;
}

/** Half the sum of absolute differences of two mixes: 0 for the same mix, 1 for two with nothing in common. */
export function activeShare(weights: ArrayLike<number>, benchmark: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < weights.length; i += 1) sum += Math.abs(weights[i] - benchmark[i]);
  return sum / 2;
}
