import { textTable } from '../../table';
import { MEMORY_AT_MOST } from './memory';
import { IMPORT_AT_MOST, READ_AT_MOST, type ImportOutcome, type StoreReport } from './store-bench';
import type { MemoryRun } from './memory';
import type { ReadRun } from './read-case';

const seconds = (milliseconds: number): string => (milliseconds / 1000).toFixed(2);
const times = (ratio: number): string => `${ratio.toFixed(2)}×`;
const count = (value: number): string => Math.round(value).toLocaleString('en-US');
const verdict = (met: boolean): string => (met ? 'met' : 'missed');
const agrees = (same: boolean): string => (same ? 'yes' : 'NO');

function importRow({ tableRows, rows, importMilliseconds, copyMilliseconds, copyWithKeysMilliseconds, ratio, ratioWithKeys, rowsPerSecond, same }: ImportOutcome): readonly string[] {
  return [`${count(rows)} into ${count(tableRows)}`, seconds(importMilliseconds), seconds(copyMilliseconds), times(ratio), `≤ ${IMPORT_AT_MOST}×`, verdict(ratio <= IMPORT_AT_MOST), seconds(copyWithKeysMilliseconds), times(ratioWithKeys), count(rowsPerSecond), agrees(same)];
}

function readRow({ tableRows, readRows, read, select, ratio, indexScans, sequentialScans, same }: ReadRun): readonly string[] {
  return [`${count(readRows)} of ${count(tableRows)}`, seconds(read.median), seconds(select.median), times(ratio), `≤ ${READ_AT_MOST}×`, verdict(ratio <= READ_AT_MOST), String(indexScans), String(sequentialScans), agrees(same)];
}

function memoryRow({ mode, smallFileMegabytes, largeFileMegabytes, smallPeakMegabytes, largePeakMegabytes, growthMegabytes, met }: MemoryRun): readonly string[] {
  return [`${mode === 'look' ? 'dry run' : 'import'}, ${smallFileMegabytes} and ${largeFileMegabytes} MB`, String(smallPeakMegabytes), String(largePeakMegabytes), String(growthMegabytes), `≤ ${MEMORY_AT_MOST}`, verdict(met)];
}

/** The report as text: where, imports, reads, memory. */
export function storeText({ machine, postgres, fileMegabytes, imports, reads, memory }: StoreReport): string {
  return [
    [
      `store: Postgres ${postgres}, a server of its own with the settings of a desk; Node ${machine.node}`,
      `machine: ${machine.cpu}, ${machine.cores} cores, ${machine.system}, load ${machine.load}`,
      `data: generated, seeded; a file of ${fileMegabytes} MB`,
    ].join('\n'),
    textTable(['import', 'seconds', 'COPY', 'ratio', 'aim', '', 'COPY with keys', 'ratio', 'rows/s', 'same rows'], imports.map(importRow)),
    textTable(['as-of read', 'seconds', 'SELECT', 'ratio', 'aim', '', 'index scans', 'table scans', 'same values'], reads.map(readRow)),
    ...(memory.length > 0 ? [textTable(['memory', 'MB small', 'MB large', 'on top', 'aim', ''], memory.map(memoryRow))] : []),
  ].join('\n\n');
}
