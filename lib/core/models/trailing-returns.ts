import { simpleReturns } from '../series/returns';

const MINIMUM_ROWS = 36;

/** Length of a covariance window in rows: the years asked for, but no fewer rows than make a covariance worth having. */
export function windowRows(periodsPerYear: number, years: number): number {
  return Math.max(MINIMUM_ROWS, Math.round(periodsPerYear * years));
}

/** At a row: the last `length` row returns of every line up to that row, as windows on the same memory; null with fewer. */
export function trailingReturns(lines: readonly number[], rowsOf: (line: number) => Float64Array, length: number): (row: number) => readonly Float64Array[] | null {
  const returns = lines.map((line) => simpleReturns(rowsOf(line)));
  return (row) => (row < length ? null : returns.map((column) => column.subarray(row - length, row)));
}
