import { SIGMA_FLOOR } from '../../indicators/sigma-floor';
import type { Matrix } from '../../stats/covariance';

/** Euclidean distances between the columns of `√((1 − ρ)/2)`. */
function distances(matrix: Matrix): Matrix {
  const n = matrix.length;
  const rho = (i: number, j: number) => matrix[i][j] / Math.sqrt(matrix[i][i] * matrix[j][j]);
  const direct = matrix.map((_, i) => Float64Array.from({ length: n }, (__, j) => (i === j ? 0 : Math.sqrt(Math.max(0, 1 - rho(i, j)) / 2))));
  return direct.map((a) => Float64Array.from(direct, (b) => Math.sqrt(a.reduce((sum, value, k) => sum + (value - b[k]) ** 2, 0))));
}

/** The two branches that lie closest by their closest members; the earlier pair among equals. */
function closestPair(branches: readonly (readonly number[])[], distance: Matrix): readonly [number, number] {
  let [nearest, pair]: [number, readonly [number, number]] = [Infinity, [0, 1]];
  for (let a = 0; a < branches.length; a += 1) {
    for (let b = a + 1; b < branches.length; b += 1) {
      for (const i of branches[a]) for (const j of branches[b]) if (distance[i][j] < nearest) [nearest, pair] = [distance[i][j], [a, b]];
    }
  }
  return pair;
}

/** The leaves of the single-linkage tree from left to right: what moves together stands together. */
export function treeOrder(matrix: Matrix): readonly number[] {
  const distance = distances(matrix);
  let branches: readonly (readonly number[])[] = matrix.map((_, i) => [i]);
  while (branches.length > 1) {
    const [a, b] = closestPair(branches, distance);
    branches = [...branches.filter((_, k) => k !== a && k !== b), [...branches[a], ...branches[b]]];
  }
  return branches[0] ?? [];
}

/** Variance of some assets at weights inverse to their own variances. */
function branchVariance(matrix: Matrix, members: readonly number[]): number {
  const inverse = members.map((i) => 1 / matrix[i][i]);
  const total = inverse.reduce((sum, x) => sum + x, 0);
  let variance = 0;
  members.forEach((i, a) => members.forEach((j, b) => (variance += (inverse[a] / total) * (inverse[b] / total) * matrix[i][j])));
  return variance;
}

function split(matrix: Matrix, members: readonly number[], share: number, weights: Float64Array): void {
  if (members.length === 1) {
    weights[members[0]] = share;
    return;
  }
  const middle = Math.floor(members.length / 2);
  const [left, right] = [members.slice(0, middle), members.slice(middle)];
  const [v0, v1] = [branchVariance(matrix, left), branchVariance(matrix, right)];
  const alpha = v0 + v1 > 0 ? 1 - v0 / (v0 + v1) : 0.5;
  split(matrix, left, share * alpha, weights);
  split(matrix, right, share * (1 - alpha), weights);
}

/** Long-only weights, sum 1, by recursive bisection of the tree's order. Null where an asset does not vary, or for none. */
export function hierarchicalWeights(matrix: Matrix): Float64Array | null {
  if (matrix.length === 0 || matrix.some((row, i) => !(Math.sqrt(row[i]) >= SIGMA_FLOOR))) return null;
  const weights = new Float64Array(matrix.length);
  split(matrix, treeOrder(matrix), 1, weights);
  return weights;
}
