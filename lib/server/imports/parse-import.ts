import { createHash } from 'node:crypto';
import { detect, type Dialect } from './dialect';
import { FileRefusal, Findings } from './findings';
import type { Interpreter } from './kinds/kind';
import { importKinds, type ImportRecord, type ImportRecords, type ImportRequest } from './kinds/registry';
import { IMPORT_LIMITS, limitMessages } from './limits';
import type { ImportReport } from './report';
import { RowReader, type Row } from './rows';
import { Transcoder } from './transcode';

/** Where the bytes of a file go by: counted, hashed, limited and cut into slices. */
class Meter {
  bytes = 0;
  private readonly hash = createHash('sha256');
  private exceeded = false;

  constructor(private readonly onProgress: (bytesRead: number) => void) {}

  async *slices(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of source) {
      for (let at = 0; at < chunk.length; at += IMPORT_LIMITS.sliceBytes) {
        const slice = chunk.subarray(at, at + IMPORT_LIMITS.sliceBytes);
        this.bytes += slice.length;
        if (this.bytes > IMPORT_LIMITS.maxFileBytes) {
          this.exceeded = true;
          throw new FileRefusal(0, limitMessages.fileBytes);
        }
        this.hash.update(slice);
        yield slice;
        this.onProgress(this.bytes);
      }
    }
  }

  sha256(): string | null {
    return this.exceeded ? null : this.hash.digest('hex');
  }
}

/** Collects records and hands them on in batches; a file that is already lost sends nothing more. */
class Outlet<R> {
  readonly preview: R[] = [];
  records = 0;
  private waiting: R[] = [];

  constructor(
    private readonly sink: (records: R[]) => Promise<void>,
    private readonly findings: Findings,
  ) {}

  emit(record: R): void {
    this.records += 1;
    if (this.preview.length < IMPORT_LIMITS.previewRecords) this.preview.push(record);
    if (!this.findings.hasRejections) this.waiting.push(record);
  }

  async drain(all: boolean): Promise<void> {
    while (this.waiting.length >= IMPORT_LIMITS.batchRecords || (all && this.waiting.length > 0)) {
      if (this.findings.hasRejections) {
        this.waiting = [];
        return;
      }
      await this.sink(this.waiting.splice(0, IMPORT_LIMITS.batchRecords));
    }
  }
}

/** The state of one reading. */
class Reading<R extends ImportRecord> {
  readonly findings = new Findings();
  readonly outlet: Outlet<R>;
  dialect: Dialect | null = null;
  transcoder: Transcoder | null = null;
  headerLine: number | null = null;
  rows = 0;
  accepted = 0;
  result: ReturnType<Interpreter['finish']> | null = null;
  private interpreter: Interpreter | null = null;
  private above: Row[] = [];
  private firstProblem: { line: number; reason: string } | null = null;

  constructor(
    private readonly request: ImportRequest,
    sink: (records: R[]) => Promise<void>,
  ) {
    this.outlet = new Outlet(sink, this.findings);
  }

  async read(slices: AsyncGenerator<Uint8Array>): Promise<void> {
    const head = await firstBytes(slices);
    const detected = detect(head, this.request.dialect);
    if (!detected.ok) throw new FileRefusal(0, detected.error.message);
    this.dialect = detected.value;
    this.transcoder = new Transcoder(detected.value.encoding);
    const reader = new RowReader(detected.value.delimiter);
    await this.take(await reader.write(this.transcoder.write(head)));
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
    for (; this.interpreter && next < rows.length; next += 1) {
      this.rows += 1;
      if (this.interpreter.row(rows[next])) this.accepted += 1;
    }
    await this.outlet.drain(false);
  }

  private tryHeader(row: Row, sample: readonly Row[]): void {
    const { decimal, dateOrder } = this.dialect as Dialect;
    const context = { decimal, dateOrder, findings: this.findings, emit: (record: ImportRecord) => this.outlet.emit(record as R) };
    const bound = importKinds[this.request.kind].bind(row.cells, sample, this.request, context);
    if (bound.ok) {
      this.interpreter = bound.value;
      this.headerLine = row.line;
      if (this.above.length > 0) this.findings.note(`${this.above.length} ${this.above.length === 1 ? 'line' : 'lines'} above the header left out`);
      return;
    }
    if (bound.error.kind === 'bad-header') throw new FileRefusal(row.line, bound.error.message);
    this.firstProblem ??= { line: row.line, reason: bound.error.message };
    this.above.push(row);
    if (this.above.length > IMPORT_LIMITS.maxPreambleLines) this.refuseHeader();
  }

  private refuseHeader(): never {
    throw new FileRefusal(this.firstProblem?.line ?? 0, this.firstProblem?.reason ?? 'the file has no header');
  }

  private async finish(): Promise<void> {
    if (!this.interpreter) this.refuseHeader();
    if (this.rows === 0) throw new FileRefusal(this.headerLine ?? 0, 'the file has a header and no rows');
    this.result = this.interpreter.finish();
    this.accepted += this.result.acceptedLater ?? 0;
    if (this.outlet.records === 0 && !this.findings.hasRejections) throw new FileRefusal(0, 'no row of the file holds a value');
    await this.outlet.drain(true);
  }
}

async function firstBytes(slices: AsyncGenerator<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  while (length < IMPORT_LIMITS.detectBytes) {
    const next = await slices.next();
    if (next.done) break;
    parts.push(Uint8Array.from(next.value));
    length += next.value.length;
  }
  return Buffer.concat(parts);
}

/** Reads a refused file to its end, so that its size and hash are known. */
async function drainRest(slices: AsyncGenerator<Uint8Array>, findings: Findings): Promise<void> {
  try {
    let next = await slices.next();
    while (!next.done) next = await slices.next();
  } catch (error) {
    if (!(error instanceof FileRefusal)) throw error;
    findings.refuseFile(error.line, error.message);
  }
}

const decisionOf = ({ rejected, warnings }: Findings): ImportReport<never>['decision'] =>
  rejected.length > 0 ? 'reject' : warnings.length > 0 ? 'accept-with-warnings' : 'accept';

/**
 * Reads a file row by row and says what was understood. Nothing is repaired silently, and the file is taken whole or
 * not at all: after the first refused row the sink receives nothing more, and what it received must be discarded
 * unless the report's decision is an acceptance.
 *
 * The file is never held in memory; each batch of at most `IMPORT_LIMITS.batchRecords` records waits for the sink's
 * promise before more bytes are read. Reading to find duplicates keeps about 20 bytes a row.
 *
 * @param source the bytes, in chunks of any size
 * @param request kind and statements about the file, checked by `importRequestSchema`
 * @param sink receives the records in the order of the file
 * @param onProgress told the bytes read so far, after each slice of the file
 * @returns the report. A bad file is a decision `reject`, never an exception; what the source or the sink throw passes through.
 */
export async function parseImport<K extends ImportRequest['kind']>(
  source: AsyncIterable<Uint8Array>,
  request: Extract<ImportRequest, { kind: K }>,
  sink: (records: ImportRecords[K][]) => Promise<void>,
  onProgress: (bytesRead: number) => void = () => undefined,
): Promise<ImportReport<ImportRecords[K]>> {
  const meter = new Meter(onProgress);
  const slices = meter.slices(source);
  const reading = new Reading<ImportRecords[K]>(request, sink);
  try {
    await reading.read(slices);
  } catch (error) {
    if (!(error instanceof FileRefusal)) throw error;
    reading.findings.refuseFile(error.line, error.message);
    await drainRest(slices, reading.findings);
  }
  return reportOf(request.kind, reading, meter);
}

function reportOf<R extends ImportRecord>(kind: string, reading: Reading<R>, meter: Meter): ImportReport<R> {
  const { findings, dialect, transcoder, outlet, result } = reading;
  if (transcoder?.encoding === 'windows-1252') findings.warn('the text is not UTF-8 and was read as windows-1252; check letters with accents');
  return {
    kind,
    decision: decisionOf(findings),
    encoding: transcoder?.encoding ?? null,
    delimiter: dialect?.delimiter ?? null,
    decimal: dialect?.decimal ?? null,
    headerLine: reading.headerLine,
    rows: reading.rows,
    accepted: reading.accepted,
    rejectedRows: findings.rejectedRows,
    rejected: [...findings.rejected],
    rejectedNotListed: findings.rejectedNotListed,
    warnings: [...findings.warnings],
    warningsNotListed: findings.warningsNotListed,
    notes: [...findings.notes],
    preview: [...outlet.preview],
    records: outlet.records,
    bytes: meter.bytes,
    sha256: meter.sha256(),
    firstDate: result?.firstDate ?? null,
    lastDate: result?.lastDate ?? null,
    series: result?.series ?? [],
  };
}
