import { mean } from './moments';

/** An autocorrelation within this many times √(log₁₀ n / n) counts as nothing. */
const SIGNIFICANCE = 2;
const FEWEST_LAGS_IN_A_ROW = 5;

/** Autocovariances with divisor n, lags 0 to `lags`; 0 beyond the last row. */
function autocovariances(values: ArrayLike<number>, lags: number): Float64Array {
  const center = mean(values) ?? 0;
  const deviations = Float64Array.from(values, (value) => value - center);
  return new Float64Array(lags + 1).map((_, lag) => {
    let sum = 0;
    for (let t = lag; t < deviations.length; t += 1) sum += deviations[t] * deviations[t - lag];
    return sum / deviations.length;
  });
}

/** The first lag from which `run` autocorrelations in a row are indistinguishable from nothing; null without one. */
function memoryEnds(covariances: Float64Array, rows: number, run: number): number | null {
  const limit = SIGNIFICANCE * Math.sqrt(Math.log10(rows) / rows) * covariances[0];
  let small = 0;
  for (let lag = 1; lag < covariances.length; lag += 1) {
    small = Math.abs(covariances[lag]) < limit ? small + 1 : 0;
    if (small === run) return lag - run + 1;
  }
  return null;
}

/**
 * How long the blocks of a stationary bootstrap should be on average, so that resampled history keeps the memory of the
 * real one (calm follows calm) without repeating long stretches of it: the length with the smallest mean squared error
 * of the mean's variance, `(G²·n/g(0)²)^⅓`, where g(0) is the spectrum at nil and G its weighted slope, both from
 * autocovariances up to twice the lag at which memory ends, flatly tapered.
 *
 * Unit: rows, at least 1, at most `⌈min(3√n, n/3)⌉`. Null below four values or without spread.
 * Source: Politis and White, Automatic Block-Length Selection (2004), corrected by Patton, Politis and White (2009); the
 * lag at which memory ends is read as in the authors' program. Agrees with the Python package arch 8.
 */
export function automaticBlockLength(values: ArrayLike<number>): number | null {
  const n = values.length;
  if (n < 4) return null;
  const run = Math.max(FEWEST_LAGS_IN_A_ROW, Math.ceil(Math.sqrt(Math.log10(n))));
  const lags = Math.ceil(Math.sqrt(n)) + run;
  const covariances = autocovariances(values, lags);
  if (!(covariances[0] > 0)) return null;
  const window = Math.min(2 * (memoryEnds(covariances, n, run) ?? lags), lags);
  let [spectrum, slope] = [covariances[0], 0];
  for (let lag = 1; lag <= window; lag += 1) {
    const taper = Math.min(1, 2 * (1 - lag / window));
    spectrum += 2 * taper * covariances[lag];
    slope += 2 * taper * lag * covariances[lag];
  }
  const longest = Math.ceil(Math.min(3 * Math.sqrt(n), n / 3));
  return Math.min(longest, Math.max(1, Math.cbrt((slope ** 2 / spectrum ** 2) * n)));
}
