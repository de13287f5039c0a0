import { mean } from './moments';
import { DEVIATION_FLOOR } from './sharpe';

/**
 * Root mean square of the shortfalls below a minimal acceptable return, per period: `√(Σ min(r − MAR, 0)²/n)`.
 * The mean is over all n periods, those above the MAR counting as 0. Null for no returns.
 */
export function downsideDeviation(returns: ArrayLike<number>, minimalReturn = 0): number | null {
  if (returns.length === 0) return null;
  let sum = 0;
  for (let t = 0; t < returns.length; t += 1) sum += Math.min(returns[t] - minimalReturn, 0) ** 2;
  return Math.sqrt(sum / returns.length);
}

/** Arithmetic mean times f over downside deviation times √f, with MAR 0. Null where nothing fell. */
export function sortino(returns: ArrayLike<number>, periodsPerYear: number): number | null {
  const downside = downsideDeviation(returns);
  if (downside === null || downside < DEVIATION_FLOOR) return null;
  return ((mean(returns) as number) / downside) * Math.sqrt(periodsPerYear);
}
