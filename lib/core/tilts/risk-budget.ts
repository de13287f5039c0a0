import type { Matrix } from '../stats/covariance';
import { deviationOf } from '../stats/covariance';
import { sumRows } from './budget';

/**
 * Scales the rows of a layer in place so that their total has at most a given tracking error:
 * `λ = min(1, TE/√(dᵀΣd·f))`. Σ is per period, f periods a year, the budget annual. Returns λ.
 */
export function scaleToTrackingError(rows: readonly Float64Array[], matrix: Matrix, periodsPerYear: number, budgetAnnual: number): number {
  const risk = deviationOf(sumRows(rows, matrix.length), matrix) * Math.sqrt(periodsPerYear);
  const scale = risk > budgetAnnual ? budgetAnnual / risk : 1;
  if (scale < 1) for (const row of rows) for (let a = 0; a < row.length; a += 1) row[a] *= scale;
  return scale;
}

/**
 * Factors that give every asset a tilt of like risk: `min(σ̄/σ_a, cap)` with σ̄ the mean of the deviations of `universe`.
 * Outside of the universe, and where nothing varies, 1. The cap keeps an asset that hardly moves from a huge tilt.
 */
export function riskScales(matrix: Matrix, universe: readonly number[], cap: number): Float64Array {
  const scales = new Float64Array(matrix.length).fill(1);
  const deviation = (a: number) => Math.sqrt(matrix[a][a]);
  const average = universe.reduce((sum, a) => sum + deviation(a), 0) / universe.length;
  for (const a of universe) if (average > 0) scales[a] = Math.min(average / deviation(a), cap);
  return scales;
}
