import { sampleDeviation } from './moments';

/** Standard deviation (n − 1) of returns times √f. Null below two returns. */
export function volatility(returns: ArrayLike<number>, periodsPerYear: number): number | null {
  const deviation = sampleDeviation(returns);
  return deviation === null ? null : deviation * Math.sqrt(periodsPerYear);
}
