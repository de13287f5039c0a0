/**
 * Every limit of an import, in one place. A file beyond a limit is refused with a message that names the limit;
 * nothing is ever cut off silently.
 */
export const IMPORT_LIMITS = {
  /** Bytes of one file. */
  maxFileBytes: 1_073_741_824,
  /** Columns of a header. */
  maxColumns: 2_000,
  /** Bytes of one record, quoted line breaks included; an unclosed quote runs into it. */
  maxRecordBytes: 1_048_576,
  /** Data rows of kinds that are judged as a whole (holdings, weights). */
  maxTableRows: 10_000,
  /** Returns of one file; they are kept until it is read, since a chain needs them in order. */
  maxReturnCells: 2_000_000,
  /** Transactions of one file. */
  maxTransactions: 100_000,
  /** Distinct series or instruments of one file. */
  maxSeries: 10_000,
  /** Characters of a code, name or series identifier. */
  maxNameLength: 200,
  /** Largest magnitude of a number. */
  maxMagnitude: 1e15,
  /** Rejected rows that a report lists; the rest is counted. */
  maxRejectedListed: 1_000,
  /** Warnings that a report lists; the rest is counted. */
  maxWarningsListed: 1_000,
  /** Lines left out that a report lists. */
  maxSkippedListed: 200,
  /** Lines that may stand above the header. */
  maxPreambleLines: 50,
  /** Lines of text that may stand below the table. */
  maxFooterLines: 50,
  /** Bytes from which encoding, delimiter, decimal mark and date order are read. */
  detectBytes: 65_536,
  /** Bytes handed to the parser at a time: rows of one slice are alive together. */
  sliceBytes: 16_384,
  /** Records handed to the sink at a time: fewer than a slice holds, for records that wait from slice to slice outlive the cheap part of garbage collection. */
  batchRecords: 250,
  /** Records shown as a preview. */
  previewRecords: 10,
} as const;

const count = (value: number): string => value.toLocaleString('en-US');

/** The messages people read when a limit is met. */
export const limitMessages = {
  fileBytes: `the file is larger than ${count(IMPORT_LIMITS.maxFileBytes / 1_048_576)} MiB, the limit of one import; split it by date`,
  columns: (found: number): string => `${count(found)} columns, the limit is ${count(IMPORT_LIMITS.maxColumns)}`,
  recordBytes: `a record is longer than ${count(IMPORT_LIMITS.maxRecordBytes / 1024)} KiB; a quote that is never closed does this`,
  tableRows: `more than ${count(IMPORT_LIMITS.maxTableRows)} rows, the limit of this kind of file`,
  returnCells: `more than ${count(IMPORT_LIMITS.maxReturnCells)} returns, the limit of one import; split it by instrument`,
  transactions: `more than ${count(IMPORT_LIMITS.maxTransactions)} transactions, the limit of one import`,
  series: `more than ${count(IMPORT_LIMITS.maxSeries)} different series, the limit of one import`,
  nameLength: (what: string): string => `${what} is longer than ${IMPORT_LIMITS.maxNameLength} characters`,
} as const;
