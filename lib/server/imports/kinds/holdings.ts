import * as z from 'zod';
import { ok, refuse } from '../../../core/base/result';
import { isMissing, readDecimal, readNumber } from '../cells';
import { FileRefusal } from '../findings';
import { IMPORT_LIMITS, limitMessages } from '../limits';
import type { Row } from '../rows';
import { commonRequestFields, findColumn, headerDefect, isoDateSchema, isRagged, listColumns, nameProblem, type ImportKind, type Interpreter, type KindContext } from './kind';

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
  /** Units held; for cash the amount itself. */
  readonly quantity: string;
  readonly price?: string;
  readonly value?: string;
  readonly currency?: string;
}

const INSTRUMENT_NAMES = ['instrument', 'symbol', 'ticker', 'code', 'asset'];
const QUANTITY_NAMES = ['quantity', 'shares', 'units'];
const PRICE_NAMES = ['price', 'last_price'];
const VALUE_NAMES = ['value', 'market_value'];
const CURRENCY_NAMES = ['currency', 'ccy'];
/** Statements round prices; beyond this share of the value something else is wrong. */
const VALUE_TOLERANCE = 0.01;

interface Places {
  readonly instrument: number;
  readonly quantity: number;
  readonly price: number;
  readonly value: number;
  readonly currency: number;
}

class HoldingInterpreter implements Interpreter {
  private readonly lines = new Map<string, { line: number; text: string }>();

  constructor(
    private readonly header: readonly string[],
    private readonly at: Places,
    private readonly request: HoldingsRequest,
    private readonly context: KindContext<HoldingRecord>,
  ) {}

  row(row: Row): boolean {
    const { findings } = this.context;
    if (isRagged(row, this.header.length, findings)) return false;
    const before = findings.rejected.length + findings.rejectedNotListed;
    const record = this.read(row);
    if (record === null || findings.rejected.length + findings.rejectedNotListed > before) return false;
    if (!this.isNew(record, row.line)) return false;
    this.context.emit(record);
    return true;
  }

  finish(): ReturnType<Interpreter['finish']> {
    const { asOf } = this.request;
    const series = [...this.lines.keys()].map((code) => ({ code, rows: 1, first: asOf, last: asOf, frequency: null }));
    return { series, firstDate: asOf, lastDate: asOf };
  }

  private refuse(row: Row, column: number, reason: string): undefined {
    this.context.findings.reject(row.line, `column ${this.header[column]}: ${reason}`);
    return undefined;
  }

  private read(row: Row): HoldingRecord | null {
    const name = row.cells[this.at.instrument];
    const problem = nameProblem(name, 'the instrument');
    if (problem) this.refuse(row, this.at.instrument, problem);
    const isCash = name.toUpperCase() === CASH_INSTRUMENT;
    const quantity = this.amount(row, this.at.quantity);
    const price = this.amount(row, this.at.price);
    const value = this.amount(row, this.at.value);
    const currency = this.currency(row);
    const optional = { ...(value === undefined ? {} : { value }), ...(currency === undefined ? {} : { currency }) };
    if (isCash) {
      const amount = value ?? quantity;
      if (amount === undefined) this.refuse(row, this.at.value < 0 ? this.at.quantity : this.at.value, 'cash has no value');
      return amount === undefined ? null : { instrument: CASH_INSTRUMENT, quantity: amount, ...optional, value: amount };
    }
    if (quantity === undefined) {
      if (isMissing(row.cells[this.at.quantity])) this.refuse(row, this.at.quantity, 'the quantity is missing');
      return null;
    }
    if (price !== undefined && value !== undefined) this.compare(Number(quantity) * Number(price), Number(value), name, row.line);
    return { instrument: name, quantity, ...(price === undefined ? {} : { price }), ...optional };
  }

  /** A decimal text of zero or more, or undefined where missing or refused. */
  private amount(row: Row, column: number): string | undefined {
    if (column < 0 || isMissing(row.cells[column])) return undefined;
    const cell = row.cells[column];
    const value = readNumber(cell, this.context.decimal);
    if (typeof value === 'string') return this.refuse(row, column, value);
    const text = readDecimal(cell, this.context.decimal) ?? '';
    if (/e/i.test(text)) return this.refuse(row, column, `${cell} is written with an exponent; write all its digits`);
    return text.startsWith('-') && value !== 0 ? this.refuse(row, column, `${cell} is negative; short positions and overdrafts are not supported`) : text.replace(/^-/, '');
  }

  private currency(row: Row): string | undefined {
    if (this.at.currency < 0 || isMissing(row.cells[this.at.currency])) return undefined;
    const cell = row.cells[this.at.currency].toUpperCase();
    return /^[A-Z]{3}$/.test(cell) ? cell : this.refuse(row, this.at.currency, `${JSON.stringify(cell.slice(0, 40))} is not a currency code of three letters`);
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
      if (this.lines.size >= IMPORT_LIMITS.maxTableRows) throw new FileRefusal(line, limitMessages.tableRows);
      this.lines.set(record.instrument, { line, text });
      return true;
    }
    if (known.text === text) findings.warn(`${record.instrument} stands in line ${known.line} with the same figures; it is counted once`, line);
    else findings.reject(line, `${record.instrument} stands in line ${known.line} with other figures; add the lots together`);
    return false;
  }
}

/** A statement of positions: `instrument` (or `symbol`), `quantity`, perhaps `price`, `value`, `currency`; cash as CASH. */
export const holdingsKind: ImportKind<HoldingsRequest, HoldingRecord> = {
  kind: 'holdings',
  bind(header, _sample, request, context) {
    const at: Places = {
      instrument: findColumn(header, INSTRUMENT_NAMES),
      quantity: findColumn(header, QUANTITY_NAMES),
      price: findColumn(header, PRICE_NAMES),
      value: findColumn(header, VALUE_NAMES),
      currency: findColumn(header, CURRENCY_NAMES),
    };
    if (at.instrument < 0 || at.quantity < 0) {
      return refuse('unknown-header', `expected the columns instrument (or symbol) and quantity, perhaps price, value and currency; found ${listColumns(header)}`);
    }
    const defect = headerDefect(header);
    if (defect) return refuse('bad-header', defect);
    if (request.asOf > request.today) return refuse('bad-header', `holdings as of ${request.asOf} lie after ${request.today}, today`);
    const others = header.filter((_, i) => !Object.values(at).includes(i));
    if (others.length > 0) context.findings.note(`left out the columns ${listColumns(others)}`);
    return ok(new HoldingInterpreter(header, at, request, context));
  },
};
