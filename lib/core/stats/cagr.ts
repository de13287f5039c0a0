import { compounded } from '../series/returns';

/**
 * Compound annual growth rate, `W^(f/n) − 1` with W the growth of one unit over n returns. Null for no returns.
 * A total loss gives −1.
 */
export function cagr(returns: ArrayLike<number>, periodsPerYear: number): number | null {
  if (returns.length === 0) return null;
  const wealth = 1 + compounded(returns);
  return wealth <= 0 ? -1 : wealth ** (periodsPerYear / returns.length) - 1;
}
