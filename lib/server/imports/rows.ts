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

/** Splits UTF-8 bytes into rows, a slice at a time; blank lines are counted but make no row. */
export class RowReader {
  private rows: Row[] = [];
  private readonly parser: Parser;
  private failure: Error | null = null;
  private lastLine = 0;

  constructor(delimiter: Delimiter) {
    this.parser = new DirectParser(delimiter, (cells, endLine) => this.collect(cells, endLine));
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
      cells[i] = withoutEscape(cell.trim());
      if (cells[i] !== '') filled = true;
    }
    if (filled) this.rows.push({ line: endLine - inside, endLine, cells });
  }
}
