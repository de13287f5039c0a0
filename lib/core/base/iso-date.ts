/** A calendar day written `YYYY-MM-DD`. Compares correctly as text. */
export type IsoDate = string & { readonly __brand: 'IsoDate' };

/** The day that never comes: `knownAt` of a value whose release date nobody stated. */
export const NEVER = '9999-12-31' as IsoDate;

/** The number that digits in a text make; NaN where another character stands among them. Files bring days by the million. */
function digits(text: string, from: number, to: number): number {
  let value = 0;
  for (let i = from; i < to; i += 1) {
    const digit = text.charCodeAt(i) - 48;
    if (!(digit >= 0 && digit <= 9)) return NaN;
    value = value * 10 + digit;
  }
  return value;
}

const daysInMonth = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

/** Whether the text is a real calendar day written `YYYY-MM-DD` (2025-02-30 is not). */
export function isIsoDate(text: string): text is IsoDate {
  if (text.length !== 10 || text[4] !== '-' || text[7] !== '-') return false;
  const year = digits(text, 0, 4);
  const month = digits(text, 5, 7);
  const day = digits(text, 8, 10);
  return year >= 0 && month >= 1 && month <= 12 && day >= 1 && (day <= 28 || day <= daysInMonth(year, month));
}

/** The checked constructor. Throws a RangeError that quotes the text. */
export function isoDate(text: string): IsoDate {
  if (!isIsoDate(text)) throw new RangeError(`"${text}" is not a calendar day written YYYY-MM-DD`);
  return text;
}

/** Months since year 0: two days lie in the same month exactly when this is equal. */
export function monthIndex(date: IsoDate): number {
  return Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1;
}

/** The month `YYYY-MM` that a month index stands for. */
export function monthText(index: number): string {
  return `${String(Math.floor(index / 12)).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}`;
}

/** The last calendar day of the month with this index. */
export function lastDayOfMonth(index: number): IsoDate {
  const [year, month] = [Math.floor(index / 12), (index % 12) + 1];
  return `${monthText(index)}-${String(daysInMonth(year, month)).padStart(2, '0')}` as IsoDate;
}

/** Days since 1970-01-01, for differences between dates. */
export function dayNumber(date: IsoDate): number {
  return Date.UTC(digits(date, 0, 4), digits(date, 5, 7) - 1, digits(date, 8, 10)) / 86_400_000;
}

/** The date `days` calendar days later (earlier when negative). */
export function addDays(date: IsoDate, days: number): IsoDate {
  return new Date((dayNumber(date) + days) * 86_400_000).toISOString().slice(0, 10) as IsoDate;
}

/** Monday is 1, Sunday is 7. */
export function weekday(date: IsoDate): number {
  return ((((dayNumber(date) + 3) % 7) + 7) % 7) + 1;
}
