import { addDays, isIsoDate, lastDayOfMonth, monthIndex, type IsoDate } from '../../core/base/iso-date';
import type { DateOrder } from './notation';
import { monthNumber } from './month-names';
import { isMissing, quoteCell } from './numbers';

const ISO_WITH_TIME = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(?:Z|\s?[+-]\d{2}:?\d{2})?$/;
const COMPACT = /^(\d{4})(\d{2})(\d{2})$/;
const YEAR_FIRST = /^(\d{4})([/.-])(\d{1,2})\2(\d{1,2})$/;
const YEAR_LAST = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?:\s+\d{1,2}:\d{2}(?::\d{2})?(?:\s?[AP]M)?)?$/i;
const DAY_NAMED_MONTH = /^(?:\p{L}{2,10}\.?,?\s+)?(\d{1,2})(?:st|nd|rd|th|er|\.)?[\s./-]*(?:de\s+)?(\p{L}{3,12})\.?[\s./,-]*(?:de\s+)?(\d{4}|\d{2})$/u;
const NAMED_MONTH_DAY = /^(?:\p{L}{2,10}\.?,?\s+)?(\p{L}{3,12})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})$/u;
/** `Wednesday, 24 de septiembre de 2025` has 36 characters. */
const LONGEST_DATE = 48;
const SERIAL = /^(\d{5})(?:\.0+)?$/;
/** Day 0 of spreadsheets, and the serial numbers that are taken for dates: 1941 to 2064. */
const SHEET_EPOCH = '1899-12-30' as IsoDate;
const SERIALS = { from: 15_000, to: 60_000 };
/** Two digits of a year below this are of this century. */
const PIVOT = 70;

/** Before the Gregorian calendar a day means something else; such a year is a slip of the pen. */
const FIRST_DAY = '1600-01-01';
const isDay = (text: string): text is IsoDate => isIsoDate(text) && text >= FIRST_DAY;

const fullYear = (year: string): string => (year.length === 4 ? year : `${Number(year) < PIVOT ? '20' : '19'}${year}`);

const compose = (year: string, month: string | number, day: string): IsoDate | null => {
  const text = `${fullYear(year)}-${String(month).padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isDay(text) ? text : null;
};

/** A way of writing a day that leaves something open, so that it is said when it was used. */
export type OddForm = 'short-year' | 'serial' | 'time' | 'bare-october';

interface ReadDay {
  readonly date: IsoDate | null;
  readonly odd: OddForm | null;
}

const plainly = (date: IsoDate | null, year = ''): ReadDay => ({ date, odd: date !== null && year.length === 2 ? 'short-year' : null });

function readNamed(cell: string): ReadDay | null {
  const dayFirst = DAY_NAMED_MONTH.exec(cell);
  const monthFirst = dayFirst ? null : NAMED_MONTH_DAY.exec(cell);
  const [day, name, year] = dayFirst ? [dayFirst[1], dayFirst[2], dayFirst[3]] : monthFirst ? [monthFirst[2], monthFirst[1], monthFirst[3]] : ['', '', ''];
  const month = monthNumber(name);
  return month === null ? null : plainly(compose(year, month, day), year);
}

function readYearLast(cell: string, order: DateOrder): ReadDay | null {
  const match = YEAR_LAST.exec(cell);
  if (!match) return null;
  const [, first, mark, second, year] = match;
  if (mark === '.' || order === 'dmy') return plainly(compose(year, second, first), year);
  return plainly(order === 'mdy' ? compose(year, first, second) : null, year);
}

function readRareDay(cell: string, order: DateOrder): ReadDay {
  if (cell.length > LONGEST_DATE) return { date: null, odd: null };
  const timed = ISO_WITH_TIME.exec(cell);
  if (timed) return { date: isDay(timed[1]) ? timed[1] : null, odd: Number(`${timed[2]}${timed[3]}${timed[4] ?? ''}`) === 0 ? null : 'time' };
  const yearFirst = YEAR_FIRST.exec(cell);
  if (yearFirst) return plainly(compose(yearFirst[1], yearFirst[3], yearFirst[4]));
  const compact = COMPACT.exec(cell);
  if (compact) return plainly(compose(compact[1], compact[2], compact[3]));
  const serial = SERIAL.exec(cell);
  if (serial && Number(serial[1]) >= SERIALS.from && Number(serial[1]) <= SERIALS.to) return { date: addDays(SHEET_EPOCH, Number(serial[1])), odd: 'serial' };
  return readYearLast(cell, order) ?? readNamed(cell) ?? { date: null, odd: null };
}

/** The day in a cell, or null. Dotted dates are day first; slashed ones follow the order the file showed. */
export function readDate(cell: string, order: DateOrder): IsoDate | null {
  return cell.length === 10 && isDay(cell) ? cell : readRareDay(cell, order).date;
}

/** Which of the doubtful ways of writing the day in a cell follows, or null. */
export function oddForm(cell: string, order: DateOrder): OddForm | null {
  if (cell.length === 10 && isDay(cell)) return null;
  const { date, odd } = readRareDay(cell, order);
  if (date !== null) return odd;
  if (BARE_OCTOBER.test(cell)) return 'bare-october';
  return NAMED_MONTH.exec(cell)?.[2].length === 2 ? 'short-year' : null;
}

/** Why `readDate` gave null. */
export function dateProblem(cell: string, order: DateOrder): string {
  if (isMissing(cell)) return 'the date is missing';
  const slashed = cell.length > LONGEST_DATE ? null : YEAR_LAST.exec(cell);
  if (slashed && slashed[2] !== '.' && order === 'ambiguous') {
    return `${quoteCell(cell)} can be read day first or month first, and no day above 12 in the file decides; state the order or write YYYY-MM-DD`;
  }
  if (slashed && order === 'mixed') return `${quoteCell(cell)}: the file writes some dates day first and others month first; write YYYY-MM-DD`;
  return `${quoteCell(cell)} is not a calendar day written YYYY-MM-DD`;
}

/** How the period of an observation is written: a year, a quarter, a month, or a day (weekly series are dated by a day). */
export type PeriodForm = 'daily' | 'monthly' | 'quarterly' | 'annual';

/** The span of time that an observation is about. */
export interface Period {
  readonly text: string;
  readonly form: PeriodForm;
  readonly start: IsoDate;
  readonly end: IsoDate;
}

const MONTH = /^(\d{4})(?:[-/.]|\s?[Mm]|-M)?(\d{2})$/;
const MONTH_FIRST = /^(\d{1,2})[/.-](\d{4})$/;
const NAMED_MONTH = /^(\p{L}{3,12})\.?[\s/.-]*'?(\d{4}|\d{2})$/u;
const YEAR_NAMED_MONTH = /^(\d{4})[\s/.-]*(\p{L}{3,12})\.?$/u;
/** What a spreadsheet leaves of 1871.10; only October can lose a zero. */
const BARE_OCTOBER = /^(\d{4})\.1$/;
const QUARTER = /^(\d{4})[-./ ]?[QqTt]([1-4])$/;
const QUARTER_FIRST = /^(?:[QqTt]([1-4])|([1-4])[QqTt])[-./ ]?(\d{4})$/;
const YEAR = /^(\d{4})$/;
const FIRST_YEAR = 1600;

const span = (first: number, count: number, text: string, form: PeriodForm): Period => ({
  text,
  form,
  start: addDays(lastDayOfMonth(first - 1), 1),
  end: lastDayOfMonth(first + count - 1),
});

function ofMonth(year: string, month: number | null): Period | null {
  const date = month === null ? null : compose(year, month, '01');
  return date && span(monthIndex(date), 1, date.slice(0, 7), 'monthly');
}

const ofQuarter = (year: string, quarter: string): Period | null =>
  Number(year) < FIRST_YEAR ? null : span(Number(year) * 12 + (Number(quarter) - 1) * 3, 3, `${year}-Q${quarter}`, 'quarterly');

/** A month, quarter or year in one of the ways they are written, or null. */
function readSpan(cell: string): Period | null {
  if (cell.length > LONGEST_DATE) return null;
  const month = MONTH.exec(cell);
  if (month) return ofMonth(month[1], Number(month[2]));
  const quarter = QUARTER.exec(cell);
  if (quarter) return ofQuarter(quarter[1], quarter[2]);
  const quarterFirst = QUARTER_FIRST.exec(cell);
  if (quarterFirst) return ofQuarter(quarterFirst[3], quarterFirst[1] ?? quarterFirst[2]);
  const monthFirst = MONTH_FIRST.exec(cell);
  if (monthFirst) return ofMonth(monthFirst[2], Number(monthFirst[1]));
  const named = NAMED_MONTH.exec(cell);
  if (named) return ofMonth(named[2], monthNumber(named[1]));
  const yearNamed = YEAR_NAMED_MONTH.exec(cell);
  if (yearNamed) return ofMonth(yearNamed[1], monthNumber(yearNamed[2]));
  const october = BARE_OCTOBER.exec(cell);
  if (october) return ofMonth(october[1], 10);
  const year = YEAR.exec(cell);
  return year && Number(year[1]) >= FIRST_YEAR ? span(Number(year[1]) * 12, 12, year[1], 'annual') : null;
}

/** The period in a cell (`YYYY-MM`, `YYYY-Qn`, `YYYY` or a day), or null. `as` turns days into the months, quarters or years they lie in. */
export function readPeriod(cell: string, order: DateOrder, as: PeriodForm | null = null): Period | null {
  const day = readDate(cell, order);
  if (!day) return readSpan(cell);
  if (as === 'monthly') return ofMonth(day.slice(0, 4), Number(day.slice(5, 7)));
  if (as === 'quarterly') return ofQuarter(day.slice(0, 4), String(Math.floor((monthIndex(day) % 12) / 3) + 1));
  if (as === 'annual') return span(Number(day.slice(0, 4)) * 12, 12, day.slice(0, 4), 'annual');
  return ofDay(day);
}

const ofDay = (day: IsoDate): Period => ({ text: day, form: 'daily', start: day, end: day });

/** The period that a day written `YYYY-MM-DD` is, or null: what `readPeriod` says of it, without a look at other ways of writing. */
export const plainDay = (cell: string): Period | null => (cell.length === 10 && isDay(cell) ? ofDay(cell) : null);
