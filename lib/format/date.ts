import { dayNumber, isIsoDate, type IsoDate } from '../core/base/iso-date';
import { MISSING } from './number';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const WEEKDAYS = ['Thursday', 'Friday', 'Saturday', 'Sunday', 'Monday', 'Tuesday', 'Wednesday'];

type MaybeDate = string | null | undefined;

function parts(date: MaybeDate): { year: string; month: string; day: number; iso: IsoDate } | null {
  if (date == null || !isIsoDate(date)) return null;
  return { year: date.slice(0, 4), month: MONTHS[Number(date.slice(5, 7)) - 1], day: Number(date.slice(8, 10)), iso: date };
}

/** A day in prose: `30 Sep 2025`. What is not a day is missing: `–`. */
export function dateLong(date: MaybeDate): string {
  const day = parts(date);
  return day ? `${day.day} ${day.month} ${day.year}` : MISSING;
}

/** A day whose year is plain from where it stands: `30 Sep`. */
export function dateShort(date: MaybeDate): string {
  const day = parts(date);
  return day ? `${day.day} ${day.month}` : MISSING;
}

/** `Sep 2025`, for a month (`2025-09`) or any day in it. */
export function monthYear(date: MaybeDate): string {
  const day = parts(date?.length === 7 ? `${date}-01` : date);
  return day ? `${day.month} ${day.year}` : MISSING;
}

/** ISO for tables, or the en dash. */
export function dateIso(date: MaybeDate): string {
  return parts(date)?.iso ?? MISSING;
}

/** `Tuesday`, for a deadline that a person must keep. */
export function weekdayName(date: MaybeDate): string {
  const day = parts(date);
  return day ? WEEKDAYS[((dayNumber(day.iso) % 7) + 7) % 7] : MISSING;
}

/** `31 Oct 2007 – 2 Nov 2010`. */
export function dateRange(from: MaybeDate, to: MaybeDate): string {
  return `${dateLong(from)} \u2013 ${dateLong(to)}`;
}

/** An instant (ISO, any zone) to the minute, in UTC: `1 May 2025, 08:41`. */
export function instant(iso: MaybeDate): string {
  const time = iso == null ? Number.NaN : Date.parse(iso);
  if (Number.isNaN(time)) return MISSING;
  const text = new Date(time).toISOString();
  return `${dateLong(text.slice(0, 10))}, ${text.slice(11, 16)}`;
}

/** An instant without its year: `1 May, 08:41`. */
export function instantShort(iso: MaybeDate): string {
  return instant(iso).replace(/ \d{4},/, ',');
}
