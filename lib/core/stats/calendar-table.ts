import type { IsoDate } from '../base/iso-date';
import { compounded } from '../series/returns';
import { calendarReturns } from './extremes';

const MONTHS = 12;

/** One calendar year of returns. */
export interface CalendarYear {
  readonly year: number;
  /** January to December; null for a month without a row. */
  readonly months: readonly (number | null)[];
  readonly total: number;
  /** Whether the year has a row in its first and in its last month: otherwise the total is of a part of it. */
  readonly isWhole: boolean;
}

const yearOf = (date: IsoDate): number => Number(date.slice(0, 4));
const monthOf = (date: IsoDate): number => Number(date.slice(5, 7)) - 1;

/**
 * Returns by calendar month and year, the table at the back of every fact sheet. `dates[t]` is the end of the period of
 * `returns[t]`; a return counts to the month its period ends in. The totals of all years compound to the return of the
 * whole, and the months of a year to its total. Years without a row have no line. No returns give no lines.
 */
export function calendarTable(dates: readonly IsoDate[], returns: ArrayLike<number>): readonly CalendarYear[] {
  const byYear = new Map<number, (number | null)[]>();
  for (const { end, value } of calendarReturns(dates, returns, 'month-end')) {
    const months = byYear.get(yearOf(end)) ?? new Array<number | null>(MONTHS).fill(null);
    months[monthOf(end)] = value;
    byYear.set(yearOf(end), months);
  }
  return Array.from(byYear, ([year, months]) => ({
    year,
    months,
    total: compounded(months.map((value) => value ?? 0)),
    isWhole: months[0] !== null && months[MONTHS - 1] !== null,
  }));
}
