import { readDate, readPeriod } from './dates';
import type { DateOrder, Decimal } from './notation';
import { isFooterText } from './header-words';
import { isMissing, readDecimal, splitUnit } from './numbers';
import type { Row } from './rows';

/** Which cells of a row belong to the table: spreadsheets add empty ones behind it, data frames a counter before it. */
export interface TableShape {
  readonly header: readonly string[];
  /** 1 where the first column only counts the rows. */
  readonly leftOut: 0 | 1;
  /** What a person should know about it; null where nothing was left out. */
  readonly note: string | null;
}

const isCounter = (cells: readonly string[]): boolean =>
  cells.length > 1 && cells.every((cell, i) => /^\d+$/.test(cell) && Number(cell) === Number(cells[0]) + i) && Number(cells[0]) <= 1;

/** The columns of a header: nameless empty ones at the end and a nameless counter at the start are left out. */
export function shapeOf(cells: readonly string[], sample: readonly Row[], order: DateOrder): TableShape {
  let width = cells.length;
  while (width > 1 && cells[width - 1] === '' && sample.length > 0 && sample.every((row) => (row.cells[width - 1] ?? '') === '')) width -= 1;
  const header = cells.slice(0, width);
  if (header[0] !== '' || header.length < 2 || sample.length === 0) return { header, leftOut: 0, note: null };
  const first = sample.map((row) => row.cells[0] ?? '');
  if (isCounter(first)) return { header: header.slice(1), leftOut: 1, note: 'left out the first column, which has no name and counts the rows' };
  if (!first.every((cell) => readPeriod(cell, order) !== null)) return { header, leftOut: 0, note: null };
  return { header: ['date', ...header.slice(1)], leftOut: 0, note: 'the first column has no name and holds dates' };
}

/** A row in the shape of its table; cells beyond it stay where they say something. */
export function shaped(row: Row, { header, leftOut }: TableShape): Row {
  let end = row.cells.length;
  while (end > header.length + leftOut && row.cells[end - 1] === '') end -= 1;
  return leftOut === 0 && end === row.cells.length ? row : { ...row, cells: row.cells.slice(leftOut, end) };
}

const isFigure = (cell: string, order: DateOrder, decimal: Decimal): boolean =>
  isMissing(cell) || readDate(cell, order) !== null || readPeriod(cell, order) !== null || readDecimal(splitUnit(cell).number, decimal) !== null;

/**
 * Whether a row holds text only and does not fill the table: a heading between rows, or a note below them. Behind a
 * blank line it may fill it: a sentence with as many commas as the table has.
 */
export function isTextRow(row: Row, columns: number, isApart: boolean, order: DateOrder, decimal: Decimal): boolean {
  // What nearly every row is, before anything is looked at more closely.
  if (!isApart && row.cells.length === columns && columns > 1 && row.cells[0] !== '' && row.cells[columns - 1] !== '') return false;
  if (!isApart && row.cells.length === columns && row.cells.findIndex((cell) => cell !== '') !== row.cells.findLastIndex((cell) => cell !== '')) return false;
  return row.cells.every((cell) => cell === '' || !isFigure(cell, order, decimal));
}

/** Whether such a row reads like a note below the table; after a blank line or another note it need not look like one. */
export const isNote = (row: Row, isApart: boolean): boolean => isApart || isFooterText(row.cells.filter((cell) => cell !== '').join(' '));

/** What a row says, in one line. */
export const textOf = (row: Row): string => row.cells.filter((cell) => cell !== '').join(' ');
