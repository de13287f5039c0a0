import type { IsoDate } from '../base/iso-date';
import { addDays, dayNumber, lastDayOfMonth, monthIndex } from '../base/iso-date';

export type Frequency = 'daily' | 'weekly' | 'monthly' | 'quarterly' | 'annual';

const MONTHS_OF: Readonly<Record<Frequency, number>> = { daily: 0, weekly: 0, monthly: 1, quarterly: 3, annual: 12 };

/**
 * Calendar days from the end of a period after which its value should be there, where nobody stated a typical lag: a long
 * weekend for prices of a day, what statistical offices take for the others.
 */
export const USUAL_LAG_DAYS: Readonly<Record<Frequency, number>> = { daily: 4, weekly: 9, monthly: 45, quarterly: 100, annual: 200 };

/** The last day of the period that begins on, or lies on, a day. */
function periodEnd(day: IsoDate, frequency: Frequency): IsoDate {
  const months = MONTHS_OF[frequency];
  if (months === 0) return day;
  const month = monthIndex(day);
  return lastDayOfMonth(month - (month % months) + months - 1);
}

/** The last day of the period after that. */
function nextPeriodEnd(day: IsoDate, frequency: Frequency): IsoDate {
  if (frequency === 'daily') return addDays(day, 1);
  if (frequency === 'weekly') return addDays(day, 7);
  return periodEnd(addDays(periodEnd(day, frequency), 1), frequency);
}

/**
 * The day by which the value after the last one should be there: the end of the next period and the typical lag.
 * `last` is any day of the last period that has a value. Example: monthly, last 2024-03, lag 20: 2024-05-20.
 */
export function expectedBy(last: IsoDate, frequency: Frequency, lagDays: number | null = null): IsoDate {
  return addDays(nextPeriodEnd(last, frequency), lagDays === null ? USUAL_LAG_DAYS[frequency] : Math.max(lagDays, frequency === 'daily' ? USUAL_LAG_DAYS.daily : 0));
}

/** Calendar days by which a series is late on a day; 0 while it keeps its schedule. */
export function daysLate(last: IsoDate, frequency: Frequency, lagDays: number | null, today: IsoDate): number {
  return Math.max(0, dayNumber(today) - dayNumber(expectedBy(last, frequency, lagDays)));
}

const PER_YEAR: Readonly<Record<Frequency, number>> = { daily: 252, weekly: 52, monthly: 12, quarterly: 4, annual: 1 };

/** How many periods of a frequency end between two days, both included, by the calendar: markets' holidays are not known. */
export function periodsBetween(first: IsoDate, last: IsoDate, frequency: Frequency): number {
  const months = MONTHS_OF[frequency];
  if (months > 0) return Math.floor(monthIndex(last) / months) - Math.floor(monthIndex(first) / months) + 1;
  return Math.max(1, Math.round(((dayNumber(last) - dayNumber(first) + 1) / 365.25) * PER_YEAR[frequency]));
}
