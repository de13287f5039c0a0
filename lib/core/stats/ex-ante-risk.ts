import type { Result } from '../base/result';
import { ok, refuse } from '../base/result';
import { deviationOf, shrunkCovariance } from './covariance';

export interface ExAnteRisk {
  readonly volatilityAnnual: number;
  /** Of the mix against the benchmark mix; 0 where they are the same. */
  readonly trackingErrorAnnual: number;
  readonly shrinkage: number;
  /** Number of returns it rests on. */
  readonly rows: number;
}

const MINIMUM_ROWS = 12;

/**
 * Volatility and tracking error that a mix would have if the next period were like the last: `√(wᵀΣw·f)` and
 * `√(dᵀΣd·f)` with d = weights − benchmark and Σ shrunk towards constant correlation.
 *
 * `columns` are the assets' returns in the order of the weights, trailing and known at the date asked for. Refuses
 * `too-short` below 12 returns.
 */
export function exAnteRisk(
  columns: readonly ArrayLike<number>[],
  weights: ArrayLike<number>,
  benchmark: ArrayLike<number>,
  periodsPerYear: number,
): Result<ExAnteRisk, 'too-short'> {
  const rows = columns[0]?.length ?? 0;
  if (rows < MINIMUM_ROWS) return refuse('too-short', `needs ${MINIMUM_ROWS} returns, has ${rows}`, { needs: MINIMUM_ROWS, has: rows });
  const { matrix, shrinkage } = shrunkCovariance(columns);
  const active = Float64Array.from(weights, (w, i) => w - benchmark[i]);
  const annual = Math.sqrt(periodsPerYear);
  return ok({ volatilityAnnual: deviationOf(weights, matrix) * annual, trackingErrorAnnual: deviationOf(active, matrix) * annual, shrinkage, rows });
}
