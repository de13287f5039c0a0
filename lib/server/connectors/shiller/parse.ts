import { addDays, lastDayOfMonth, monthText, type IsoDate } from '../../../core/base/iso-date';
import { ok, refuse, type Result } from '../../../core/base/result';
import type { Answer, Facts, ParseKind } from '../connector';
import { BadWorkbook } from './compound-file';
import { COLUMNS, rowSchema, type Feed } from './schema';
import { readSheet, type Cell, type Sheet } from './workbook';

/** The header stands some rows down, below title and author. */
const HEADER_WITHIN = 20;

const isText = (cell: Cell | undefined, text: string): boolean => typeof cell === 'string' && cell.replace(/\s+/g, ' ').trim().toLowerCase() === text.toLowerCase();

function headerOf(sheet: Sheet): { readonly row: number; readonly columnOf: (text: string) => number | null } | null {
  for (let row = 0; row < HEADER_WITHIN; row += 1) {
    const cells = sheet.get(row);
    if (!cells || !isText(cells.get(0), 'Date')) continue;
    return { row, columnOf: (text) => [...cells].find(([, cell]) => isText(cell, text))?.[0] ?? null };
  }
  return null;
}

/** 1871.01 is January and 1871.1 October: the month is in hundredths, and Excel drops the last zero. */
function monthOf(date: number): number | null {
  const [year, month] = date.toFixed(2).split('.').map(Number);
  return month >= 1 && month <= 12 ? year * 12 + month - 1 : null;
}

interface Reading {
  readonly month: number;
  readonly value: number;
}

/** The rows of one column down to the first that begins with no date: below it there are notes. */
function readColumn(sheet: Sheet, header: number, column: number): Result<readonly Reading[], ParseKind> {
  const found: Reading[] = [];
  for (let row = header + 1; ; row += 1) {
    const cells = sheet.get(row);
    const date = cells?.get(0);
    if (typeof date !== 'number') break;
    const cell = cells?.get(column);
    // NA stands where ten years of earnings are not there yet.
    if (typeof cell !== 'number') continue;
    const parsed = rowSchema.safeParse([date, cell]);
    const month = parsed.success ? monthOf(date) : null;
    if (month === null) return refuse('schema-drift', `row ${row + 1} begins with ${date}, which is no year and month`);
    if (found.length > 0 && month <= found[found.length - 1].month) return refuse('schema-drift', `row ${row + 1} goes back to ${monthText(month)}`);
    found.push({ month, value: cell });
  }
  return found.length > 0 ? ok(found) : refuse('empty-answer', 'the column holds no value');
}

function sheetOf(answer: Answer): Result<Sheet, ParseKind> {
  try {
    return ok(readSheet(answer.parts[0].bytes, 'Data'));
  } catch (error) {
    if (error instanceof BadWorkbook) return refuse(/breaks off/.test(error.message) ? 'truncated' : 'schema-drift', `the workbook cannot be read: ${error.message}`);
    if (error instanceof RangeError) return refuse('truncated', 'the workbook breaks off');
    throw error;
  }
}

/** One column of the sheet. Prices and yields in it are means over their month, and the month under way is not one yet. */
export function parseSheet(answer: Answer, feed: Feed, today: IsoDate): Result<Facts, ParseKind> {
  const { header: title, name, unit } = COLUMNS[feed.externalId];
  const sheet = sheetOf(answer);
  if (!sheet.ok) return sheet;
  const header = headerOf(sheet.value);
  const column = header?.columnOf(title) ?? null;
  if (!header || column === null) return refuse('schema-drift', header ? `the sheet has no column ${title}` : 'the sheet has no row that begins with Date');
  const readings = readColumn(sheet.value, header.row, column);
  if (!readings.ok) return readings;
  const over = readings.value.filter(({ month }) => lastDayOfMonth(month) < today);
  const last = readings.value.at(-1);
  if (last && lastDayOfMonth(last.month - 1) > addDays(today, 1)) return refuse('future-dates', `it says ${monthText(last.month)}, and today is ${today}: one of the two clocks is wrong`);
  if (over.length === 0) return refuse('empty-answer', 'no month of the column is over');
  const common = { name, frequency: 'monthly' as const, warnings: over.length < readings.value.length ? [`left out ${monthText(readings.value[over.length].month)}, which is not over`] : [] };
  if (feed.externalId === 'P') {
    return ok({ kind: 'price', basis: 'price', sampling: 'average', currency: 'USD', ...common, levels: over.map(({ month, value }) => ({ date: lastDayOfMonth(month), level: value })) });
  }
  return ok({
    kind: 'observation', pointInTime: false, typicalLagDays: feed.typicalLagDays ?? null, unit, ...common,
    values: over.map(({ month, value }) => ({ period: monthText(month), frequency: 'monthly' as const, value, releaseDate: null, vintage: null })),
  });
}
