import { mean, sampleDeviation } from './moments';

/** Below this a standard deviation of returns is called nil and nothing is divided by it. */
export const DEVIATION_FLOOR = 1e-14;

/** `a − b`, period by period; without b, a itself. */
export function excessReturns(returns: ArrayLike<number>, other: ArrayLike<number> | null): Float64Array {
  return Float64Array.from(returns, (r, t) => r - (other ? other[t] : 0));
}

/**
 * Mean of the returns over cash by their standard deviation, times √f. Null below two returns or without spread.
 * `cash` has one return per period; null is 0 %.
 */
export function sharpe(returns: ArrayLike<number>, periodsPerYear: number, cash: ArrayLike<number> | null = null): number | null {
  const excess = excessReturns(returns, cash);
  const deviation = sampleDeviation(excess);
  if (deviation === null || deviation < DEVIATION_FLOOR) return null;
  return ((mean(excess) as number) / deviation) * Math.sqrt(periodsPerYear);
}
