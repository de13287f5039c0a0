import { assert } from '../base/assert';
import { wealthOf } from '../series/returns';

/** Rows after which carried sums are taken afresh, so that rounding cannot pile up. */
const REFRESH_ROWS = 512;

function assertWindow(window: number, fewest: number): void {
  assert(Number.isInteger(window) && window >= fewest, `a rolling window is a whole number of rows, ${fewest} or more`);
}

/**
 * Any statistic over every window of `window` rows of one or several series that share their rows. Entry j belongs to
 * rows j to j + window − 1, so there are n − window + 1; a series shorter than the window has none. Null where the
 * statistic is. Every window is computed by itself: cost grows with window × rows.
 * Example: `rolling([portfolio, benchmark], 36, ([r, b]) => beta(r, b))`.
 */
export function rolling(
  columns: readonly ArrayLike<number>[],
  window: number,
  statistic: (windows: readonly Float64Array[]) => number | null,
): readonly (number | null)[] {
  assertWindow(window, 1);
  const series = columns.map((column) => Float64Array.from(column));
  const rows = series[0]?.length ?? 0;
  assert(series.every((column) => column.length === rows), 'the columns of a rolling window share their rows');
  return Array.from({ length: Math.max(0, rows - window + 1) }, (_, j) => statistic(series.map((column) => column.subarray(j, j + window))));
}

/**
 * Compound annual growth over every window of n returns: `(W_end/W_begin)^(f/window) − 1`. One division a window.
 * A window that loses everything, or begins with nothing, is −1.
 */
export function rollingCagr(returns: ArrayLike<number>, window: number, periodsPerYear: number): Float64Array {
  assertWindow(window, 1);
  const wealth = wealthOf(returns);
  return new Float64Array(Math.max(0, returns.length - window + 1)).map((_, j) => {
    const growth = wealth[j + window] / wealth[j];
    return growth > 0 ? growth ** (periodsPerYear / window) - 1 : -1;
  });
}

/**
 * Volatility (n − 1) times √f over every window of returns, its sums carried from one window to the next: what leaves is
 * taken off, what enters is added (Welford), and every 512 rows everything is added up afresh.
 */
export function rollingVolatility(returns: ArrayLike<number>, window: number, periodsPerYear: number): Float64Array {
  assertWindow(window, 2);
  const found = new Float64Array(Math.max(0, returns.length - window + 1));
  let [center, squares] = [0, 0];
  for (let j = 0; j < found.length; j += 1) {
    if (j % REFRESH_ROWS === 0) [center, squares] = spreadOf(returns, j, window);
    else {
      const [leaves, enters, before] = [returns[j - 1], returns[j + window - 1], center];
      center += (enters - leaves) / window;
      squares += (enters - leaves) * (enters - center + leaves - before);
    }
    found[j] = Math.sqrt((Math.max(0, squares) / (window - 1)) * periodsPerYear);
  }
  return found;
}

/** Mean and sum of squared deviations of the window that begins at a row. */
function spreadOf(values: ArrayLike<number>, from: number, window: number): [number, number] {
  let [sum, squares] = [0, 0];
  for (let t = from; t < from + window; t += 1) sum += values[t];
  const center = sum / window;
  for (let t = from; t < from + window; t += 1) squares += (values[t] - center) ** 2;
  return [center, squares];
}
