import { normalCdf } from './normal';
import { excessKurtosis, skewness } from './moments';
import { excessReturns, sharpe } from './sharpe';

/** What the probabilistic Sharpe ratio knows of a track record. Ratios are per period: never annualised here. */
export interface SharpeRecord {
  readonly sharpePerPeriod: number;
  readonly periods: number;
  readonly skewness: number;
  /** Raw: 3 for a normal distribution. */
  readonly kurtosis: number;
}

/** The record of a return series over cash; null where it has no Sharpe ratio (below two returns, or no spread). */
export function sharpeRecord(returns: ArrayLike<number>, cash: ArrayLike<number> | null = null): SharpeRecord | null {
  const excess = excessReturns(returns, cash);
  const ratio = sharpe(excess, 1);
  if (ratio === null) return null;
  return { sharpePerPeriod: ratio, periods: excess.length, skewness: skewness(excess) as number, kurtosis: (excessKurtosis(excess) as number) + 3 };
}

/**
 * The standard error of a Sharpe ratio measured over T periods, per period:
 * `√((1 − γ₃·SR + (γ₄ − 1)/4·SR²)/(T − 1))`, γ₃ the skewness and γ₄ the raw kurtosis. Long left tails make a good
 * ratio less certain. Null below two periods, or where the expression under the root is not positive.
 * Source: Mertens (2002); Lo (2002) for normal returns.
 */
export function sharpeStandardError({ sharpePerPeriod: ratio, periods, skewness: skew, kurtosis }: SharpeRecord): number | null {
  const variance = 1 - skew * ratio + ((kurtosis - 1) / 4) * ratio ** 2;
  return periods < 2 || !(variance > 0) ? null : Math.sqrt(variance / (periods - 1));
}

/**
 * Probabilistic Sharpe ratio: how sure one may be that the true Sharpe ratio lies above a benchmark ratio, given how
 * long the record is and how crooked its returns are. `Φ((SR − SR*)/standard error)`, in [0, 1]; 0.5 where the record
 * just equals the benchmark. Both ratios per period. Null where there is no standard error.
 *
 * Source: Bailey and López de Prado, The Sharpe Ratio Efficient Frontier (2012). Their example: 24 months,
 * SR 1.585/√12, skewness −2.448, kurtosis 10.164 against 0 is 0.9132343069.
 */
export function probabilisticSharpe(record: SharpeRecord, benchmarkPerPeriod = 0): number | null {
  const error = sharpeStandardError(record);
  return error === null ? null : normalCdf((record.sharpePerPeriod - benchmarkPerPeriod) / error);
}
