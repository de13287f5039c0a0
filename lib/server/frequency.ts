import { dayNumber, type IsoDate } from '../core/base/iso-date';
import type { Frequency } from './db/market-store';

/** Median distance in days up to which dates count as of this frequency. */
const GAPS: readonly (readonly [number, Frequency])[] = [[4, 'daily'], [10, 'weekly'], [45, 'monthly'], [135, 'quarterly']];

/** How often a series has a value, read from the distances of its dates; `daily` for a single date. */
export function frequencyOf(dates: readonly IsoDate[]): Frequency {
  const days = [...new Set(dates)].map(dayNumber).sort((a, b) => a - b);
  const gaps = days.slice(1).map((day, k) => day - days[k]).sort((a, b) => a - b);
  const median = gaps[gaps.length >> 1] ?? 1;
  return GAPS.find(([limit]) => median <= limit)?.[1] ?? 'annual';
}
