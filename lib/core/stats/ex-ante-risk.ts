import type { Result } from '../base/result';
import { ok, refuse } from '../base/result';
import type { Matrix, ShrunkCovariance } from './covariance';
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

/** What the risk of any mix of some assets is read from. */
export interface RiskBasis extends ShrunkCovariance {
  readonly rows: number;
}

/** The shrunk covariance of trailing returns known at the date asked for. Refuses `too-short` below 12 of them. */
export function riskBasis(columns: readonly ArrayLike<number>[]): Result<RiskBasis, 'too-short'> {
  const rows = columns[0]?.length ?? 0;
  if (rows < MINIMUM_ROWS) return refuse('too-short', `needs ${MINIMUM_ROWS} returns, has ${rows}`, { needs: MINIMUM_ROWS, has: rows });
  return ok({ ...shrunkCovariance(columns), rows });
}

/** Volatility and tracking error of a mix a year; the covariance is per period. */
export function mixRisk(matrix: Matrix, weights: ArrayLike<number>, benchmark: ArrayLike<number>, periodsPerYear: number): Pick<ExAnteRisk, 'volatilityAnnual' | 'trackingErrorAnnual'> {
  const active = Float64Array.from(weights, (w, i) => w - benchmark[i]);
  const annual = Math.sqrt(periodsPerYear);
  return { volatilityAnnual: deviationOf(weights, matrix) * annual, trackingErrorAnnual: deviationOf(active, matrix) * annual };
}

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
  const basis = riskBasis(columns);
  if (!basis.ok) return basis;
  const { matrix, shrinkage, rows } = basis.value;
  return ok({ ...mixRisk(matrix, weights, benchmark, periodsPerYear), shrinkage, rows });
}
