/**
 * Simple returns of a level series: `r[t] = level[t] / level[t−1] − 1`.
 *
 * Shape: n levels give n − 1 returns; fewer than two levels give none. Units: fractions per row.
 * Example: `simpleReturns([100, 110, 99])` is `[0.1, −0.1]`.
 */
export function simpleReturns(levels: ArrayLike<number>): Float64Array {
  const returns = new Float64Array(Math.max(0, levels.length - 1));
  for (let t = 1; t < levels.length; t += 1) returns[t - 1] = levels[t] / levels[t - 1] - 1;
  return returns;
}

/** Logarithmic returns, `ln(level[t] / level[t−1])`; n levels give n − 1 returns. */
export function logReturns(levels: ArrayLike<number>): Float64Array {
  const returns = new Float64Array(Math.max(0, levels.length - 1));
  for (let t = 1; t < levels.length; t += 1) returns[t - 1] = Math.log(levels[t] / levels[t - 1]);
  return returns;
}

/**
 * Wealth of one unit invested before the first return: `W[0] = 1`, `W[t] = W[t−1]·(1 + r[t−1])`.
 * n returns give n + 1 values, so that a loss in the first period is a fall from 1.
 */
export function wealthOf(returns: ArrayLike<number>): Float64Array {
  const wealth = new Float64Array(returns.length + 1);
  wealth[0] = 1;
  for (let t = 0; t < returns.length; t += 1) wealth[t + 1] = wealth[t] * (1 + returns[t]);
  return wealth;
}

/** The growth of one unit over all returns, minus 1; 0 for no returns. */
export function compounded(returns: ArrayLike<number>): number {
  let wealth = 1;
  for (let t = 0; t < returns.length; t += 1) wealth *= 1 + returns[t];
  return wealth - 1;
}
