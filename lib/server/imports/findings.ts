import { IMPORT_LIMITS } from './limits';
import type { ImportWarning, RejectedRow, SkippedLine } from './report';

const SKIPPED_TEXT = 200;

/** Ends the reading of a file: the file as a whole cannot be used. Never leaves this folder. */
export class FileRefusal extends Error {
  override readonly name = 'FileRefusal';
  constructor(
    readonly line: number,
    reason: string,
  ) {
    super(reason);
  }
}

/** Collects what is wrong and what is suspicious, within the stated limits. */
export class Findings {
  readonly rejected: RejectedRow[] = [];
  readonly warnings: ImportWarning[] = [];
  readonly notes: string[] = [];
  readonly skipped: SkippedLine[] = [];
  rejectedNotListed = 0;
  warningsNotListed = 0;
  rejectedRows = 0;
  private lastRejectedLine = -1;

  /** Whether the file is already lost. */
  get hasRejections(): boolean {
    return this.rejected.length > 0;
  }

  /** Refuses a row. Several reasons of one row, given one after another, count as one row. */
  reject(line: number, reason: string): void {
    if (line !== this.lastRejectedLine) this.rejectedRows += 1;
    this.lastRejectedLine = line;
    this.list(line, reason);
  }

  /** Refuses the file as a whole, or a place in it that is not a data row. */
  refuseFile(line: number, reason: string): void {
    this.list(line, reason);
  }

  warn(reason: string, line?: number): void {
    if (this.warnings.length >= IMPORT_LIMITS.maxWarningsListed) this.warningsNotListed += 1;
    else this.warnings.push(line === undefined ? { reason } : { line, reason });
  }

  note(reason: string): void {
    this.notes.push(reason);
  }

  /** Leaves a line out that is no data row: said, and never counted as one. */
  skip(line: number, what: SkippedLine['what'], text: string): void {
    if (this.skipped.length < IMPORT_LIMITS.maxSkippedListed) this.skipped.push({ line, what, text: text.slice(0, SKIPPED_TEXT) });
  }

  private list(line: number, reason: string): void {
    if (this.rejected.length >= IMPORT_LIMITS.maxRejectedListed) this.rejectedNotListed += 1;
    else this.rejected.push({ line, reason });
  }
}
