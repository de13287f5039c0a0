import type { SampleMoments } from './moments';
import { sampleMoments } from './moments';

/** Below this a standard deviation of returns is called nil and nothing is divided by it. */
export const DEVIATION_FLOOR = 1e-14;

/** `a − b`, period by period; without b, a itself. */
export function excessReturns(returns: ArrayLike<number>, other: ArrayLike<number> | null): Float64Array {
  const excess = new Float64Array(returns.length);
  for (let t = 0; t < returns.length; t += 1) excess[t] = returns[t] - (other ? other[t] : 0);
  return excess;
}

/** The ratio for moments that are known already; null without spread. */
export function sharpeOf(excess: SampleMoments | null, periodsPerYear: number): number | null {
  return excess === null || excess.deviation < DEVIATION_FLOOR ? null : (excess.mean / excess.deviation) * Math.sqrt(periodsPerYear);
}

/**
 * Mean of the returns over cash by their standard deviation, times √f. Null below two returns or without spread.
 * `cash` has one return per period; null is 0 %.
 */
export function sharpe(returns: ArrayLike<number>, periodsPerYear: number, cash: ArrayLike<number> | null = null): number | null {
  return sharpeOf(sampleMoments(cash ? excessReturns(returns, cash) : returns), periodsPerYear);
}
