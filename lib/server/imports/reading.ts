import { findColumns } from './columns';
import { DayReader } from './day-reader';
import { detect, type Dialect } from './dialect';
import type { Encoding } from './notation';
import { FileRefusal, Findings } from './findings';
import { firstBytes, Outlet } from './intake';
import type { Finished, Interpreter } from './kinds/kind';
import { importKinds, type ImportRecord, type ImportRequest } from './kinds/registry';
import { IMPORT_LIMITS } from './limits';
import { garbledText } from './mojibake';
import type { UnderstoodColumn } from './report';
import { RowReader, type Row } from './rows';
import { isNote, isTextRow, shaped, shapeOf, textOf, type TableShape } from './table-shape';
import { Transcoder } from './transcode';

/** The state of one reading: finds the header, hands the rows to the interpreter, keeps text around the table apart. */
export class Reading<R extends ImportRecord> {
  readonly findings = new Findings();
  readonly outlet: Outlet<R>;
  dialect: Dialect | null = null;
  headerLine: number | null = null;
  columns: readonly UnderstoodColumn[] = [];
  rows = 0;
  accepted = 0;
  result: Finished | null = null;
  private transcoder: Transcoder | null = null;
  private interpreter: Interpreter | null = null;
  private shape: TableShape = { header: [], leftOut: 0, note: null };
  private days = new DayReader('none');
  private above: Row[] = [];
  /** Text that may stand below the table: known only when no further row comes. */
  private held: Row[] = [];
  private lastLine = 0;
  /** Why each line that was passed over is no header. */
  private readonly problems = new Map<number, string>();

  constructor(
    private readonly request: ImportRequest,
    sink: (records: R[]) => Promise<void>,
  ) {
    this.outlet = new Outlet(sink, this.findings);
  }

  get kind(): ImportRequest['kind'] {
    return this.request.kind;
  }

  get encoding(): Encoding | null {
    return this.transcoder?.encoding ?? null;
  }

  async read(slices: AsyncGenerator<Uint8Array>): Promise<void> {
    const { head, isWhole } = await firstBytes(slices);
    const detected = detect(head, this.request.dialect);
    if (!detected.ok) throw new FileRefusal(0, detected.error.message);
    this.dialect = detected.value;
    this.days = new DayReader(detected.value.dateOrder);
    this.transcoder = new Transcoder(detected.value.encoding);
    const reader = new RowReader(detected.value.delimiter);
    const text = this.transcoder.write(head);
    const garbled = garbledText(text);
    if (garbled) this.findings.warn(garbled);
    const begun = await reader.write(text);
    // Of a short file the last row counts among the first: what its columns hold is read from them.
    if (isWhole) begun.push(...(await reader.write(this.transcoder.end())), ...(await reader.end()));
    await this.take(begun);
    if (isWhole) return this.finish();
    // By hand: `for await` would close the slices at the first refusal, and the rest must still be hashed.
    for (let next = await slices.next(); !next.done; next = await slices.next()) await this.take(await reader.write(this.transcoder.write(next.value)));
    await this.take(await reader.write(this.transcoder.end()));
    await this.take(await reader.end());
    await this.finish();
  }

  private async take(rows: Row[]): Promise<void> {
    let next = 0;
    while (!this.interpreter && next < rows.length) {
      this.tryHeader(rows[next], rows.slice(next + 1));
      next += 1;
    }
    for (; this.interpreter && next < rows.length; next += 1) this.takeRow(shaped(rows[next], this.shape), this.interpreter);
    await this.outlet.drain(false);
  }

  private takeRow(row: Row, interpreter: Interpreter): void {
    const { decimal } = this.dialect as Dialect;
    const isApart = row.line > this.lastLine + 1 || this.held.length > 0;
    this.lastLine = row.endLine;
    if (isTextRow(row, this.shape.header.length, isApart, this.days.order, decimal) && isNote(row, isApart) && this.held.length < IMPORT_LIMITS.maxFooterLines) {
      this.held.push(row);
      return;
    }
    if (this.held.length > 0) for (const held of this.held.splice(0)) this.interpret(held, interpreter);
    if (this.isHeaderAgain(row)) {
      this.findings.skip(row.line, 'header', textOf(row));
      this.findings.warn('the header stands in the file again: several files were put together', row.line);
      return;
    }
    this.interpret(row, interpreter);
  }

  private interpret(row: Row, interpreter: Interpreter): void {
    const outcome = interpreter.row(row);
    if (outcome !== null) this.rows += 1;
    if (outcome === true) this.accepted += 1;
  }

  private isHeaderAgain(row: Row): boolean {
    const { header } = this.shape;
    return row.cells.length === header.length && row.cells[0] === header[0] && row.cells.every((cell, i) => cell === header[i]);
  }

  private tryHeader(row: Row, sample: readonly Row[]): void {
    const { decimal } = this.dialect as Dialect;
    const { headerLine } = this.request;
    if (headerLine !== undefined && row.line < headerLine) {
      this.passOver(row);
      return;
    }
    this.shape = shapeOf(row.cells, sample, this.days.order);
    const { header } = this.shape;
    const context = {
      decimal, days: this.days, findings: this.findings,
      emit: (record: ImportRecord) => this.outlet.emit(record as R),
      understood: (roles: Readonly<Record<number, string>>) => {
        this.columns = header.map((name, i) => ({ name, role: roles[i] ?? null }));
      },
    };
    const bound = importKinds[this.request.kind].bind(header, sample.map((one) => shaped(one, this.shape)), this.request, context);
    if (bound.ok) this.begin(row, bound.value);
    else if (bound.error.kind === 'bad-header' || headerLine !== undefined) {
      this.guessColumns(row);
      throw new FileRefusal(row.line, bound.error.message);
    }
    else {
      this.problems.set(row.line, bound.error.message);
      this.passOver(row);
    }
  }

  private passOver(row: Row): void {
    this.above.push(row);
    if (this.above.length > IMPORT_LIMITS.maxPreambleLines) this.refuseHeader();
  }

  private begin(row: Row, interpreter: Interpreter): void {
    this.interpreter = interpreter;
    this.headerLine = row.line;
    this.lastLine = row.endLine;
    if (this.shape.note !== null) this.findings.note(this.shape.note);
    for (const line of this.above) this.findings.skip(line.line, 'preamble', textOf(line));
    if (this.above.length > 0) this.findings.note(`${this.above.length} ${this.above.length === 1 ? 'line' : 'lines'} above the header left out`);
  }

  /** What the columns of a line that could not be used look like, so that a person can say what they are. */
  private guessColumns(row: Row | undefined): void {
    if (!row) return;
    const { header } = shapeOf(row.cells, [], this.days.order);
    const { roles } = findColumns(header, [], (this.dialect as Dialect).decimal, importKinds[this.request.kind].roles, this.request.fields);
    this.columns = header.map((name, i) => ({ name, role: roles[i] ?? null }));
    this.headerLine = row.line;
  }

  /** Of the lines that were passed over the one most like a header: many cells of text, each once, and names that are known. */
  private likeliestHeader(): Row | undefined {
    const { roles } = importKinds[this.request.kind];
    const score = ({ cells }: Row): number => {
      const texts = new Set(cells.filter((cell) => cell !== '' && !/^[-+\d]/.test(cell)));
      const found = findColumns(cells, [], (this.dialect as Dialect).decimal, roles).roles;
      return texts.size < 2 ? 0 : texts.size + 2 * Object.keys(found).length;
    };
    return this.above.filter((row) => score(row) > 0).sort((a, b) => score(b) - score(a) || a.line - b.line)[0];
  }

  private refuseHeader(): never {
    const likeliest = this.likeliestHeader();
    this.guessColumns(likeliest);
    const [firstLine = 0] = this.problems.keys();
    const line = likeliest && this.problems.has(likeliest.line) ? likeliest.line : firstLine;
    throw new FileRefusal(line, this.problems.get(line) ?? 'the file has no header');
  }

  private async finish(): Promise<void> {
    if (!this.interpreter) this.refuseHeader();
    for (const row of this.held) {
      this.findings.skip(row.line, 'footer', textOf(row));
      this.findings.warn(`text below the table left out: ${JSON.stringify(textOf(row).slice(0, 80))}`, row.line);
    }
    this.result = this.interpreter.finish();
    this.rows += this.result.rowsLater ?? 0;
    this.accepted += this.result.acceptedLater ?? 0;
    if (this.rows === 0 && this.outlet.records === 0 && !this.findings.hasRejections) throw new FileRefusal(this.headerLine ?? 0, 'the file has a header and no rows');
    if (this.outlet.records === 0 && !this.findings.hasRejections) throw new FileRefusal(0, 'no row of the file holds a value');
    this.days.finish(this.findings);
    const open = this.dialect?.undecidedNumber ?? null;
    if (open !== null) this.findings.warn(`${JSON.stringify(open)} can be read with a decimal ${this.dialect?.decimal === ',' ? 'comma' : 'point'}, as it is here, or as thousands; no number in the file decides, state the decimal mark`);
    await this.outlet.drain(true);
  }
}
