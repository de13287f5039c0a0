import { SIGMA_FLOOR } from '../../indicators/sigma-floor';
import type { Matrix } from '../../stats/covariance';

const TOLERANCE = 1e-14;
const MAXIMUM_CYCLES = 2000;

/** The positive y_i that solves `σ_ii·y² + c·y = b`, c being what the others contribute. */
function coordinate(matrix: Matrix, budgets: ArrayLike<number>, y: Float64Array, i: number): number {
  let others = 0;
  for (let j = 0; j < y.length; j += 1) if (j !== i) others += matrix[i][j] * y[j];
  const variance = matrix[i][i];
  const root = Math.sqrt(others * others + 4 * variance * budgets[i]);
  // For a positive c the plain formula would subtract near-equal numbers.
  return others > 0 ? (2 * budgets[i]) / (others + root) : (root - others) / (2 * variance);
}

/**
 * Long-only weights, sum 1, in which asset i contributes the share b_i of the variance: `w_i·(Σw)_i = b_i·wᵀΣw`.
 *
 * Minimises `½yᵀΣy − Σ b_i ln y_i` one coordinate after the other (Griveau-Billion, Richard and Roncalli, 2013) and
 * scales y to sum 1. Budgets are positive and sum 1. Null where an asset does not vary, or where it does not settle
 * because the risk can be hedged to nothing. Example: diag(.01, .04) with equal budgets gives ⅔, ⅓.
 */
export function riskBudgetWeights(matrix: Matrix, budgets: ArrayLike<number>): Float64Array | null {
  const sigma = Float64Array.from(matrix, (row, i) => Math.sqrt(row[i]));
  if (sigma.some((value) => !(value >= SIGMA_FLOOR))) return null;
  const correlation: Matrix = matrix.map((row, i) => row.map((value, j) => value / sigma[i] / sigma[j]));
  const y = new Float64Array(sigma.length).fill(1);
  for (let cycle = 0; cycle < MAXIMUM_CYCLES; cycle += 1) {
    let moved = 0;
    for (let i = 0; i < y.length; i += 1) {
      const next = coordinate(correlation, budgets, y, i);
      moved = Math.max(moved, Math.abs(next / y[i] - 1));
      y[i] = next;
    }
    if (moved <= TOLERANCE) return normalised(y.map((value, i) => value / sigma[i]));
  }
  return null;
}

function normalised(values: Float64Array): Float64Array {
  const sum = values.reduce((total, value) => total + value, 0);
  return values.map((value) => value / sum);
}
