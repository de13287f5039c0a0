import { wealthOf } from '../series/returns';
import { cagr } from './cagr';
import { drawdownCurve } from './drawdown';

/** The drawdown at the end of each period; the base itself is no reading. */
export function drawdownReadings(returns: ArrayLike<number>): Float64Array {
  return drawdownCurve(wealthOf(returns)).subarray(1);
}

/** Root mean square of the drawdown readings: deep falls count more than long ones. Null for no returns. */
export function ulcer(returns: ArrayLike<number>): number | null {
  const readings = drawdownReadings(returns);
  return readings.length === 0 ? null : Math.sqrt(readings.reduce((sum, fall) => sum + fall * fall, 0) / readings.length);
}

/** Mean depth of the drawdown readings, positive. Null for no returns. */
export function pain(returns: ArrayLike<number>): number | null {
  const readings = drawdownReadings(returns);
  return readings.length === 0 ? null : readings.reduce((sum, fall) => sum - fall, 0) / readings.length;
}

/** CAGR over that of cash, by the ulcer index. Null where nothing fell. */
export function martin(returns: ArrayLike<number>, periodsPerYear: number, cash: ArrayLike<number> | null = null): number | null {
  const index = ulcer(returns);
  if (index === null || index === 0) return null;
  const growthOf = (series: ArrayLike<number>) => cagr(series, periodsPerYear) as number;
  return (growthOf(returns) - (cash ? growthOf(cash) : 0)) / index;
}
