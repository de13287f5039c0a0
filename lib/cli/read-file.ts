import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import type { Result } from '../core/base/result';
import { ok, refuse } from '../core/base/result';

export type FileRefusal = 'missing-file' | 'bad-csv' | 'missing-column' | 'bad-date' | 'bad-number' | 'bad-period' | 'bad-column';

/** The bytes of a file as text; refuses `missing-file`. */
export async function readText(path: string): Promise<Result<string, FileRefusal>> {
  try {
    return ok(await readFile(path, 'utf8'));
  } catch (error) {
    return refuse('missing-file', `cannot read ${path}: ${(error as NodeJS.ErrnoException).code ?? 'unreadable'}`, { path });
  }
}

/** A CSV file: the header and the cells below it, all as text. */
export interface Table {
  readonly path: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Reads a comma-separated file with a header; refuses `missing-file` and `bad-csv`. */
export async function readTable(path: string): Promise<Result<Table, FileRefusal>> {
  const text = await readText(path);
  if (!text.ok) return text;
  try {
    const [header, ...rows] = parse(text.value, { bom: true, trim: true, skip_empty_lines: true }) as string[][];
    return header ? ok({ path, header, rows }) : refuse('bad-csv', `${path} is empty`, { path });
  } catch (error) {
    return refuse('bad-csv', `${path}: ${(error as Error).message}`, { path });
  }
}

/** The place of a column; refuses `missing-column` naming those there are. */
export function columnIndex(table: Table, name: string): Result<number, FileRefusal> {
  const index = table.header.indexOf(name);
  return index >= 0 ? ok(index) : refuse('missing-column', `${table.path} has no column ${name}; it has ${table.header.join(', ')}`, { column: name });
}

/** The numbers of a column, null where a cell is empty; refuses `bad-number` with its line. */
export function numbersOf(table: Table, name: string): Result<readonly (number | null)[], FileRefusal> {
  const index = columnIndex(table, name);
  if (!index.ok) return index;
  const numbers: (number | null)[] = [];
  for (const [row, cells] of table.rows.entries()) {
    const cell = cells[index.value];
    const value = cell === '' ? null : Number(cell);
    if (value !== null && !Number.isFinite(value)) {
      return refuse('bad-number', `${table.path} line ${row + 2}: "${cell}" in ${name} is not a number`, { line: row + 2, column: name });
    }
    numbers.push(value);
  }
  return ok(numbers);
}
