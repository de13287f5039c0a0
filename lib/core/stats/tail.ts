import { drawdownReadings } from './ulcer';

/** The q-quantile with linear interpolation between the ordered values, h = (n − 1)q. Null for no values. */
export function quantile(values: ArrayLike<number>, q: number): number | null {
  if (values.length === 0) return null;
  const ordered = Float64Array.from(values).sort();
  const place = (ordered.length - 1) * q;
  const below = Math.floor(place);
  const above = Math.min(below + 1, ordered.length - 1);
  return ordered[below] + (place - below) * (ordered[above] - ordered[below]);
}

const TAIL = 0.05;

/** Value at risk: the 5 % quantile of returns, a negative return in all but the calmest series. */
export function valueAtRisk(returns: ArrayLike<number>): number | null {
  return quantile(returns, TAIL);
}

/** Conditional value at risk: the mean of the returns at or below the 5 % quantile. */
export function conditionalValueAtRisk(returns: ArrayLike<number>): number | null {
  const limit = valueAtRisk(returns);
  if (limit === null) return null;
  const tail = Array.from(returns).filter((r) => r <= limit);
  return tail.reduce((sum, r) => sum + r, 0) / tail.length;
}

/** Conditional drawdown at risk: the mean of the worst 5 % of drawdown readings (at least one), negative. */
export function conditionalDrawdown(returns: ArrayLike<number>): number | null {
  const readings = Float64Array.from(drawdownReadings(returns)).sort();
  if (readings.length === 0) return null;
  const worst = readings.subarray(0, Math.max(1, Math.ceil(readings.length * TAIL)));
  return worst.reduce((sum, fall) => sum + fall, 0) / worst.length;
}
