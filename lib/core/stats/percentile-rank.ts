/** `(number below + ½ number equal) / n` of x among n values, in [0, 1]; NaN for none. Example: 3 among 1, 2, 3, 4 gives 0.625. */
export function percentileRank(values: ArrayLike<number>, x: number): number {
  let [below, equal] = [0, 0];
  for (let i = 0; i < values.length; i += 1) {
    if (values[i] < x) below += 1;
    else if (values[i] === x) equal += 1;
  }
  return (below + equal / 2) / values.length;
}
