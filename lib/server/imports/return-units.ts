import { isMissing, readNumber, splitUnit } from './numbers';
import type { Decimal } from './notation';
import type { HeaderUnit } from './header-words';

/** What the figures of a column of returns are written in. */
export type ReturnUnit = 'fraction' | 'percent' | 'bp';

export const PER_UNIT: Readonly<Record<ReturnUnit, number>> = { fraction: 1, percent: 100, bp: 10_000 };

/** A cell of a column: where it stands and what it says. */
export interface ReturnCell {
  readonly line: number;
  readonly text: string;
}

/** The unit of a column, or which lines speak against any. */
export type UnitVerdict =
  | { readonly unit: ReturnUnit; readonly from: 'signs' | 'statement' | 'header' | 'size'; readonly problems: readonly [] }
  | { readonly unit: null; readonly from: null; readonly problems: readonly { readonly line: number; readonly reason: string }[] };

const refuseAll = (problems: readonly { readonly line: number; readonly reason: string }[]): UnitVerdict => ({ unit: null, from: null, problems });

/** Beyond this, a bare number read as a fraction would be a gain of more than all there was. */
const LARGEST_FRACTION = 1;
/** A mean change of this size a year, read as fractions, is no return of any asset. */
const LARGEST_ANNUAL_MEAN = 0.8;
/** Steady returns (bills) in percent look like large fractions; steadier than this and larger than the mean below, nobody can tell. */
const STEADY = 2;
const LARGEST_STEADY_MEAN = 0.15;

function ofSize(cells: readonly ReturnCell[], decimal: Decimal, periodsPerYear: number): UnitVerdict {
  const values = cells.map(({ text }) => readNumber(text, decimal)).filter((value) => typeof value === 'number');
  const large = cells.find(({ text }) => Math.abs(Number(readNumber(text, decimal))) > LARGEST_FRACTION);
  if (large) return refuseAll([{ line: large.line, reason: `${large.text} bears no unit: as a fraction it would be ${Number(readNumber(large.text, decimal)) * 100} %; state whether the column is in percent or fractions` }]);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const sd = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
  const annual = Math.abs(mean) * periodsPerYear;
  const isSteady = values.length > 2 && Math.abs(mean) > STEADY * sd && annual > LARGEST_STEADY_MEAN;
  if (values.length > 2 && (annual > LARGEST_ANNUAL_MEAN || isSteady)) {
    return refuseAll([{ line: cells[0].line, reason: `no unit is written, and as fractions the column would earn ${(annual * 100).toFixed(0)} % a year; state whether it is in percent or fractions` }]);
  }
  return { unit: 'fraction', from: 'size', problems: [] };
}

/**
 * The unit of one column of returns. What is written beside the numbers counts, and must be the same in every cell;
 * then what a person states, then what the header says. Bare numbers are fractions only where nothing else is
 * thinkable; else a person must say.
 *
 * @param others whether other columns of the file bear signs: a bare column beside them is not guessed
 */
export function unitOfColumn(cells: readonly ReturnCell[], decimal: Decimal, known: { readonly stated: ReturnUnit | undefined; readonly header: HeaderUnit | null; readonly others: boolean; readonly periodsPerYear: number }): UnitVerdict {
  const filled = cells.filter(({ text }) => !isMissing(text));
  const signed = filled.filter(({ text }) => splitUnit(text).unit !== null);
  if (signed.length > 0) {
    const unit = splitUnit(signed[0].text).unit ?? 'percent';
    const odd = filled.filter(({ text }) => splitUnit(text).unit !== unit);
    if (odd.length > 0) return refuseAll(odd.map(({ line, text }) => ({ line, reason: `${text} has ${splitUnit(text).unit === null ? 'no unit' : 'another unit'}, and other cells of its column are in ${unit}` })));
    if (known.stated !== undefined && known.stated !== unit) return refuseAll([{ line: signed[0].line, reason: `${signed[0].text} is in ${unit}, and the column is stated to be in ${known.stated}` }]);
    return { unit, from: 'signs', problems: [] };
  }
  if (known.stated !== undefined) return { unit: known.stated, from: 'statement', problems: [] };
  if (known.header !== null) return { unit: known.header, from: 'header', problems: [] };
  if (filled.length === 0) return { unit: 'fraction', from: 'size', problems: [] };
  if (known.others) return refuseAll([{ line: filled[0].line, reason: `${filled[0].text} bears no unit, and other columns of the file do; state the unit of this one` }]);
  return ofSize(filled, decimal, known.periodsPerYear);
}
