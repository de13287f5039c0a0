/** One-way size of a change of weights: `½Σ|d|`. */
export function oneWay(change: ArrayLike<number>): number {
  let sum = 0;
  for (let a = 0; a < change.length; a += 1) sum += Math.abs(change[a]);
  return sum / 2;
}

/** The sum of several rows, asset by asset. */
export function sumRows(rows: readonly ArrayLike<number>[], length: number): Float64Array {
  const total = new Float64Array(length);
  for (const row of rows) for (let a = 0; a < length; a += 1) total[a] += row[a];
  return total;
}

/** Scales the rows of a layer in place so that their total is at most `budget` one way. Returns λ = min(1, budget/size). */
export function scaleToBudget(rows: readonly Float64Array[], budget: number): number {
  if (rows.length === 0) return 1;
  const size = oneWay(sumRows(rows, rows[0].length));
  const scale = size > budget ? budget / size : 1;
  if (scale < 1) for (const row of rows) for (let a = 0; a < row.length; a += 1) row[a] *= scale;
  return scale;
}
