import { drawdownReadings } from './ulcer';

/** Share of periods that end below the running peak. Null for no returns. */
export function timeUnderWater(returns: ArrayLike<number>): number | null {
  const readings = drawdownReadings(returns);
  return readings.length === 0 ? null : readings.filter((fall) => fall < 0).length / readings.length;
}
