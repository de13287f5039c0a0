import { mean } from './moments';
import { excessReturns } from './sharpe';

const VARIANCE_FLOOR = 1e-28;

/** Slope of the excess returns on the benchmark's excess returns. Null below two returns or where the benchmark stands still. */
export function beta(returns: ArrayLike<number>, benchmark: ArrayLike<number>, cash: ArrayLike<number> | null = null): number | null {
  const [own, other] = [excessReturns(returns, cash), excessReturns(benchmark, cash)];
  const [ownMean, otherMean] = [mean(own) as number, mean(other) as number];
  let [covariance, variance] = [0, 0];
  for (let t = 0; t < own.length; t += 1) {
    covariance += (own[t] - ownMean) * (other[t] - otherMean);
    variance += (other[t] - otherMean) ** 2;
  }
  return variance > VARIANCE_FLOOR ? covariance / variance : null;
}

/** Mean excess return less beta times the benchmark's, times f. Null where beta is. */
export function alpha(returns: ArrayLike<number>, benchmark: ArrayLike<number>, periodsPerYear: number, cash: ArrayLike<number> | null = null): number | null {
  const slope = beta(returns, benchmark, cash);
  if (slope === null) return null;
  return ((mean(excessReturns(returns, cash)) as number) - slope * (mean(excessReturns(benchmark, cash)) as number)) * periodsPerYear;
}
