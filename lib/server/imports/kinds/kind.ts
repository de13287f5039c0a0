import * as z from 'zod';
import { isIsoDate, type IsoDate } from '../../../core/base/iso-date';
import type { Result } from '../../../core/base/result';
import { dialectOverridesSchema } from '../dialect';
import type { Decimal } from '../notation';
import type { DayReader } from '../day-reader';
import { FileRefusal, type Findings } from '../findings';
import { normaliseName, type HeaderRole } from '../header-words';
import { IMPORT_LIMITS, limitMessages } from '../limits';
import type { ImportedSeries } from '../report';
import type { Row } from '../rows';

export const isoDateSchema = z.custom<IsoDate>((value) => typeof value === 'string' && isIsoDate(value), 'a calendar day written YYYY-MM-DD');

/** What every request states, whatever its kind. */
export const commonRequestFields = {
  /** Rows dated after this day are refused. */
  today: isoDateSchema,
  /** What a person states about the file instead of letting it be detected. */
  dialect: dialectOverridesSchema.optional(),
  /** Which column holds what, where its name does not say so: role to header cell, as in `{ "quantity": "Stk." }`; an empty text means no column. */
  fields: z.record(z.string().max(40), z.string().max(IMPORT_LIMITS.maxNameLength)).optional(),
  /** The line of the header, where lines above it look like one. */
  headerLine: z.number().int().min(1).max(1_000).optional(),
};

/** What an interpreter is given to work with. */
export interface KindContext<R> {
  readonly decimal: Decimal;
  readonly days: DayReader;
  readonly findings: Findings;
  emit(record: R): void;
  /** Says what the columns were taken for: role by place. */
  understood(roles: Readonly<Record<number, string>>): void;
}

/** What the rows of a file came to, told once at the end. */
export interface Finished {
  readonly series: ImportedSeries[];
  readonly firstDate: string | null;
  readonly lastDate: string | null;
  /** Of a table that is judged as a whole: its data rows, and how many of them were accepted. */
  readonly rowsLater?: number;
  readonly acceptedLater?: number;
}

/**
 * Reads the rows of one file. Each row is either accepted (`true`), or refused through `findings.reject` or an exact
 * duplicate (`false`), or no data row or one that `finish` will count (`null`). `finish` is called once, after the last.
 */
export interface Interpreter {
  row(row: Row): boolean | null;
  finish(): Finished;
}

/** `unknown-header`: the row may be a line above the header; `bad-header`: it is the header and cannot be used. */
export type HeaderProblem = 'unknown-header' | 'bad-header';

/** A kind of file: what is asked for, and how a header becomes an interpreter. `sample` are the first data rows. */
export interface ImportKind<Request, R> {
  readonly kind: string;
  /** What a column of such a file may hold. */
  readonly roles: readonly HeaderRole[];
  bind(header: readonly string[], sample: readonly Row[], request: Request, context: KindContext<R>): Result<Interpreter, HeaderProblem>;
}

/** The place of the first column that bears one of the names, or -1. */
export const findColumn = (header: readonly string[], names: readonly string[]): number => header.findIndex((cell) => names.includes(normaliseName(cell)));

/** Why a header that is understood cannot be used, or null: nameless or repeated columns, too many, names too long. */
export function headerDefect(header: readonly string[]): string | null {
  if (header.length > IMPORT_LIMITS.maxColumns) return limitMessages.columns(header.length);
  const nameless = header.findIndex((cell) => cell === '');
  if (nameless >= 0) return `column ${nameless + 1} has no name`;
  if (header.some((cell) => cell.length > IMPORT_LIMITS.maxNameLength)) return limitMessages.nameLength('a column name');
  const repeated = header.find((cell, i) => header.findIndex((other) => other.toLowerCase() === cell.toLowerCase()) < i);
  return repeated === undefined ? null : `two columns are named ${JSON.stringify(repeated)}; it is unclear which one is meant`;
}

/** Quotes the columns that were found, shortened. */
export const listColumns = (header: readonly string[]): string => {
  const shown = header.slice(0, 12).map((cell) => cell.slice(0, 40) || '(no name)');
  return header.length > 12 ? `${shown.join(', ')} and ${header.length - 12} more` : shown.join(', ');
};

/** Refuses a row whose number of cells is not the header's. */
export function isRagged(row: Row, columns: number, findings: Findings): boolean {
  if (row.cells.length === columns) return false;
  findings.reject(row.line, `${row.cells.length} cells, the header has ${columns}: the line is cut off, or a cell holds an unquoted delimiter`);
  return true;
}

/** The value of a key in a map of series, made on first use; refuses the file beyond the limit of series. */
export function seriesOf<T>(known: Map<string, T>, code: string, line: number, make: () => T): T {
  const found = known.get(code);
  if (found !== undefined) return found;
  if (known.size >= IMPORT_LIMITS.maxSeries) throw new FileRefusal(line, limitMessages.series);
  const made = make();
  known.set(code, made);
  return made;
}

const hasControlCharacter = (text: string): boolean => {
  for (let i = 0; i < text.length; i += 1) if (text.charCodeAt(i) < 32 || text.charCodeAt(i) === 127) return true;
  return false;
};

/** Why a text cannot be a code or name, or null. */
export function nameProblem(text: string, what: string): string | null {
  if (text === '') return `${what} is missing`;
  if (text.length > IMPORT_LIMITS.maxNameLength) return limitMessages.nameLength(what);
  return hasControlCharacter(text) ? `${what} holds a control character` : null;
}
