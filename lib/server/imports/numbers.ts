import type { Decimal } from './notation';
import { IMPORT_LIMITS } from './limits';

const MISSING = new Set([
  '', 'na', 'n/a', '#n/a', '#na', '#nv', '#n/d', '#n/a n/a', 'n.a.', 'n.a', 'n.v.', 'k.a.', 'n.d.', 'nd', 'n.m.', 'null', 'none', 'nil', 'nan', '<na>', 'empty', 'missing',
  '.', '..', '...', '-', '--', '---', '\u2013', '\u2014', '\u2212', '\u2013\u2013', '\u2026', '?',
]);
const LONGEST_MISSING = 9;

/** Whether a cell says that there is no value. Missing is never 0. */
export function isMissing(cell: string): boolean {
  return cell.length <= LONGEST_MISSING && MISSING.has(cell.toLowerCase());
}

/** No number that a file means is longer; beyond it nothing is looked at, so that no cell can keep the reader busy. */
const LONGEST_NUMBER = 64;

const PLAIN = /^-?\d+(?:\.\d+)?$/;
const NUMBER = /^([-+]?)(\d+(?:\.\d*)?|\.\d+)(e[-+]?\d{1,4})?$/i;
const GROUPED = /^\d{1,3}([,.'\u2019\u00b4 \u00a0\u202f\u2009\u2007])\d{3}(?:\1\d{3})*$/;
/** Lakh and crore: groups of two in front of the last three digits. */
const INDIAN = /^\d{1,2}(?:,\d{2})+,\d{3}$/;
const SYMBOLS = 'US\\$|R\\$|A\\$|C\\$|HK\\$|S\\$|NZ\\$|Fr\\.|z\u0142|K\u010d|kr\\.?|\\p{Sc}';
const LEADING_MARK = new RegExp(`^([-+]?)\\s*(${SYMBOLS}|[A-Z]{3}(?=[\\s\\d.,+-]))\\s*`, 'u');
const TRAILING_MARK = new RegExp(`\\s*(${SYMBOLS}|(?<=[\\s\\d.,])[A-Z]{3})$`, 'u');
const ISO_CURRENCIES = new Set(Intl.supportedValuesOf('currency'));

const isMark = (text: string): boolean => !/^[A-Z]{3}$/.test(text) || ISO_CURRENCIES.has(text);

/** Whole part without its thousands separators, or null when they are irregular. */
function ungroup(whole: string, decimal: Decimal): string | null {
  if (/^\d*$/.test(whole)) return whole;
  if (decimal === '.' && INDIAN.test(whole)) return whole.replaceAll(',', '');
  const match = GROUPED.exec(whole);
  return match && match[1] !== decimal ? whole.replaceAll(match[1], '') : null;
}

interface Stripped {
  readonly text: string;
  readonly mark: string | null;
}

/** Accounting writes (5) for -5; what bears a sign inside its brackets is left as it is, and is no number. */
const unbracket = (text: string): string => text.replace(/^\(\s*([^-+\s].*)\)$/, '-$1');

/** Takes off what stands around a number: the signs people write, accounting brackets, a currency. */
function strip(cell: string): Stripped {
  let text = unbracket(cell.replace(/[\u2212\u2013\uff0d](?=.*\d)/g, '-').trim());
  const [leading, trailing] = [LEADING_MARK.exec(text), TRAILING_MARK.exec(text)];
  const mark = leading && isMark(leading[2]) ? leading[2] : trailing && isMark(trailing[1]) ? trailing[1] : null;
  if (mark !== null) text = leading && mark === leading[2] ? text.replace(LEADING_MARK, '$1') : text.replace(TRAILING_MARK, '');
  text = unbracket(text);
  const after = /^([^-+].*\d[.,]?)\s*-$/.exec(text);
  return { text: after ? `-${after[1]}` : text, mark };
}

/** The currency written beside a number (`$`, `EUR`), or null. */
export function currencyMark(cell: string): string | null {
  return cell.length > LONGEST_NUMBER || /^[-+\d.,\s%']+$/.test(cell) ? null : strip(cell).mark;
}

/**
 * A number as plain decimal text (`-1234.5`, perhaps with an exponent), or null when the cell is not a number.
 * Understands thousands separators in groups of three or the Indian way, a currency, the true minus sign, a minus
 * behind the number and accounting brackets.
 */
export function readDecimal(cell: string, decimal: Decimal): string | null {
  if (cell.length > LONGEST_NUMBER) return null;
  if (decimal === '.' && PLAIN.test(cell)) return cell;
  const { text } = strip(cell);
  const sign = /^[-+]\s*/.exec(text)?.[0] ?? '';
  const [whole, ...rest] = text.slice(sign.length).split(decimal);
  const plain = /[eE]/.test(whole) ? whole : ungroup(whole, decimal);
  if (plain === null || rest.length > 1) return null;
  const match = NUMBER.exec(`${sign.trim()}${plain}${rest.length === 1 ? `.${rest[0]}` : ''}`);
  if (!match) return null;
  const digits = match[2].startsWith('.') ? `0${match[2]}` : match[2].replace(/\.$/, '');
  return `${match[1] === '-' ? '-' : ''}${digits}${match[3] ?? ''}`;
}

/** Quotes a cell for a message, shortened. */
export const quoteCell = (cell: string): string => JSON.stringify(cell.length > 40 ? `${cell.slice(0, 40)}…` : cell);

const SHEET_ERROR = /^#(?:DIV\/0!|REF!|VALUE!|NAME\?|NUM!|NULL!|SPILL!|WERT!|BEZUG!|ZAHL!|VALEUR!|VALOR!|ERR:?\d*)/i;

/** The number in a cell, or the reason why there is none. Infinities and numbers beyond 1e15 are refused. */
export function readNumber(cell: string, decimal: Decimal): number | string {
  const text = readDecimal(cell, decimal);
  if (text === null) return SHEET_ERROR.test(cell) ? `${quoteCell(cell)} is an error of the spreadsheet, not a number` : `${quoteCell(cell)} is not a number`;
  const value = Number(text);
  return Math.abs(value) <= IMPORT_LIMITS.maxMagnitude ? value : `${quoteCell(cell)} is beyond ${IMPORT_LIMITS.maxMagnitude.toExponential()}`;
}

/** A unit written beside a number. */
export type CellUnit = 'percent' | 'bp';

/** A cell such as `12.5 %`, `(3.15%)` or `25 bp` without its unit; `unit` is null where it bears none. */
export function splitUnit(cell: string): { readonly number: string; readonly unit: CellUnit | null } {
  if (cell.length > LONGEST_NUMBER) return { number: cell, unit: null };
  const percent = /^(.*?)\s*%(\)?-?)$/.exec(cell);
  if (percent) return { number: `${percent[1]}${percent[2]}`, unit: 'percent' };
  const bp = /^(.*\d)\s*(?:bps?|basis points?)$/i.exec(cell);
  return bp ? { number: bp[1], unit: 'bp' } : { number: cell, unit: null };
}
