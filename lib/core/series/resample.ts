import type { IsoDate } from '../base/iso-date';
import type { Cadence } from './period-ends';
import { periodEnds } from './period-ends';

/** The values at the given rows. */
export function takeRows(values: ArrayLike<number>, rows: ArrayLike<number>): Float64Array {
  const taken = new Float64Array(rows.length);
  for (let j = 0; j < rows.length; j += 1) taken[j] = values[rows[j]];
  return taken;
}

/**
 * A level series at its period ends, the first and the last row included, so that no return is lost:
 * the product of the coarse gross returns is that of the fine ones. The first and last period may be shorter.
 */
export function resampleLevels(
  dates: readonly IsoDate[],
  levels: ArrayLike<number>,
  cadence: Cadence,
): { readonly dates: readonly IsoDate[]; readonly levels: Float64Array } {
  if (dates.length === 0) return { dates: [], levels: new Float64Array(0) };
  const rows = [...new Set([0, ...periodEnds(dates, cadence), dates.length - 1])];
  return { dates: rows.map((row) => dates[row]), levels: takeRows(levels, rows) };
}
