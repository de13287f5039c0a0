import type { DateOrder, Decimal, Encoding } from './notation';

export type ImportDecision = 'accept' | 'accept-with-warnings' | 'reject';

/** How often a series has a value, read from the distances between its dates. `irregular`: no distance prevails. */
export type DetectedFrequency = 'daily' | 'weekly' | 'monthly' | 'quarterly' | 'yearly' | 'irregular';

/** A row that was refused. `line` is 1-based and counts every line of the file; 0 means the file as a whole. */
export interface RejectedRow {
  readonly line: number;
  readonly reason: string;
}

/** Something suspicious but possible. Nothing was repaired because of it. */
export interface ImportWarning {
  readonly line?: number;
  readonly reason: string;
}

/** A line that was understood to be no data: said, so that nobody looks for it among the rows. */
export interface SkippedLine {
  readonly line: number;
  readonly what: 'preamble' | 'heading' | 'header' | 'total' | 'footer';
  readonly text: string;
}

/** What a column of the file was taken for; `role` is null where it was left out. */
export interface UnderstoodColumn {
  readonly name: string;
  readonly role: string | null;
}

/** What a file says about one series: `first` and `last` are dates or periods as text. */
export interface ImportedSeries {
  readonly code: string;
  readonly rows: number;
  readonly first: string;
  readonly last: string;
  readonly frequency: DetectedFrequency | null;
}

/**
 * What was understood of a file. All or nothing: one rejected row makes the decision `reject`, and what the sink
 * received until then must be discarded.
 *
 * `rows` counts data rows (no header, no blank lines, no totals, no text below the table, and of holdings no row of cash
 * without a quantity); `accepted + rejectedRows <= rows`, the difference being exact
 * duplicates, which are counted once. `rejected` and `warnings` are capped, the rest is in `rejectedNotListed` and
 * `warningsNotListed`. `notes` are facts that need no attention and do not change the decision.
 */
export interface ImportReport<R> {
  readonly kind: string;
  readonly decision: ImportDecision;
  readonly encoding: Encoding | null;
  readonly delimiter: string | null;
  readonly decimal: Decimal | null;
  /** How day and month stand in slashed dates; null before it was looked for. */
  readonly dateOrder: DateOrder | null;
  /** What each column was taken for, in the order of the file; of a file whose header was not found, of the line most like one. */
  readonly columns: readonly UnderstoodColumn[];
  /** What a column of this kind of file may hold. */
  readonly roles: readonly string[];
  /** Lines that are no data rows: above the header, totals, text below the table. */
  readonly skipped: readonly SkippedLine[];
  /** Line of the header, 1-based; null when none was found. */
  readonly headerLine: number | null;
  readonly rows: number;
  readonly accepted: number;
  readonly rejectedRows: number;
  readonly rejected: readonly RejectedRow[];
  readonly rejectedNotListed: number;
  readonly warnings: readonly ImportWarning[];
  readonly warningsNotListed: number;
  readonly notes: readonly string[];
  /** The first records, as they would be stored. */
  readonly preview: readonly R[];
  /** Records read, as many as the sink received unless the file was rejected. */
  readonly records: number;
  readonly bytes: number;
  /** SHA-256 of the bytes in hexadecimal; null when the file was too large to be read to its end. */
  readonly sha256: string | null;
  readonly firstDate: string | null;
  readonly lastDate: string | null;
  readonly series: readonly ImportedSeries[];
}
