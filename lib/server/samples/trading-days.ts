import { addDays, isoDate, weekday, type IsoDate } from '../../core/base/iso-date';

const MONDAY = 1;
const THURSDAY = 4;

/** The n-th given weekday of a month; n = 5 stands for the last. */
function nthWeekday(year: number, month: number, day: number, n: number): IsoDate {
  const first = isoDate(`${year}-${String(month).padStart(2, '0')}-01`);
  const found = addDays(first, ((day - weekday(first) + 7) % 7) + 7 * (n - 1));
  return found.slice(5, 7) === first.slice(5, 7) ? found : addDays(found, -7);
}

/** Easter Sunday by the anonymous Gregorian algorithm (Meeus, Jones, Butcher). */
function easter(year: number): IsoDate {
  const [a, b, c] = [year % 19, Math.floor(year / 100), year % 100];
  const h = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const sum = h + l - 7 * m + 114;
  return isoDate(`${year}-${String(Math.floor(sum / 31)).padStart(2, '0')}-${String((sum % 31) + 1).padStart(2, '0')}`);
}

/** A holiday on a Saturday is kept on Friday, one on a Sunday on Monday. */
function observed(date: IsoDate): IsoDate {
  if (weekday(date) === 6) return addDays(date, -1);
  return weekday(date) === 7 ? addDays(date, 1) : date;
}

function holidays(year: number): IsoDate[] {
  const newYear = isoDate(`${year}-01-01`);
  return [
    weekday(newYear) === 6 ? newYear : observed(newYear),
    nthWeekday(year, 1, MONDAY, 3),
    nthWeekday(year, 2, MONDAY, 3),
    addDays(easter(year), -2),
    nthWeekday(year, 5, MONDAY, 5),
    observed(isoDate(`${year}-07-04`)),
    nthWeekday(year, 9, MONDAY, 1),
    nthWeekday(year, 11, THURSDAY, 4),
    observed(isoDate(`${year}-12-25`)),
  ];
}

/** Weekdays from the first to the last day less nine holidays a year as US exchanges keep them; about 252 a year. */
export function tradingDays(first: IsoDate, last: IsoDate): IsoDate[] {
  const closed = new Set<IsoDate>();
  for (let year = Number(first.slice(0, 4)); year <= Number(last.slice(0, 4)); year += 1) holidays(year).forEach((day) => closed.add(day));
  const days: IsoDate[] = [];
  for (let day = first; day <= last; day = addDays(day, 1)) if (weekday(day) <= 5 && !closed.has(day)) days.push(day);
  return days;
}
