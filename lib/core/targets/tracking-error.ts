import type { Matrix } from '../stats/covariance';
import { deviationOf } from '../stats/covariance';

/** `√(dᵀΣd·f)` of a mix against the strategic one; Σ per period, f periods a year. */
export function trackingErrorOf(weights: ArrayLike<number>, strategic: ArrayLike<number>, matrix: Matrix, periodsPerYear: number): number {
  return deviationOf(Float64Array.from(weights, (w, a) => w - strategic[a]), matrix) * Math.sqrt(periodsPerYear);
}

/**
 * The mix nearest to `weights` on the line to the strategic mix whose tracking error keeps the limit:
 * `strategic + min(1, limit/TE)·(weights − strategic)`, exact because tracking error grows in proportion along the line.
 * Where both ends keep the limits of assets and groups, so does every mix between them.
 */
export function withinTrackingError(weights: ArrayLike<number>, strategic: ArrayLike<number>, matrix: Matrix, periodsPerYear: number, limitAnnual: number): Float64Array {
  const risk = trackingErrorOf(weights, strategic, matrix, periodsPerYear);
  const scale = risk > limitAnnual ? limitAnnual / risk : 1;
  return Float64Array.from(weights, (w, a) => (scale === 1 ? w : strategic[a] + scale * (w - strategic[a])));
}
