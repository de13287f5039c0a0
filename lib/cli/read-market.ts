import type { IsoDate } from '../core/base/iso-date';
import { isIsoDate, NEVER } from '../core/base/iso-date';
import type { Result } from '../core/base/result';
import { ok, refuse } from '../core/base/result';
import type { RawColumns } from '../core/market/align-grid';
import type { Observation } from '../core/market/observation';
import type { FileRefusal, Table } from './read-file';
import { columnIndex, numbersOf, readTable } from './read-file';

/** The ascending dates of a table; refuses `bad-date` with the line of a day that is none, or that does not follow. */
export function datesOf(table: Table, column = 'date'): Result<readonly IsoDate[], FileRefusal> {
  const index = columnIndex(table, column);
  if (!index.ok) return index;
  const dates: IsoDate[] = [];
  for (const [row, cells] of table.rows.entries()) {
    const text = cells[index.value];
    if (!isIsoDate(text)) return refuse('bad-date', `${table.path} line ${row + 2}: "${text}" is not a day written YYYY-MM-DD`, { line: row + 2 });
    if (row > 0 && text <= dates[row - 1]) return refuse('bad-date', `${table.path} line ${row + 2}: ${text} does not follow ${dates[row - 1]}`, { line: row + 2 });
    dates.push(text);
  }
  return ok(dates);
}

/** Some columns of a wide price file. */
export async function readPrices(path: string, names: readonly string[]): Promise<Result<RawColumns, FileRefusal>> {
  const table = await readTable(path);
  if (!table.ok) return table;
  const dates = datesOf(table.value);
  if (!dates.ok) return dates;
  const columns: Record<string, readonly (number | null)[]> = {};
  for (const name of names) {
    const numbers = numbersOf(table.value, name);
    if (!numbers.ok) return numbers;
    columns[name] = numbers.value;
  }
  return ok({ dates: dates.value, columns });
}

const PERIOD = /^\d{4}-(0[1-9]|1[0-2])/;

/** A long file of observations; a value without a release date is never known, a row without a value is none. */
export async function readObservations(path: string): Promise<Result<readonly Observation[], FileRefusal>> {
  const table = await readTable(path);
  if (!table.ok) return table;
  const places: number[] = [];
  for (const name of ['series_id', 'period', 'release_date']) {
    const index = columnIndex(table.value, name);
    if (!index.ok) return index;
    places.push(index.value);
  }
  const values = numbersOf(table.value, 'value');
  if (!values.ok) return values;
  const [series, period, release] = places;
  const observations: Observation[] = [];
  for (const [row, cells] of table.value.rows.entries()) {
    const value = values.value[row];
    const knownAt = cells[release] === '' ? NEVER : cells[release];
    if (!PERIOD.test(cells[period])) return refuse('bad-period', `${path} line ${row + 2}: "${cells[period]}" is not a month written YYYY-MM`, { line: row + 2 });
    if (!isIsoDate(knownAt)) return refuse('bad-date', `${path} line ${row + 2}: "${knownAt}" is not a day written YYYY-MM-DD`, { line: row + 2 });
    if (value !== null) observations.push({ seriesId: cells[series], period: cells[period].slice(0, 7), value, knownAt });
  }
  return ok(observations);
}
