import * as z from 'zod';
import { ok, refuse } from '../../../core/base/result';
import { findColumns, unknownStated } from '../columns';
import { FileRefusal } from '../findings';
import type { HeaderName } from '../header-words';
import { IMPORT_LIMITS, limitMessages } from '../limits';
import { currencyMark, isMissing, readDecimal, readNumber } from '../numbers';
import type { Row } from '../rows';
import { textOf } from '../table-shape';
import { labelOf, tellApart, totalsAgree, type HoldingPlaces, type HoldingRow } from './holding-rows';
import { commonRequestFields, headerDefect, isoDateSchema, isRagged, listColumns, nameProblem, type Finished, type ImportKind, type Interpreter, type KindContext } from './kind';

export const holdingsRequestSchema = z.object({
  kind: z.literal('holdings'),
  /** The close of the day whose holdings the statement shows. */
  asOf: isoDateSchema,
  ...commonRequestFields,
});
export type HoldingsRequest = z.infer<typeof holdingsRequestSchema>;

/** The code of uninvested money, which has a value and no price. */
export const CASH_INSTRUMENT = 'CASH';

/** One position. Amounts are plain decimal texts (`1250.75`), so that nothing is lost to binary fractions. */
export interface HoldingRecord {
  readonly instrument: string;
  /** Where the file bears a name beside the instrument's code. */
  readonly name?: string;
  /** Units held; for cash the amount itself. */
  readonly quantity: string;
  readonly price?: string;
  readonly value?: string;
  readonly currency?: string;
  /** What the file says was gained, may be negative; shown, never used. */
  readonly gain?: string;
}

const ROLES = ['code', 'identifier', 'name', 'quantity', 'price', 'value', 'currency', 'gain'] as const;
/** Statements round prices; beyond this share of the value something else is wrong. */
const VALUE_TOLERANCE = 0.01;

class HoldingInterpreter implements Interpreter {
  private readonly rows: Row[] = [];
  private readonly lines = new Map<string, { line: number; text: string }>();
  private readonly instrumentColumn: number;

  constructor(
    private readonly header: readonly string[],
    private readonly at: HoldingPlaces,
    private readonly names: readonly HeaderName[],
    private readonly request: HoldingsRequest,
    private readonly context: KindContext<HoldingRecord>,
  ) {
    this.instrumentColumn = [at.code, at.identifier, at.name].find((column) => column >= 0) ?? 0;
  }

  row(row: Row): boolean | null {
    if (isRagged(row, this.header.length, this.context.findings)) return false;
    if (this.rows.length >= IMPORT_LIMITS.maxTableRows) throw new FileRefusal(row.line, limitMessages.tableRows);
    this.rows.push(row);
    return null;
  }

  finish(): Finished {
    const count = { rowsLater: 0, acceptedLater: 0 };
    for (const told of tellApart(this.rows, this.at, this.context.decimal)) {
      const record = this.interpret(told);
      // Cash without a quantity is no holding of units: it is a record, and stands beside the rows.
      if (told.what === 'heading' || told.what === 'total' || (told.what === 'cash' && record !== null && isMissing(this.cell(told.row, this.at.quantity)))) continue;
      count.rowsLater += 1;
      if (record !== null) count.acceptedLater += 1;
    }
    const { asOf } = this.request;
    const series = [...this.lines.keys()].map((code) => ({ code, rows: 1, first: asOf, last: asOf, frequency: null }));
    return { series, firstDate: asOf, lastDate: asOf, ...count };
  }

  private interpret(told: HoldingRow): HoldingRecord | null {
    const { findings } = this.context;
    if (told.what === 'heading' || told.what === 'total') {
      findings.skip(told.row.line, told.what, textOf(told.row));
      if (told.what === 'total') this.checkTotal(told.row, told.stated, told.sum);
      return null;
    }
    const before = findings.rejected.length + findings.rejectedNotListed;
    const record = told.what === 'cash' ? this.readCash(told.row) : this.readPosition(told.row);
    if (record === null || findings.rejected.length + findings.rejectedNotListed > before || !this.isNew(record, told.row.line)) return null;
    this.context.emit(record);
    return record;
  }

  private checkTotal(row: Row, stated: number, sum: number): void {
    if (Number.isNaN(stated)) return;
    const label = labelOf(row, this.at) || 'the total';
    if (totalsAgree(stated, sum, this.rows.length)) this.context.findings.note(`line ${row.line}, ${label}: ${stated.toFixed(2)} is the sum of the rows above and no holding`);
    else this.context.findings.warn(`${label} states ${stated.toFixed(2)} and the rows above it add up to ${sum.toFixed(2)}: a row may be missing`, row.line);
  }

  private cell(row: Row, column: number): string {
    return column < 0 ? '' : row.cells[column];
  }

  private refuse(row: Row, column: number, reason: string): undefined {
    this.context.findings.reject(row.line, `column ${this.header[column]}: ${reason}`);
    return undefined;
  }

  private readCash(row: Row): HoldingRecord | null {
    const amount = this.amount(row, this.at.value) ?? this.amount(row, this.at.quantity);
    if (amount === undefined) {
      if (isMissing(this.cell(row, this.at.value)) && isMissing(this.cell(row, this.at.quantity))) this.refuse(row, this.at.value < 0 ? this.at.quantity : this.at.value, 'cash has no value');
      return null;
    }
    const label = labelOf(row, this.at);
    if (label.toUpperCase() !== CASH_INSTRUMENT) this.context.findings.warn(`${JSON.stringify(label)} has no quantity and is read as cash of ${amount}`, row.line);
    return { instrument: CASH_INSTRUMENT, quantity: amount, value: amount, ...this.optional(row, this.at.value < 0 ? this.at.quantity : this.at.value) };
  }

  private readPosition(row: Row): HoldingRecord | null {
    const instrument = [this.at.code, this.at.identifier, this.at.name].map((column) => this.cell(row, column)).find((cell) => !isMissing(cell)) ?? '';
    const problem = nameProblem(instrument, 'the instrument');
    if (problem) this.refuse(row, this.instrumentColumn, problem);
    const quantity = this.amount(row, this.at.quantity);
    const price = this.amount(row, this.at.price);
    const value = this.amount(row, this.at.value);
    if (quantity === undefined) {
      if (isMissing(row.cells[this.at.quantity])) this.refuse(row, this.at.quantity, 'the quantity is missing');
      return null;
    }
    if (price !== undefined && value !== undefined) this.compare(Number(quantity) * Number(price), Number(value), instrument, row.line);
    const name = this.cell(row, this.at.name);
    return {
      instrument, ...(isMissing(name) || name === instrument ? {} : { name }), quantity,
      ...(price === undefined ? {} : { price }), ...(value === undefined ? {} : { value }), ...this.optional(row, this.at.value < 0 ? this.at.price : this.at.value),
    };
  }

  private optional(row: Row, moneyColumn: number): Pick<HoldingRecord, 'currency' | 'gain'> {
    const currency = this.currency(row, moneyColumn);
    const gain = this.at.gain < 0 || isMissing(row.cells[this.at.gain]) ? null : readDecimal(row.cells[this.at.gain], this.context.decimal);
    return { ...(currency === undefined ? {} : { currency }), ...(gain === null ? {} : { gain }) };
  }

  /** A decimal text of zero or more, or undefined where missing or refused. */
  private amount(row: Row, column: number): string | undefined {
    const cell = this.cell(row, column);
    if (column < 0 || isMissing(cell)) return undefined;
    const value = readNumber(cell, this.context.decimal);
    if (typeof value === 'string') return this.refuse(row, column, value);
    const text = readDecimal(cell, this.context.decimal) ?? '';
    if (/e/i.test(text)) return this.refuse(row, column, `${cell} is written with an exponent; write all its digits`);
    return text.startsWith('-') && value !== 0 ? this.refuse(row, column, `${cell} is negative; short positions and overdrafts are not supported`) : text.replace(/^-/, '');
  }

  /** The currency of a row: its own column, else what stands beside the amount, else what the header of the amount says. */
  private currency(row: Row, moneyColumn: number): string | undefined {
    const cell = this.cell(row, this.at.currency).toUpperCase();
    if (!isMissing(cell)) return /^[A-Z]{3}$/.test(cell) ? cell : this.refuse(row, this.at.currency, `${JSON.stringify(cell.slice(0, 40))} is not a currency code of three letters`);
    const mark = moneyColumn < 0 ? null : currencyMark(row.cells[moneyColumn]);
    if (mark === '€') return 'EUR';
    if (mark !== null && /^[A-Z]{3}$/.test(mark)) return mark;
    return moneyColumn < 0 ? undefined : (this.names[moneyColumn].currency ?? undefined);
  }

  private compare(computed: number, stated: number, name: string, line: number): void {
    if (Math.abs(computed - stated) <= VALUE_TOLERANCE * Math.max(stated, 1)) return;
    this.context.findings.warn(`${name}: quantity times price is ${computed.toFixed(2)}, the stated value ${stated.toFixed(2)}`, line);
  }

  private isNew(record: HoldingRecord, line: number): boolean {
    const { findings } = this.context;
    const text = JSON.stringify(record);
    const known = this.lines.get(record.instrument);
    if (known === undefined) {
      this.lines.set(record.instrument, { line, text });
      return true;
    }
    if (known.text === text) findings.warn(`${record.instrument} stands in line ${known.line} with the same figures; it is counted once`, line);
    else findings.reject(line, `${record.instrument} stands in line ${known.line} with other figures; add the lots together`);
    return false;
  }
}

/** A statement of positions: an instrument (code, ISIN or name), a quantity, perhaps price, value and currency; cash as CASH. */
export const holdingsKind: ImportKind<HoldingsRequest, HoldingRecord> = {
  kind: 'holdings',
  roles: ROLES,
  bind(header, sample, request, context) {
    const { at, names, roles } = findColumns(header, sample, context.decimal, ROLES, request.fields);
    const isNamed = at.code >= 0 || at.identifier >= 0 || at.name >= 0;
    if (!isNamed || at.quantity < 0) {
      return refuse('unknown-header', unknownStated(header, ROLES, request.fields) ?? `expected the columns instrument (or symbol) and quantity, perhaps price, value and currency; found ${listColumns(header)}`);
    }
    const defect = headerDefect(header) ?? unknownStated(header, ROLES, request.fields);
    if (defect) return refuse('bad-header', defect);
    if (request.asOf > request.today) return refuse('bad-header', `holdings as of ${request.asOf} lie after ${request.today}, today`);
    context.understood(roles);
    const others = header.filter((_, i) => !(i in roles));
    if (others.length > 0) context.findings.note(`left out the columns ${listColumns(others)}`);
    return ok(new HoldingInterpreter(header, { ...at, gain: at.gain >= 0 && names[at.gain].unit === 'percent' ? -1 : at.gain }, names, request, context));
  },
};
