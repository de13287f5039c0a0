import { isUtf8 } from 'node:buffer';
import * as z from 'zod';
import { ok, refuse, type Result } from '../../core/base/result';
import { detectDecimal } from './decimal-mark';
import type { DateOrder, Decimal, Delimiter, Encoding } from './notation';
import { decodeWindows1252 } from './windows-1252';

/** How a text file is written. */
export interface Dialect {
  readonly encoding: Encoding;
  readonly delimiter: Delimiter;
  readonly decimal: Decimal;
  readonly dateOrder: DateOrder;
  /** A number that could be read either way where none decides, so that a person is told; else null. */
  readonly undecidedNumber: string | null;
}

/** What a person states instead of letting it be detected. */
export const dialectOverridesSchema = z.object({
  encoding: z.enum(['utf-8', 'windows-1252']).optional(),
  delimiter: z.enum([',', ';', '\t', '|']).optional(),
  decimal: z.enum(['.', ',']).optional(),
  dateOrder: z.enum(['dmy', 'mdy']).optional(),
});
export type DialectOverrides = z.infer<typeof dialectOverridesSchema>;

const DELIMITERS: readonly Delimiter[] = [',', ';', '\t', '|'];
const SAMPLE_LINES = 1_000;
/** Columns in which dates are looked for. */
const ORDER_COLUMNS = 50;

const startsWith = (bytes: Uint8Array, ...prefix: number[]): boolean => prefix.every((byte, i) => bytes[i] === byte);

/** Length of the bytes without an incomplete UTF-8 sequence at their end. */
export function completeUtf8Length(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back];
    if ((byte & 0xc0) === 0x80) continue;
    const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return needed > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}

/** Files that are no text, by their first bytes. */
const BINARIES: readonly { readonly prefix: readonly number[]; readonly reason: string }[] = [
  { prefix: [0x50, 0x4b, 0x03, 0x04], reason: 'this is a spreadsheet or another zip archive, not a text file; save it as CSV' },
  { prefix: [0xd0, 0xcf, 0x11, 0xe0], reason: 'this is an old spreadsheet or document (xls, doc), not a text file; save it as CSV' },
  { prefix: [0x25, 0x50, 0x44, 0x46], reason: 'this is a PDF, not a text file' },
  { prefix: [0x1f, 0x8b], reason: 'this is a gzip archive, not a text file; unpack it first' },
  { prefix: [0x50, 0x41, 0x52, 0x31], reason: 'this is a Parquet file, not a text file; save it as CSV' },
  { prefix: [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65], reason: 'this is a database, not a text file; export its table as CSV' },
];

/** The encoding that the first bytes show, or why they are no text. */
export function detectEncoding(bytes: Uint8Array): Result<Encoding, 'not-text'> {
  if (startsWith(bytes, 0xef, 0xbb, 0xbf)) return ok('utf-8-bom');
  if (startsWith(bytes, 0xff, 0xfe)) return ok('utf-16le-bom');
  if (startsWith(bytes, 0xfe, 0xff)) return ok('utf-16be-bom');
  const binary = BINARIES.find(({ prefix }) => startsWith(bytes, ...prefix));
  if (binary) return refuse('not-text', binary.reason);
  if (bytes.includes(0)) return refuse('not-text', 'the file contains zero bytes: it is binary, or UTF-16 without a byte order mark; save it as UTF-8');
  return ok(isUtf8(bytes.subarray(0, completeUtf8Length(bytes))) ? 'utf-8' : 'windows-1252');
}

function decodeSample(bytes: Uint8Array, encoding: Encoding): string {
  if (encoding === 'windows-1252') return decodeWindows1252(bytes);
  const label = encoding === 'utf-16le-bom' ? 'utf-16le' : encoding === 'utf-16be-bom' ? 'utf-16be' : 'utf-8';
  return new TextDecoder(label).decode(bytes);
}

/** Records of the sample as text, broken at line ends outside quotes; the last, perhaps cut, is left out unless alone. */
function sampleLines(text: string): string[] {
  const lines: string[] = [];
  let start = 0;
  let quoted = false;
  for (let i = 0; i < text.length && lines.length < SAMPLE_LINES; i += 1) {
    const code = text.charCodeAt(i);
    if (code === 34) quoted = !quoted;
    else if (!quoted && (code === 10 || code === 13)) {
      if (i > start) lines.push(text.slice(start, i));
      start = i + 1;
    }
  }
  if (lines.length < SAMPLE_LINES && start < text.length) lines.push(text.slice(start));
  return lines.filter((line) => line.trim() !== '');
}

function splitOutsideQuotes(line: string, delimiter: string): string[] {
  const cells: string[] = [];
  let start = 0;
  let quoted = false;
  for (let i = 0; i <= line.length; i += 1) {
    if (line[i] === '"') quoted = !quoted;
    else if (i === line.length || (!quoted && line[i] === delimiter)) {
      cells.push(line.slice(start, i).trim().replace(/^"|"$/g, ''));
      start = i + 1;
    }
  }
  return cells;
}

/** The delimiter whose count per line is the steadiest; at a tie the one that makes more columns. */
function detectDelimiter(lines: readonly string[]): Delimiter {
  let best: { delimiter: Delimiter; share: number; columns: number } = { delimiter: ',', share: 0, columns: 0 };
  for (const delimiter of DELIMITERS) {
    const tally = new Map<number, number>();
    for (const line of lines) {
      const columns = splitOutsideQuotes(line, delimiter).length - 1;
      if (columns > 0) tally.set(columns, (tally.get(columns) ?? 0) + 1);
    }
    for (const [columns, seen] of tally) {
      const share = seen / lines.length;
      if (share > best.share || (share === best.share && columns > best.columns)) best = { delimiter, share, columns };
    }
  }
  return best.delimiter;
}

const SLASHED = /^(\d{1,2})[/-](\d{1,2})[/-](?:\d{4}|\d{2})(?:\s+\d{1,2}:\d{2}(?::\d{2})?(?:\s?[AP]M)?)?$/i;

/** First-of-month dates tell the order by themselves: the side that is always 1 is the day where the other runs through the year. */
const isFirstOfMonth = (days: ReadonlySet<number>, months: ReadonlySet<number>): boolean => days.size === 1 && days.has(1) && months.size === 12;

/** What the dates of one column say; null where it has none. */
function orderOfColumn(cells: readonly string[]): DateOrder | null {
  const [firsts, seconds] = [new Set<number>(), new Set<number>()];
  for (const cell of cells) {
    const match = SLASHED.exec(cell);
    if (!match) continue;
    firsts.add(Number(match[1]));
    seconds.add(Number(match[2]));
  }
  if (firsts.size === 0) return null;
  const [firstAbove, secondAbove] = [firsts, seconds].map((numbers) => [...numbers].some((number) => number > 12));
  if (firstAbove && secondAbove) return 'mixed';
  if (firstAbove || isFirstOfMonth(firsts, seconds)) return 'dmy';
  return secondAbove || isFirstOfMonth(seconds, firsts) ? 'mdy' : 'ambiguous';
}

/** One column that decides decides for the file; two that differ are a mixture. */
function detectDateOrder(rows: readonly (readonly string[])[]): DateOrder {
  const columns = Math.min(ORDER_COLUMNS, Math.max(...rows.map((row) => row.length)));
  const orders = Array.from({ length: columns }, (_, column) => orderOfColumn(rows.map((row) => row[column] ?? ''))).filter((order) => order !== null);
  const decided = new Set(orders.filter((order) => order !== 'ambiguous'));
  if (decided.size > 1) return 'mixed';
  return [...decided][0] ?? orders[0] ?? 'none';
}

/** Why a text is no table: a page, a document or data in another notation. */
function notTable(text: string): string | null {
  const start = text.slice(0, 2_000).trimStart();
  if (/^<(!doctype|html|head|body|table|\?xml|!--)/i.test(start)) return 'this is a web page or XML, not a table; a failed download looks like this';
  if (/^\{\s*("|\}|\\)/.test(start) || /^\[\s*(\{|\[|")/.test(start)) return /^\{\\rtf/.test(start) ? 'this is a formatted document (RTF), not a table; save it as CSV' : 'this is JSON, not a table; save it as CSV';
  return null;
}

/** Spreadsheets state their delimiter in a first line such as `sep=;`. */
const statedDelimiter = (line: string | undefined): Delimiter | undefined => {
  const stated = /^"?sep=(.)"?$/i.exec(line ?? '')?.[1];
  return DELIMITERS.find((delimiter) => delimiter === stated);
};

/**
 * Reads from the first bytes of a file how it is written. Pure. What `overrides` states is taken as stated.
 *
 * @param firstChunk the first bytes, as many as `IMPORT_LIMITS.detectBytes` where the file has them
 * @returns the dialect, or `not-text` (an archive, a PDF, zero bytes, an HTML page) or `empty`
 */
export function detect(firstChunk: Uint8Array, overrides: DialectOverrides = {}): Result<Dialect, 'not-text' | 'empty'> {
  if (firstChunk.length === 0) return refuse('empty', 'the file is empty');
  const detected = overrides.encoding ? ok<Encoding>(overrides.encoding) : detectEncoding(firstChunk);
  if (!detected.ok) return detected;
  const text = decodeSample(firstChunk, detected.value);
  const other = notTable(text);
  if (other) return refuse('not-text', other);
  const lines = sampleLines(text);
  if (lines.length === 0) return refuse('empty', 'the file holds nothing but blank lines');
  const delimiter = overrides.delimiter ?? statedDelimiter(lines[0]) ?? detectDelimiter(lines);
  const rows = lines.map((line) => splitOutsideQuotes(line, delimiter));
  const evidence = overrides.decimal ? { decimal: overrides.decimal, undecided: null } : detectDecimal(rows.flat(), delimiter);
  return ok({
    encoding: detected.value,
    delimiter,
    decimal: evidence.decimal,
    undecidedNumber: evidence.undecided,
    dateOrder: overrides.dateOrder ?? detectDateOrder(rows),
  });
}
