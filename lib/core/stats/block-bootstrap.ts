import { assert } from '../base/assert';
import { mean, sampleDeviation } from './moments';
import type { RandomSource } from './random';
import { drawIndex } from './random';
import { quantile } from './tail';

export interface BootstrapPlan {
  readonly random: RandomSource;
  /** Mean length of a block in rows, at least 1; 1 draws every row by itself. */
  readonly meanBlock: number;
  readonly paths: number;
  /** Rows of each path; as many as the original has unless said otherwise. */
  readonly rows?: number;
}

/**
 * One resampled history as row numbers of the original: blocks of consecutive rows that begin anywhere and end by
 * chance, after `meanBlock` rows on average; after the last row comes the first. Fills and returns `path`.
 * Source: Politis and Romano, The Stationary Bootstrap (1994).
 */
export function resampleRows(path: Int32Array, originalRows: number, { random, meanBlock }: Pick<BootstrapPlan, 'random' | 'meanBlock'>): Int32Array {
  assert(originalRows > 0 && meanBlock >= 1, 'a bootstrap needs rows to draw from and blocks of one row or more');
  const newBlockBelow = Math.floor(2 ** 32 / meanBlock);
  let row = 0;
  for (let t = 0; t < path.length; t += 1) {
    const chance = random();
    if (t === 0 || chance < newBlockBelow) row = drawIndex(random, originalRows);
    else row = row + 1 === originalRows ? 0 : row + 1;
    path[t] = row;
  }
  return path;
}

function follow(path: Int32Array, column: ArrayLike<number>, resampled: Float64Array): void {
  for (let t = 0; t < path.length; t += 1) resampled[t] = column[path[t]];
}

/**
 * A statistic on many histories that might have been. Columns share their rows and are resampled together, so that what
 * moved together still does; the statistic gets one resampled series per column, in memory that the next path reuses.
 * It may return null, which is left out. Returns one figure per path, in the order drawn.
 * Example: `bootstrap([house, strategic], plan, ([a, b]) => deepest(a) - deepest(b))`.
 */
export function bootstrap(
  columns: readonly ArrayLike<number>[],
  plan: BootstrapPlan,
  statistic: (resampled: readonly Float64Array[]) => number | null,
): Float64Array {
  const originalRows = columns[0]?.length ?? 0;
  assert(columns.every((column) => column.length === originalRows), 'the columns of a bootstrap share their rows');
  const path = new Int32Array(plan.rows ?? originalRows);
  const resampled = columns.map(() => new Float64Array(path.length));
  const figures: number[] = [];
  for (let p = 0; p < plan.paths; p += 1) {
    resampleRows(path, originalRows, plan);
    for (let c = 0; c < columns.length; c += 1) follow(path, columns[c], resampled[c]);
    const figure = statistic(resampled);
    if (figure !== null) figures.push(figure);
  }
  return Float64Array.from(figures);
}

export interface BootstrapInterval {
  readonly paths: number;
  readonly mean: number;
  readonly standardError: number;
  readonly median: number;
  /** Ends of the central interval: as many figures lie below `low` as above `high`. */
  readonly low: number;
  readonly high: number;
  /** Share of figures above 0: for a difference, how often the first was ahead. */
  readonly shareAboveZero: number;
}

/** The middle `confidence` of bootstrapped figures (percentile interval). Null below two figures. */
export function bootstrapInterval(figures: ArrayLike<number>, confidence = 0.9): BootstrapInterval | null {
  if (figures.length < 2) return null;
  const at = (q: number) => quantile(figures, q) as number;
  return {
    paths: figures.length,
    mean: mean(figures) as number,
    standardError: sampleDeviation(figures) as number,
    median: at(0.5),
    low: at((1 - confidence) / 2),
    high: at((1 + confidence) / 2),
    shareAboveZero: Array.from(figures).filter((figure) => figure > 0).length / figures.length,
  };
}
