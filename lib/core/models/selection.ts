/** Positions of the values from best to worst; equal values keep their order, so that ties go to the earlier asset. */
export function ranked(values: readonly number[]): readonly number[] {
  return values.map((_, position) => position).sort((a, b) => values[b] - values[a] || a - b);
}

/** Position of the highest value; the earlier one among equals. */
export function bestOf(values: readonly number[]): number {
  return ranked(values)[0];
}

/** Weights over `size` lines from shares of lines; shares that fall on the same line add up. */
export function weightsOf(size: number, shares: readonly (readonly [line: number, share: number])[]): Float64Array {
  const weights = new Float64Array(size);
  for (const [line, share] of shares) weights[line] += share;
  return weights;
}

/** +1 for a positive reading, −1 for a negative one, 0 for nil. */
export function signScore(reading: number): number {
  return Math.sign(reading) || 0;
}
