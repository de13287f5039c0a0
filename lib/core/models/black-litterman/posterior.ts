import type { Matrix } from '../../stats/covariance';

const PIVOT_FLOOR = 1e-14;

/** The lower triangle L with `L·Lᵀ = matrix`; null where the matrix is not positive definite. */
function cholesky(matrix: Matrix): Matrix | null {
  const lower = matrix.map(() => new Float64Array(matrix.length));
  for (let i = 0; i < matrix.length; i += 1) {
    for (let j = 0; j <= i; j += 1) {
      let rest = matrix[i][j];
      for (let k = 0; k < j; k += 1) rest -= lower[i][k] * lower[j][k];
      if (i === j && !(rest > PIVOT_FLOOR * matrix[i][i])) return null;
      lower[i][j] = i === j ? Math.sqrt(rest) : rest / lower[j][j];
    }
  }
  return lower;
}

/** Solves `matrix·x = right` for a symmetric positive definite matrix; null where it is not. */
export function solvePositive(matrix: Matrix, right: ArrayLike<number>): Float64Array | null {
  const lower = cholesky(matrix);
  if (!lower) return null;
  const x = Float64Array.from(right);
  for (let i = 0; i < x.length; i += 1) {
    for (let k = 0; k < i; k += 1) x[i] -= lower[i][k] * x[k];
    x[i] /= lower[i][i];
  }
  for (let i = x.length - 1; i >= 0; i -= 1) {
    for (let k = i + 1; k < x.length; k += 1) x[i] -= lower[k][i] * x[k];
    x[i] /= lower[i][i];
  }
  return x;
}

export function product(matrix: Matrix, vector: ArrayLike<number>): Float64Array {
  return Float64Array.from(matrix, (row) => row.reduce((sum, value, j) => sum + value * vector[j], 0));
}

/** Views: rows of P say which assets, Q what is expected of each row, Ω (a diagonal) how much it is doubted. */
export interface Views {
  readonly picks: Matrix;
  readonly expected: ArrayLike<number>;
  readonly doubt: ArrayLike<number>;
}

/** The doubt of He and Litterman about some views: the diagonal of `PτΣPᵀ`. */
export function usualDoubt(sigma: Matrix, tau: number, picks: Matrix): Float64Array {
  return Float64Array.from(picks, (row) => tau * product(sigma, row).reduce((sum, value, i) => sum + value * row[i], 0));
}

/** How strongly each view pulls: `(PτΣPᵀ + Ω)⁻¹(Q − Pπ)`. Null where views contradict each other without doubt. */
export function viewPulls(sigma: Matrix, tau: number, prior: ArrayLike<number>, { picks, expected, doubt }: Views): Float64Array | null {
  const spread = picks.map((row) => product(sigma, row));
  const inner: Matrix = picks.map((row, i) => Float64Array.from(spread, (other, j) => tau * row.reduce((sum, value, a) => sum + value * other[a], 0) + (i === j ? doubt[i] : 0)));
  return solvePositive(inner, product(picks, prior).map((implied, i) => expected[i] - implied));
}

/**
 * `μ = [(τΣ)⁻¹ + PᵀΩ⁻¹P]⁻¹[(τΣ)⁻¹π + PᵀΩ⁻¹Q]`, computed as `π + τΣPᵀ(PτΣPᵀ + Ω)⁻¹(Q − Pπ)`, which inverts no covariance.
 * Units: those of π and Q. Example: one asset, π 5 %, view 7 %, as much doubt about one as about the other: 6 %.
 */
export function posteriorMean(sigma: Matrix, tau: number, prior: ArrayLike<number>, views: Views): Float64Array | null {
  const pulls = viewPulls(sigma, tau, prior, views);
  if (!pulls) return null;
  const moved = product(sigma, Array.from(prior, (_, a) => views.picks.reduce((sum, row, i) => sum + row[a] * pulls[i], 0)));
  return Float64Array.from(prior, (value, a) => value + tau * moved[a]);
}
