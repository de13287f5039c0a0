/**
 * At most `maxPoints` rows for drawing several curves on shared dates: the first and last row, and in every stretch
 * of rows the lowest and the highest of each curve, so that no peak or trough disappears from a picture.
 *
 * Curves share their rows; NaN is passed over. Extremes of several curves often fall on the same row, so there are as
 * many stretches as the points allow. Returns ascending rows; all of them when there are few enough. A `maxPoints` too
 * small for one stretch gives the first and last row and the extremes that fit.
 * Example: 10,000 rows of 2 curves and 1,500 points: at least 374 stretches, each with its extremes.
 */
export function thinRows(curves: readonly ArrayLike<number>[], maxPoints: number): Int32Array {
  const rows = curves[0]?.length ?? 0;
  if (rows <= maxPoints) return Int32Array.from({ length: rows }, (_, t) => t);
  let best = rowsOf(curves, rows, Math.max(1, Math.floor((maxPoints - 2) / (2 * curves.length))));
  let [enough, tooMany] = [1, maxPoints];
  while (tooMany - enough > 1) {
    const stretches = (enough + tooMany) >> 1;
    const kept = rowsOf(curves, rows, stretches);
    if (kept.size > maxPoints) tooMany = stretches;
    else enough = stretches;
    if (kept.size <= maxPoints && kept.size > best.size) best = kept;
  }
  return Int32Array.from([...best].slice(0, maxPoints)).sort();
}

/** The first and last row, and the extremes of every curve in each of so many stretches. */
function rowsOf(curves: readonly ArrayLike<number>[], rows: number, stretches: number): ReadonlySet<number> {
  const kept = new Set<number>([0, rows - 1]);
  for (let s = 0; s < stretches; s += 1) {
    const from = Math.floor((s * rows) / stretches);
    const to = Math.floor(((s + 1) * rows) / stretches);
    for (const curve of curves) for (const row of extremes(curve, from, to)) kept.add(row);
  }
  return kept;
}

function extremes(curve: ArrayLike<number>, from: number, to: number): readonly number[] {
  let [low, high] = [-1, -1];
  for (let t = from; t < to; t += 1) {
    if (Number.isNaN(curve[t])) continue;
    if (low < 0 || curve[t] < curve[low]) low = t;
    if (high < 0 || curve[t] > curve[high]) high = t;
  }
  return low < 0 ? [] : [low, high];
}
