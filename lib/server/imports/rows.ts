import { CsvError, Parser } from 'csv-parse';
import type { Delimiter } from './notation';
import { FileRefusal } from './findings';
import { withoutEscape } from './formula-escape';
import { IMPORT_LIMITS, limitMessages } from './limits';

/** One record of a file: its cells, trimmed, and the lines it begins and ends on (1-based, counting every line). */
export interface Row {
  readonly line: number;
  readonly endLine: number;
  readonly cells: readonly string[];
}

function refusalOf(error: Error, line: number): Error {
  if (!(error instanceof CsvError)) return error;
  switch (error.code) {
    case 'CSV_MAX_RECORD_SIZE':
      return new FileRefusal(line, limitMessages.recordBytes);
    case 'CSV_QUOTE_NOT_CLOSED':
      return new FileRefusal(line, 'a quote that opens here or later is never closed: the file is truncated or a quote is stray');
    default:
      return new FileRefusal(line, `the cells cannot be told apart: ${error.message}`);
  }
}

/** Hands each record on with the line it ends on, as soon as it is complete, instead of queueing it as a stream would. */
class DirectParser extends Parser {
  constructor(
    delimiter: Delimiter,
    private readonly onRecord: (cells: string[], endLine: number) => void,
  ) {
    super({ delimiter, record_delimiter: ['\r\n', '\n', '\r'], relax_column_count: true, max_record_size: IMPORT_LIMITS.maxRecordBytes });
  }

  override push(cells: string[] | null): boolean {
    if (cells === null) return super.push(null);
    this.onRecord(cells, this.info.lines);
    return true;
  }
}

const trimmed = (cell: string): string => {
  const [first, last] = [cell.charCodeAt(0), cell.charCodeAt(cell.length - 1)];
  // What may be trimmed is a space, a control character or beyond ASCII.
  return first > 32 && first < 127 && last > 32 && last < 127 ? cell : cell.trim();
};

const cellOf = (text: string): string => (text === '' ? text : withoutEscape(trimmed(text)));

/** Splits UTF-8 bytes into rows whatever is written in them, a slice at a time; blank lines are counted but make no row. */
export class GeneralRows {
  private rows: Row[] = [];
  private readonly parser: DirectParser;
  private failure: Error | null = null;
  private lastLine: number;

  /** @param linesBefore lines of the file that are not handed to it */
  constructor(delimiter: Delimiter, linesBefore = 0) {
    this.lastLine = linesBefore;
    this.parser = new DirectParser(delimiter, (cells, endLine) => this.collect(cells, endLine));
    Object.assign(this.parser.info, { lines: linesBefore + 1 });
    this.parser.on('error', (error) => {
      this.failure ??= error;
    });
    this.parser.resume();
  }

  /** Rows completed by these bytes. Throws FileRefusal where the cells cannot be told apart. */
  async write(bytes: Uint8Array): Promise<Row[]> {
    await new Promise<void>((resolve) => this.parser.write(bytes, () => resolve()));
    return this.take();
  }

  /** The rows left at the end of the file. */
  async end(): Promise<Row[]> {
    if (!this.failure) {
      await new Promise<void>((resolve) => {
        this.parser.once('end', resolve);
        this.parser.once('error', () => resolve());
        this.parser.end();
      });
    }
    return this.take();
  }

  private take(): Row[] {
    if (this.failure) throw refusalOf(this.failure, this.lastLine + 1);
    const rows = this.rows;
    this.rows = [];
    return rows;
  }

  private collect(cells: string[], endLine: number): void {
    this.lastLine = endLine;
    let inside = 0;
    let filled = false;
    for (let i = 0; i < cells.length; i += 1) {
      const cell = cells[i];
      if (cell.includes('\n')) inside += cell.split('\n').length - 1;
      cells[i] = cellOf(cell);
      if (cells[i] !== '') filled = true;
    }
    if (filled) this.rows.push({ line: endLine - inside, endLine, cells });
  }
}

const [LINE_FEED, CARRIAGE_RETURN, QUOTE] = [10, 13, 34];
/** Shorter pieces of a text are copies of their own; a longer one keeps the whole text alive. */
const LONGEST_COPIED = 12;

/** Splits lines that hold no quote at delimiters, which is all that the general way makes of them. */
class PlainLines {
  /** Lines that were read. */
  lines = 0;
  /** The row before: a cell that says the same is the same text, which is kept once and found faster. */
  private before: readonly string[] = [];

  constructor(private readonly delimiter: Delimiter) {}

  /** The rows of whole lines. */
  split(text: string): Row[] {
    const rows: Row[] = [];
    const mark = this.delimiter.charCodeAt(0);
    let cells: string[] = [];
    let filled = false;
    let start = 0;
    for (let at = 0; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (code !== mark && code !== LINE_FEED) continue;
      const end = code === LINE_FEED && at > start && text.charCodeAt(at - 1) === CARRIAGE_RETURN ? at - 1 : at;
      const cell = this.kept(cellOf(text.slice(start, end)), cells.length);
      cells.push(cell);
      if (cell !== '') filled = true;
      start = at + 1;
      if (code === mark) continue;
      this.lines += 1;
      if (filled) rows.push({ line: this.lines, endLine: this.lines, cells });
      this.before = cells;
      cells = [];
      filled = false;
    }
    return rows;
  }

  private kept(cell: string, column: number): string {
    if (cell === this.before[column]) return this.before[column];
    return cell.length > LONGEST_COPIED ? Buffer.from(cell, 'utf8').toString('utf8') : cell;
  }
}

/**
 * Splits UTF-8 bytes into rows, a slice at a time; blank lines are counted but make no row. Lines are split at their
 * delimiters up to the first slice with a quote or a line that ends otherwise than by a line feed; from there on in
 * the general way.
 */
export class RowReader {
  private readonly plain: PlainLines;
  private general: GeneralRows | null = null;
  /** The beginning of a line whose end has not come yet. */
  private rest: Buffer = Buffer.alloc(0);

  constructor(private readonly delimiter: Delimiter) {
    this.plain = new PlainLines(delimiter);
  }

  /** Rows completed by these bytes. Throws FileRefusal where the cells cannot be told apart. */
  async write(bytes: Uint8Array): Promise<Row[]> {
    if (this.general) return this.general.write(bytes);
    const all = this.rest.length > 0 ? Buffer.concat([this.rest, bytes]) : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    if (!isPlain(all)) return this.generally().write(all);
    const end = all.lastIndexOf(LINE_FEED) + 1;
    this.rest = Buffer.from(all.subarray(end));
    return this.plain.split(all.toString('utf8', 0, end));
  }

  /** The rows left at the end of the file. */
  async end(): Promise<Row[]> {
    if (this.general) return this.general.end();
    const general = this.generally();
    const rows = this.rest.length > 0 ? await general.write(this.rest) : [];
    return [...rows, ...(await general.end())];
  }

  private generally(): GeneralRows {
    this.general = new GeneralRows(this.delimiter, this.plain.lines);
    return this.general;
  }
}

/** Whether bytes hold no quote, no line end other than a line feed with or without a return before it, and no line that may be too long. */
function isPlain(bytes: Buffer): boolean {
  if (bytes.length > IMPORT_LIMITS.maxRecordBytes || bytes.includes(QUOTE)) return false;
  for (let at = bytes.indexOf(CARRIAGE_RETURN); at >= 0; at = bytes.indexOf(CARRIAGE_RETURN, at + 1)) {
    if (at + 1 < bytes.length && bytes[at + 1] !== LINE_FEED) return false;
  }
  return true;
}
