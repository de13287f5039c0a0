import { isCashLabel, totalLabel } from '../header-words';
import type { Decimal } from '../notation';
import { isMissing, readDecimal } from '../numbers';
import type { Row } from '../rows';

/** Where a statement keeps what; -1 where it does not. */
export interface HoldingPlaces {
  readonly code: number;
  readonly identifier: number;
  readonly name: number;
  readonly quantity: number;
  readonly price: number;
  readonly value: number;
  readonly currency: number;
  readonly gain: number;
}

/** A row of a statement, told apart: only `position` and `cash` are held. */
export type HoldingRow =
  | { readonly what: 'position'; readonly row: Row }
  | { readonly what: 'cash'; readonly row: Row }
  | { readonly what: 'total'; readonly row: Row; readonly stated: number; readonly sum: number }
  | { readonly what: 'heading'; readonly row: Row };

/** Half a cent for each row that a sum was rounded from. */
const ROUNDING = 0.005;
const CODE_LIKE = /^[\dA-Z][\dA-Z.:/-]{0,14}$/;

const cellOf = (row: Row, column: number): string => (column < 0 ? '' : (row.cells[column] ?? ''));
const has = (row: Row, column: number): boolean => !isMissing(cellOf(row, column));

/** What a row is called: the first filled cell among its identifiers and names. */
export function labelOf(row: Row, at: HoldingPlaces): string {
  return [at.code, at.identifier, at.name].map((column) => cellOf(row, column)).find((cell) => !isMissing(cell)) ?? '';
}

/** Sums as they run down a statement. */
class RunningSum {
  private all = 0;
  private sinceTotal = 0;
  private rows = 0;
  private rowsSinceTotal = 0;

  add(value: number): void {
    this.all += value;
    this.sinceTotal += value;
    this.rows += 1;
    this.rowsSinceTotal += 1;
  }

  /** The sum a stated total agrees with, of all rows or of those since the last total; else the nearer one. */
  compare(stated: number): { readonly sum: number; readonly agrees: boolean; readonly rows: number } {
    const [all, part] = [
      { sum: this.all, agrees: Math.abs(this.all - stated) <= ROUNDING * (this.rows + 1), rows: this.rows },
      { sum: this.sinceTotal, agrees: Math.abs(this.sinceTotal - stated) <= ROUNDING * (this.rowsSinceTotal + 1), rows: this.rowsSinceTotal },
    ];
    return all.agrees || (!part.agrees && Math.abs(this.all - stated) <= Math.abs(this.sinceTotal - stated)) ? all : part;
  }

  close(): void {
    this.sinceTotal = 0;
    this.rowsSinceTotal = 0;
  }
}

function isHeading(row: Row, at: HoldingPlaces): boolean {
  const filled = row.cells.filter((cell) => !isMissing(cell));
  if (filled.length !== 1 || has(row, at.quantity) || has(row, at.price) || has(row, at.value)) return false;
  return !has(row, at.identifier) && !(has(row, at.code) && CODE_LIKE.test(filled[0]));
}

/** Whether a row that bears a value and neither quantity nor price is a sum of rows above it. */
function isTotal(row: Row, at: HoldingPlaces, stated: number | null, sum: RunningSum): boolean {
  const label = totalLabel(labelOf(row, at) || (row.cells.find((cell) => !isMissing(cell)) ?? ''));
  if (label === 'exact') return !has(row, at.price);
  if (has(row, at.quantity) || has(row, at.price) || stated === null) return false;
  const { agrees, rows } = sum.compare(stated);
  return agrees && (label === 'begins' || rows >= 2);
}

/**
 * Tells the rows of a statement apart, from top to bottom. A total is known by its label, or by its value where that
 * is the sum of two rows or more above it and the row has neither quantity nor price.
 */
export function tellApart(rows: readonly Row[], at: HoldingPlaces, decimal: Decimal): readonly HoldingRow[] {
  const sum = new RunningSum();
  return rows.map((row): HoldingRow => {
    const text = has(row, at.value) ? readDecimal(cellOf(row, at.value), decimal) : null;
    const value = text === null ? null : Number(text);
    if (isHeading(row, at) && totalLabel(labelOf(row, at)) === null) return { what: 'heading', row };
    if (isTotal(row, at, value, sum)) {
      const stated = value ?? Number.NaN;
      const compared = sum.compare(stated);
      sum.close();
      return { what: 'total', row, stated, sum: compared.sum };
    }
    if (value !== null) sum.add(value);
    return { what: isCash(row, at) ? 'cash' : 'position', row };
  });
}

function isCash(row: Row, at: HoldingPlaces): boolean {
  const labels = [at.code, at.identifier, at.name].map((column) => cellOf(row, column));
  return labels.some((label) => label.toUpperCase() === 'CASH') || (!has(row, at.quantity) && labels.some((label) => label !== '' && isCashLabel(label)));
}

/** Whether a stated total and the sum of its rows are the same, up to rounding. */
export const totalsAgree = (stated: number, sum: number, rows: number): boolean => Math.abs(stated - sum) <= ROUNDING * (rows + 1);
