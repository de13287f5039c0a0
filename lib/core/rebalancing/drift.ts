/**
 * Weights after returns without trading: `w_i(1 + r_i)/(1 + r_p)`. What is missing from a sum of 1 is cash that earned
 * `cashReturn`; it stays outside the result.
 */
export function driftedWeights(weights: ArrayLike<number>, returns: ArrayLike<number>, cashReturn = 0): Float64Array {
  let [invested, grown] = [0, 0];
  for (let i = 0; i < weights.length; i += 1) {
    invested += weights[i];
    grown += weights[i] * (1 + returns[i]);
  }
  const total = grown + (1 - invested) * (1 + cashReturn);
  return Float64Array.from(weights, (w, i) => (w * (1 + returns[i])) / total);
}
