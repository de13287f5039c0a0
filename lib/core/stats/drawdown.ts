/**
 * Fall from the running peak at every point of a wealth series, `W/peak − 1`: 0 at a peak, negative below it.
 * The peak is seeded at the first value, so a loss in the first period counts.
 */
export function drawdownCurve(wealth: ArrayLike<number>): Float64Array {
  const curve = new Float64Array(wealth.length);
  let peak = -Infinity;
  for (let t = 0; t < wealth.length; t += 1) {
    if (wealth[t] > peak) peak = wealth[t];
    curve[t] = wealth[t] / peak - 1;
  }
  return curve;
}

/** The deepest fall of a wealth series; negative, 0 where nothing fell, null for no values. */
export function maxDrawdown(wealth: ArrayLike<number>): number | null {
  if (wealth.length === 0) return null;
  let peak = wealth[0];
  let deepest = 0;
  for (let t = 0; t < wealth.length; t += 1) {
    if (wealth[t] > peak) peak = wealth[t];
    const fall = wealth[t] / peak - 1;
    if (fall < deepest) deepest = fall;
  }
  return deepest;
}

/**
 * The deepest fall of the wealth that returns make of one unit: `maxDrawdown(wealthOf(returns))` in one pass, for those
 * who ask thousands of paths. 0 for no returns.
 */
export function deepestFall(returns: ArrayLike<number>): number {
  let wealth = 1;
  let peak = 1;
  let deepest = 0;
  for (let t = 0; t < returns.length; t += 1) {
    wealth *= 1 + returns[t];
    if (wealth > peak) peak = wealth;
    const fall = wealth / peak - 1;
    if (fall < deepest) deepest = fall;
  }
  return deepest;
}
