import { FileRefusal, type Findings } from './findings';
import { drainRest, Meter } from './intake';
import { importKinds, type ImportRecord, type ImportRecords, type ImportRequest } from './kinds/registry';
import { Reading } from './reading';
import type { ImportReport } from './report';

const decisionOf = ({ rejected, warnings }: Findings): ImportReport<never>['decision'] =>
  rejected.length > 0 ? 'reject' : warnings.length > 0 ? 'accept-with-warnings' : 'accept';

/**
 * Reads a file row by row and says what was understood. Nothing is repaired silently, and the file is taken whole or
 * not at all: after the first refused row the sink receives nothing more, and what it received must be discarded
 * unless the report's decision is an acceptance.
 *
 * The file is never held in memory; each batch of at most `IMPORT_LIMITS.batchRecords` records waits for the sink's
 * promise before more bytes are read. Reading to find duplicates keeps about 14 bytes a row.
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
  const { findings, dialect, outlet, result } = reading;
  if (reading.encoding === 'windows-1252') findings.warn('the text is not UTF-8 and was read as windows-1252; check letters with accents');
  return {
    kind,
    decision: decisionOf(findings),
    encoding: reading.encoding,
    delimiter: dialect?.delimiter ?? null,
    decimal: dialect?.decimal ?? null,
    dateOrder: dialect?.dateOrder ?? null,
    headerLine: reading.headerLine,
    columns: reading.columns,
    roles: importKinds[reading.kind].roles,
    skipped: [...findings.skipped],
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
