import type { IsoDate } from '../base/iso-date';
import { dayNumber, monthIndex } from '../base/iso-date';
import { unreachable } from '../base/assert';

/** How often something is looked at. A week runs from Monday to Sunday. */
export const CADENCES = ['every-row', 'week-end', 'month-end', 'quarter-end', 'year-end'] as const;
export type Cadence = (typeof CADENCES)[number];

/** Two days lie in the same period exactly when this number is equal. */
export function periodOf(date: IsoDate, cadence: Cadence): number {
  switch (cadence) {
    case 'every-row':
      return dayNumber(date);
    case 'week-end':
      return Math.floor((dayNumber(date) + 3) / 7);
    case 'month-end':
      return monthIndex(date);
    case 'quarter-end':
      return Math.floor(monthIndex(date) / 3);
    case 'year-end':
      return Math.floor(monthIndex(date) / 12);
    default:
      return unreachable(cadence);
  }
}

/** Ends found before, by the dates they were found in: many strategies and models ask the same calendar the same thing. */
const foundBefore = new WeakMap<readonly IsoDate[], Map<string, Int32Array>>();

/**
 * The rows whose successor lies in another period, ascending. Dates never change once they are in a calendar, so that what
 * is asked again is answered from memory; the answer is shared and not to be written to.
 *
 * A period is closed by the row that follows it, so the last row is never an end by itself. `nextDate` is the date of
 * the row after the last one where the calendar is known: with it the last row can be an end too.
 * Example: rows 01-30, 01-31, 02-01 by month give `[1]`.
 */
export function periodEnds(dates: readonly IsoDate[], cadence: Cadence, nextDate: IsoDate | null = null): Int32Array {
  const found = foundBefore.get(dates) ?? new Map<string, Int32Array>();
  const question = `${cadence} ${nextDate}`;
  const ends = found.get(question) ?? findPeriodEnds(dates, cadence, nextDate);
  foundBefore.set(dates, found.set(question, ends));
  return ends;
}

function findPeriodEnds(dates: readonly IsoDate[], cadence: Cadence, nextDate: IsoDate | null): Int32Array {
  const ends: number[] = [];
  for (let t = 0; t < dates.length; t += 1) {
    const successor = dates[t + 1] ?? nextDate;
    if (successor === null) break;
    const sameMonth = cadence !== 'every-row' && cadence !== 'week-end' && successor.startsWith(dates[t].slice(0, 7));
    if (!sameMonth && periodOf(dates[t], cadence) !== periodOf(successor, cadence)) ends.push(t);
  }
  return Int32Array.from(ends);
}

/** Whether a day lies in month 3, 6, 9 or 12. */
export function isQuarterEndMonth(date: IsoDate): boolean {
  return Number(date.slice(5, 7)) % 3 === 0;
}
