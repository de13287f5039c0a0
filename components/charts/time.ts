import { addDays, dayNumber, type IsoDate } from '@/lib/core/base/iso-date';

/** A stretch of time, both days included. */
export interface Period {
  readonly from: string;
  readonly to: string;
}

export const dayOf = (date: string): number => dayNumber(date as IsoDate);
export const dateOf = (day: number): string => addDays('1970-01-01' as IsoDate, Math.round(day));

/** The line of time a picture is drawn on, in days since 1970. */
export function timeAxis({ from, to }: Period): { readonly min: number; readonly max: number } {
  const [min, max] = [dayOf(from), dayOf(to)];
  return { min, max: max > min ? max : min + 1 };
}

export interface TimeTick {
  readonly day: number;
  readonly label: string;
  /** Left out where it is narrow. */
  readonly minor: boolean;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const YEARS_FROM_DAYS = 4 * 365;
const MOST_TICKS = 24;

function yearTicks(first: number, last: number): readonly TimeTick[] {
  const every = Math.ceil((last - first + 1) / MOST_TICKS);
  const years = Array.from({ length: last - first + 1 }, (_, i) => first + i).filter((year) => year % every === 0);
  return years.map((year) => ({ day: dayOf(`${year}-01-01`), label: String(year), minor: year % (5 * every) !== 0 }));
}

function monthTicks({ from, to }: Period, every: number): readonly TimeTick[] {
  const index = (date: string) => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1;
  const months = Array.from({ length: index(to) - index(from) + 1 }, (_, i) => index(from) + i).filter((month) => month % every === 0);
  return months.map((month) => {
    const [year, place] = [Math.floor(month / 12), month % 12];
    return { day: dayOf(`${year}-${String(place + 1).padStart(2, '0')}-01`), label: `${MONTHS[place]} ${year}`, minor: month % (every * 2) !== 0 };
  });
}

/** Labels for a stretch of time: years when it is long, months when it is short. Only days inside it. */
export function timeTicks(period: Period): readonly TimeTick[] {
  const { min, max } = timeAxis(period);
  const span = max - min;
  const ticks =
    span > YEARS_FROM_DAYS
      ? yearTicks(Number(period.from.slice(0, 4)), Number(period.to.slice(0, 4)))
      : monthTicks(period, [1, 3, 6].find((every) => span / (30.44 * every) <= 8) ?? 12);
  return ticks.filter((tick) => tick.day >= min && tick.day <= max);
}

/** Index of the last date on or before the day; the first one when there is none. Dates ascend. */
export function indexAt(dates: readonly string[], date: string): number {
  let [low, high] = [0, dates.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (dates[middle] <= date) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The share of a stretch (0 to 1) as the day it falls on. */
export function dateAtShare(period: Period, share: number): string {
  const { min, max } = timeAxis(period);
  return dateOf(min + Math.min(1, Math.max(0, share)) * (max - min));
}

/** Keeps a window inside its whole, at least `days` long, giving way on the side that was moved. */
export function clampWindow(whole: Period, window: Period, moved: 'from' | 'to' | 'both', days = 30): Period {
  const { min, max } = timeAxis(whole);
  const least = Math.min(days, max - min);
  let [from, to] = [dayOf(window.from), dayOf(window.to)];
  if (moved === 'both') {
    const length = Math.min(to - from, max - min);
    from = Math.min(Math.max(from, min), max - length);
    to = from + length;
  } else if (moved === 'from') {
    to = Math.min(to, max);
    from = Math.min(Math.max(from, min), to - least);
  } else {
    from = Math.max(from, min);
    to = Math.max(Math.min(to, max), from + least);
  }
  return { from: dateOf(from), to: dateOf(to) };
}

/** A shorter pull across empty time is a click. */
const LEAST_PULL_DAYS = 10;

const shifted = (date: string, days: number): string => dateOf(dayOf(date) + days);

/** What of a window is pulled: a side, the whole of it, or empty time for a new one. */
export type WindowPart = 'from' | 'to' | 'both' | 'new';

/** The window after a pull of so many days, begun on `startDay`; null for a click on empty time. */
export function pullWindow(whole: Period, start: Period, part: WindowPart, startDay: number, pull: number): Period | null {
  const { min, max } = timeAxis(whole);
  const days = Math.min(max - min, Math.max(min - max, pull));
  if (part === 'new') {
    const edges = { from: dateOf(startDay + Math.min(0, days)), to: dateOf(startDay + Math.max(0, days)) };
    return Math.abs(days) < LEAST_PULL_DAYS ? null : clampWindow(whole, edges, 'to');
  }
  return clampWindow(whole, { from: part === 'to' ? start.from : shifted(start.from, days), to: part === 'from' ? start.to : shifted(start.to, days) }, part);
}
