import { mean } from './moments';

/** A symmetric matrix as rows. */
export type Matrix = readonly Float64Array[];

const centred = (values: ArrayLike<number>): Float64Array => {
  const center = mean(values) ?? 0;
  return Float64Array.from(values, (value) => value - center);
};

const meanProduct = (a: ArrayLike<number>, b: ArrayLike<number>): number => {
  let sum = 0;
  for (let t = 0; t < a.length; t += 1) sum += a[t] * b[t];
  return sum / a.length;
};

/** A symmetric matrix whose entries are asked for once a pair, with j ≤ i. */
function matrixOf(size: number, entry: (i: number, j: number) => number): Matrix {
  const matrix = Array.from({ length: size }, () => new Float64Array(size));
  for (let i = 0; i < size; i += 1) for (let j = 0; j <= i; j += 1) matrix[i][j] = matrix[j][i] = entry(i, j);
  return matrix;
}

const productsOf = (deviations: readonly Float64Array[]): Matrix => matrixOf(deviations.length, (i, j) => meanProduct(deviations[i], deviations[j]));

/** Sample covariance with divisor n, the one the shrinkage below is derived for. Columns are the assets' returns. */
export function covariance(columns: readonly ArrayLike<number>[]): Matrix {
  return productsOf(columns.map(centred));
}

/** The covariances if every pair were correlated like the average pair. */
export function constantCorrelation(sample: Matrix): Matrix {
  const n = sample.length;
  let [sum, pairs] = [0, 0];
  for (let i = 0; i < n; i += 1) {
    for (let j = 0; j < i; j += 1) {
      const scale = Math.sqrt(sample[i][i] * sample[j][j]);
      if (scale > 0) [sum, pairs] = [sum + sample[i][j] / scale, pairs + 1];
    }
  }
  const average = pairs > 0 ? sum / pairs : 0;
  return matrixOf(n, (i, j) => (i === j ? sample[i][i] : average * Math.sqrt(sample[i][i] * sample[j][j])));
}

export interface ShrunkCovariance {
  readonly matrix: Matrix;
  /** Weight of the constant-correlation target, in [0, 1]. */
  readonly shrinkage: number;
}

/** Of one pair: the variance of its products of deviations, and how they move with the squares of either. */
function pairNoise(left: Float64Array, right: Float64Array, [ofLeft, ofRight, ofBoth]: readonly [number, number, number]) {
  let [own, withLeft, withRight] = [0, 0, 0];
  for (let t = 0; t < left.length; t += 1) {
    const product = left[t] * right[t] - ofBoth;
    own += product * product;
    withLeft += (left[t] * left[t] - ofLeft) * product;
    withRight += (right[t] * right[t] - ofRight) * product;
  }
  return { own: own / left.length, withLeft: withLeft / left.length, withRight: withRight / left.length };
}

/** The three sums of the optimal intensity: noise of the sample, its covariance with the target, distance of the two. */
function intensityTerms(deviations: readonly Float64Array[], sample: Matrix, target: Matrix) {
  let [noise, shared, distance] = [0, 0, 0];
  for (let i = 0; i < sample.length; i += 1) {
    const variance = pairNoise(deviations[i], deviations[i], [sample[i][i], sample[i][i], sample[i][i]]).own;
    [noise, shared] = [noise + variance, shared + variance];
    for (let j = 0; j < i; j += 1) {
      const pair = pairNoise(deviations[i], deviations[j], [sample[i][i], sample[j][j], sample[i][j]]);
      noise += 2 * pair.own;
      distance += 2 * (target[i][j] - sample[i][j]) ** 2;
      if (!(sample[i][i] > 0 && sample[j][j] > 0)) continue;
      const correlation = target[i][j] / Math.sqrt(sample[i][i] * sample[j][j]);
      const ratio = Math.sqrt(sample[j][j] / sample[i][i]);
      shared += correlation * (ratio * pair.withLeft + pair.withRight / ratio);
    }
  }
  return { noise, shared, distance };
}

/**
 * Covariance shrunk towards constant correlation with the optimal intensity of Ledoit and Wolf, Honey, I Shrunk the
 * Sample Covariance Matrix (2004). Columns are returns of equal length; per period. With fewer than two rows or fewer
 * than three assets there is nothing to shrink (two assets have one correlation) and the sample is returned.
 */
export function shrunkCovariance(columns: readonly ArrayLike<number>[]): ShrunkCovariance {
  const deviations = columns.map(centred);
  const sample = productsOf(deviations);
  const rows = columns[0]?.length ?? 0;
  if (rows < 2 || columns.length < 3) return { matrix: sample, shrinkage: 0 };
  const target = constantCorrelation(sample);
  const { noise, shared, distance } = intensityTerms(deviations, sample, target);
  const shrinkage = distance > 0 ? Math.min(1, Math.max(0, (noise - shared) / distance / rows)) : 0;
  return { matrix: matrixOf(sample.length, (i, j) => shrinkage * target[i][j] + (1 - shrinkage) * sample[i][j]), shrinkage };
}

/** `√(wᵀΣw)`. */
export function deviationOf(weights: ArrayLike<number>, matrix: Matrix): number {
  let variance = 0;
  for (let i = 0; i < matrix.length; i += 1) for (let j = 0; j < matrix.length; j += 1) variance += weights[i] * weights[j] * matrix[i][j];
  return Math.sqrt(Math.max(0, variance));
}
