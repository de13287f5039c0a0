import { addDays, isIsoDate, lastDayOfMonth, monthIndex, type IsoDate } from '../../core/base/iso-date';
import type { DateOrder, Decimal } from './dialect';
import { IMPORT_LIMITS } from './limits';

const MISSING = new Set(['', 'na', 'n/a', '#n/a', 'null', '.', '-', '--', '\u2013', '\u2014']);

/** Whether a cell says that there is no value. Missing is never 0. */
export function isMissing(cell: string): boolean {
  return cell.length <= 4 && MISSING.has(cell.toLowerCase());
}

const PLAIN = /^-?\d+(?:\.\d+)?$/;
const NUMBER = /^([-+]?)(\d+(?:\.\d*)?|\.\d+)(e[-+]?\d{1,4})?$/i;
const GROUPED = /^\d{1,3}([,.'\u2019 \u00a0\u202f\u2009])\d{3}(?:\1\d{3})*$/;

/** Whole part without its thousands separators, or null when they are irregular. */
function ungroup(whole: string, decimal: Decimal): string | null {
  if (/^\d*$/.test(whole)) return whole;
  const match = GROUPED.exec(whole);
  return match && match[1] !== decimal ? whole.replaceAll(match[1], '') : null;
}

/**
 * A number as plain decimal text (`-1234.5`, perhaps with an exponent), or null when the cell is not a number.
 * Understands thousands separators in groups of three, a currency sign, the true minus sign and accounting brackets.
 */
export function readDecimal(cell: string, decimal: Decimal): string | null {
  if (decimal === '.' && PLAIN.test(cell)) return cell;
  let text = cell.replace(/\u2212/g, '-').trim();
  const bracketed = /^\((.+)\)$/.exec(text);
  if (bracketed) text = `-${bracketed[1]}`;
  text = text.replace(/^([-+]?)\s*[$€£¥]\s*/, '$1').replace(/\s*[$€£¥]$/, '');
  const sign = /^[-+]/.exec(text)?.[0] ?? '';
  const [whole, ...rest] = text.slice(sign.length).split(decimal);
  const plain = /[eE]/.test(whole) ? whole : ungroup(whole, decimal);
  if (plain === null || rest.length > 1) return null;
  const match = NUMBER.exec(`${sign}${plain}${rest.length === 1 ? `.${rest[0]}` : ''}`);
  if (!match) return null;
  const digits = match[2].startsWith('.') ? `0${match[2]}` : match[2].replace(/\.$/, '');
  return `${match[1] === '-' ? '-' : ''}${digits}${match[3] ?? ''}`;
}

const quote = (cell: string): string => JSON.stringify(cell.length > 40 ? `${cell.slice(0, 40)}…` : cell);

/** The number in a cell, or the reason why there is none. NaN, infinities and numbers beyond 1e15 are refused. */
export function readNumber(cell: string, decimal: Decimal): number | string {
  const text = readDecimal(cell, decimal);
  if (text === null) return `${quote(cell)} is not a number`;
  const value = Number(text);
  return Math.abs(value) <= IMPORT_LIMITS.maxMagnitude ? value : `${quote(cell)} is beyond ${IMPORT_LIMITS.maxMagnitude.toExponential()}`;
}

const ISO_WITH_MIDNIGHT = /^(\d{4}-\d{2}-\d{2})[T ]00:00(?::00(?:\.0+)?)?(?:Z|[+-]00:?00)?$/;
const YEAR_FIRST = /^(\d{4})[/.](\d{1,2})[/.](\d{1,2})$/;
const YEAR_LAST = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4})$/;

/** Before the Gregorian calendar a day means something else; such a year is a slip of the pen. */
const FIRST_DAY = '1600-01-01';
const isDay = (text: string): text is IsoDate => isIsoDate(text) && text >= FIRST_DAY;

const compose = (year: string, month: string, day: string): IsoDate | null => {
  const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isDay(text) ? text : null;
};

/** The day in a cell, or null. Dotted dates are day first; slashed ones follow the order the file showed. */
export function readDate(cell: string, order: DateOrder): IsoDate | null {
  if (cell.length === 10 && isDay(cell)) return cell;
  const midnight = ISO_WITH_MIDNIGHT.exec(cell);
  if (midnight) return isDay(midnight[1]) ? midnight[1] : null;
  const yearFirst = YEAR_FIRST.exec(cell);
  if (yearFirst) return compose(yearFirst[1], yearFirst[2], yearFirst[3]);
  const yearLast = YEAR_LAST.exec(cell);
  if (!yearLast) return null;
  const [, first, mark, second, year] = yearLast;
  if (mark === '.' || order === 'dmy') return compose(year, second, first);
  return order === 'mdy' ? compose(year, first, second) : null;
}

/** Why `readDate` gave null. */
export function dateProblem(cell: string, order: DateOrder): string {
  if (isMissing(cell)) return 'the date is missing';
  if (YEAR_LAST.test(cell) && order === 'ambiguous') {
    return `${quote(cell)} can be read day first or month first, and no day above 12 in the file decides; state the order or write YYYY-MM-DD`;
  }
  if (YEAR_LAST.test(cell) && order === 'mixed') return `${quote(cell)}: the file writes some dates day first and others month first; write YYYY-MM-DD`;
  return `${quote(cell)} is not a calendar day written YYYY-MM-DD`;
}

/** How the period of an observation is written: a month, a quarter, or a day (weekly series are dated by a day). */
export type PeriodForm = 'daily' | 'monthly' | 'quarterly';

/** The span of time that an observation is about. */
export interface Period {
  readonly text: string;
  readonly form: PeriodForm;
  readonly start: IsoDate;
  readonly end: IsoDate;
}

const MONTH = /^(\d{4})-(\d{2})$/;
const QUARTER = /^(\d{4})[- ]?Q([1-4])$/i;

const months = (first: number, count: number, text: string, form: PeriodForm): Period => ({
  text,
  form,
  start: addDays(lastDayOfMonth(first - 1), 1),
  end: lastDayOfMonth(first + count - 1),
});

/** The period in a cell (`YYYY-MM`, `YYYY-Qn` or a day), or null. `as` turns days into the months or quarters they lie in. */
export function readPeriod(cell: string, order: DateOrder, as: PeriodForm | null = null): Period | null {
  const month = MONTH.exec(cell);
  if (month) {
    const date = compose(month[1], month[2], '01');
    return date && months(monthIndex(date), 1, cell, 'monthly');
  }
  const quarter = QUARTER.exec(cell);
  if (quarter && quarter[1] >= '1600') return months(Number(quarter[1]) * 12 + (Number(quarter[2]) - 1) * 3, 3, `${quarter[1]}-Q${quarter[2]}`, 'quarterly');
  const day = readDate(cell, order);
  if (!day) return null;
  if (as === 'monthly') return months(monthIndex(day), 1, day.slice(0, 7), 'monthly');
  if (as === 'quarterly') {
    const number = Math.floor((monthIndex(day) % 12) / 3);
    return months(monthIndex(day) - (monthIndex(day) % 3), 3, `${day.slice(0, 4)}-Q${number + 1}`, 'quarterly');
  }
  return { text: day, form: 'daily', start: day, end: day };
}
