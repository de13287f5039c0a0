import * as z from 'zod';
import type { IsoDate } from '../../../core/base/iso-date';
import { ok, refuse } from '../../../core/base/result';
import { findColumns, unknownStated } from '../columns';
import { dateProblem } from '../dates';
import { FileRefusal } from '../findings';
import { IMPORT_LIMITS, limitMessages } from '../limits';
import { isMissing, readDecimal, readNumber } from '../numbers';
import type { Row } from '../rows';
import { CASH_INSTRUMENT } from './holdings';
import { commonRequestFields, headerDefect, isRagged, listColumns, nameProblem, type Finished, type ImportKind, type Interpreter, type KindContext } from './kind';
import { firstShort } from './shorts';
import type { TransactionRecord } from './transaction-record';
import { transactionType, TRANSACTION_TYPES } from './transaction-words';

export const transactionsRequestSchema = z.object({
  kind: z.literal('transactions'),
  /** Earlier transactions stand in the book, so that a sale may be of what this file did not buy. */
  continues: z.boolean().default(false),
  ...commonRequestFields,
});
export type TransactionsRequest = z.infer<typeof transactionsRequestSchema>;

const ROLES = ['date', 'type', 'code', 'identifier', 'quantity', 'price', 'amount', 'fee', 'ratio', 'currency', 'name'] as const;
type Role = (typeof ROLES)[number];
type Places = Readonly<Record<Role, number>>;
type Figure = 'quantity' | 'price' | 'amount' | 'fee' | 'ratio';

/** Prices are rounded; beyond this share of the amount something else is wrong. */
const AMOUNT_TOLERANCE = 0.01;
const DECIMALS = 10;
/** Below half of this a figure would be booked as 0. */
const SMALLEST = 1e-8;

/** Price times quantity, as text without trailing zeros. */
const product = (quantity: string, price: string): string => (Number(quantity) * Number(price)).toFixed(DECIMALS).replace(/\.?0+$/, '');

class TransactionInterpreter implements Interpreter {
  private readonly records: TransactionRecord[] = [];
  private readonly seen = new Map<string, number>();

  constructor(
    private readonly header: readonly string[],
    private readonly at: Places,
    private readonly request: TransactionsRequest,
    private readonly context: KindContext<TransactionRecord>,
  ) {}

  row(row: Row): boolean {
    const { findings } = this.context;
    if (isRagged(row, this.header.length, findings)) return false;
    if (this.records.length >= IMPORT_LIMITS.maxTransactions) throw new FileRefusal(row.line, limitMessages.transactions);
    const before = findings.rejected.length + findings.rejectedNotListed;
    const record = this.read(row);
    if (record === null || findings.rejected.length + findings.rejectedNotListed > before) return false;
    this.warnOfTwin(record);
    this.records.push(record);
    return true;
  }

  finish(): Finished {
    const { findings } = this.context;
    const short = this.request.continues || findings.hasRejections ? null : firstShort([], this.records);
    if (short) findings.reject(short.line, short.reason);
    if (!findings.hasRejections) for (const record of this.records) this.context.emit(record);
    const dates = this.records.map(({ date }) => date).sort();
    const own = new Map<string, { rows: number; first: IsoDate; last: IsoDate }>();
    for (const { instrument, date } of this.records) {
      const known = own.get(instrument ?? CASH_INSTRUMENT) ?? { rows: 0, first: date, last: date };
      own.set(instrument ?? CASH_INSTRUMENT, { rows: known.rows + 1, first: date < known.first ? date : known.first, last: date > known.last ? date : known.last });
    }
    const series = [...own].map(([code, span]) => ({ code, ...span, frequency: null }));
    return { series, firstDate: dates[0] ?? null, lastDate: dates.at(-1) ?? null, acceptedLater: short ? -1 : 0 };
  }

  private refuse(row: Row, column: number, reason: string): null {
    this.context.findings.reject(row.line, column < 0 ? reason : `column ${this.header[column]}: ${reason}`);
    return null;
  }

  private cell(row: Row, role: Role): string {
    return this.at[role] < 0 ? '' : row.cells[this.at[role]];
  }

  private read(row: Row): TransactionRecord | null {
    const kind = transactionType(this.cell(row, 'type'));
    const date = this.context.days.day(this.cell(row, 'date'), row.line);
    if (kind === null) this.refuse(row, this.at.type, `${JSON.stringify(this.cell(row, 'type').slice(0, 40))} is none of ${TRANSACTION_TYPES.join(', ')}`);
    if (date === null) this.refuse(row, this.at.date, dateProblem(this.cell(row, 'date'), this.context.days.order));
    else if (date > this.request.today) this.refuse(row, this.at.date, `${date} lies after ${this.request.today}, today`);
    const instrument = this.instrument(row);
    if (kind === null || date === null) return null;
    const currency = this.currency(row);
    const money = { line: row.line, date, kind, ...(currency === undefined ? {} : { currency }) };
    switch (kind) {
      case 'buy':
      case 'sell':
        return this.readTrade(row, money, instrument);
      case 'split':
        return this.readSplit(row, money, instrument);
      case 'reconciliation':
        return this.readCorrection(row, money, instrument);
      case 'opening':
        return instrument === null ? this.readMoney(row, money, null) : this.readOpening(row, money, instrument);
      case 'deposit':
      case 'withdrawal':
        return instrument === null ? this.readMoney(row, money, null) : this.refuse(row, this.codeColumn(), `a ${kind} is of money; book units as opening or buy`);
      default:
        return this.readMoney(row, money, instrument);
    }
  }

  private codeColumn(): number {
    return this.at.code >= 0 ? this.at.code : this.at.identifier;
  }

  /** The code of the instrument, null for money alone. */
  private instrument(row: Row): string | null {
    const found = [this.cell(row, 'code'), this.cell(row, 'identifier')].find((cell) => !isMissing(cell));
    if (found === undefined || found.toUpperCase() === CASH_INSTRUMENT) return null;
    const problem = nameProblem(found, 'the instrument');
    if (problem) this.refuse(row, this.codeColumn(), problem);
    return found;
  }

  private currency(row: Row): string | undefined {
    const cell = this.cell(row, 'currency').toUpperCase();
    if (isMissing(cell)) return undefined;
    if (!/^[A-Z]{3}$/.test(cell)) this.refuse(row, this.at.currency, `${JSON.stringify(cell.slice(0, 40))} is not a currency code of three letters`);
    return cell;
  }

  /** The size of a figure: files write what goes out with a minus or without, and the kind says which way it goes. */
  private figure(row: Row, role: Figure): string | undefined {
    const cell = this.cell(row, role);
    if (isMissing(cell)) return undefined;
    const value = readNumber(cell, this.context.decimal);
    const text = readDecimal(cell, this.context.decimal) ?? '';
    if (typeof value === 'string' || /e/i.test(text)) {
      this.refuse(row, this.at[role], typeof value === 'string' ? value : `${cell} is written with an exponent; write all its digits`);
      return undefined;
    }
    if (value !== 0 && Math.abs(value) < SMALLEST) this.refuse(row, this.at[role], `${cell} is smaller than anything the book keeps`);
    return value === 0 ? undefined : text.replace(/^-/, '');
  }

  private readTrade(row: Row, base: Pick<TransactionRecord, 'line' | 'date' | 'kind' | 'currency'>, instrument: string | null): TransactionRecord | null {
    const [quantity, price, stated, fee] = [this.figure(row, 'quantity'), this.figure(row, 'price'), this.figure(row, 'amount'), this.figure(row, 'fee')];
    if (instrument === null) return this.refuse(row, this.codeColumn(), `a ${base.kind} needs an instrument`);
    if (quantity === undefined) return this.refuse(row, this.at.quantity, `a ${base.kind} needs a quantity`);
    const amount = price === undefined ? stated : product(quantity, price);
    if (amount === undefined || Number(amount) < SMALLEST) return this.refuse(row, this.at.price, `a ${base.kind} needs a price or an amount`);
    if (stated !== undefined && price !== undefined) this.compare(base, Number(amount), Number(stated), Number(fee ?? 0));
    return { ...base, instrument, quantity, ...(price === undefined ? {} : { price }), amount, ...(fee === undefined ? {} : { fee }) };
  }

  private compare({ line, kind }: Pick<TransactionRecord, 'line' | 'kind'>, gross: number, stated: number, fee: number): void {
    const net = kind === 'buy' ? gross + fee : gross - fee;
    if ([gross, net].some((expected) => Math.abs(expected - stated) <= AMOUNT_TOLERANCE * Math.max(1, Math.abs(expected)))) return;
    this.context.findings.warn(`quantity times price is ${gross.toFixed(2)}, the stated amount ${stated.toFixed(2)}; the price counts`, line);
  }

  private readSplit(row: Row, base: Pick<TransactionRecord, 'line' | 'date' | 'kind' | 'currency'>, instrument: string | null): TransactionRecord | null {
    if (instrument === null) return this.refuse(row, this.codeColumn(), 'a split needs an instrument');
    const written = this.cell(row, 'ratio') || this.cell(row, 'quantity');
    const parts = /^(\d+(?:[.,]\d+)?)\s*(?::|for|zu|pour|per|à)\s*(\d+(?:[.,]\d+)?)$/i.exec(written);
    const ratio = parts ? Number(parts[1].replace(',', '.')) / Number(parts[2].replace(',', '.')) : Number(this.figure(row, this.cell(row, 'ratio') ? 'ratio' : 'quantity') ?? Number.NaN);
    if (!Number.isFinite(ratio) || ratio <= 0) return this.refuse(row, this.at.ratio >= 0 ? this.at.ratio : this.at.quantity, 'a split needs a ratio of new to old, such as 2:1 or 2');
    return { ...base, instrument, quantity: String(ratio) };
  }

  private readOpening(row: Row, base: Pick<TransactionRecord, 'line' | 'date' | 'kind' | 'currency'>, instrument: string): TransactionRecord | null {
    const [quantity, price] = [this.figure(row, 'quantity'), this.figure(row, 'price')];
    if (quantity === undefined) return this.refuse(row, this.at.quantity, 'an opening position needs a quantity');
    if (readDecimal(this.cell(row, 'quantity'), this.context.decimal)?.startsWith('-')) return this.refuse(row, this.at.quantity, 'an opening position below 0 is a short; short positions are not supported');
    return { ...base, instrument, quantity, ...(price === undefined ? {} : { price }) };
  }

  /** The one line whose figures bear signs: it corrects what is held, up or down. */
  private readCorrection(row: Row, base: Pick<TransactionRecord, 'line' | 'date' | 'kind' | 'currency'>, instrument: string | null): TransactionRecord | null {
    const role = instrument === null ? 'amount' : 'quantity';
    const figure = this.figure(row, role);
    if (figure === undefined) return this.refuse(row, this.at[role], `a correction needs ${instrument === null ? 'an amount' : 'a quantity'}`);
    const isDown = readDecimal(this.cell(row, role), this.context.decimal)?.startsWith('-') === true;
    return { ...base, instrument, [role]: isDown ? `-${figure}` : figure };
  }

  private readMoney(row: Row, base: Pick<TransactionRecord, 'line' | 'date' | 'kind' | 'currency'>, instrument: string | null): TransactionRecord | null {
    const role = this.at.amount >= 0 && !isMissing(this.cell(row, 'amount')) ? 'amount' : base.kind === 'fee' && !isMissing(this.cell(row, 'fee')) ? 'fee' : 'quantity';
    const amount = this.figure(row, role);
    if (amount === undefined) return this.refuse(row, this.at.amount, `a ${base.kind} needs an amount`);
    const wrongWay = base.kind === 'deposit' || base.kind === 'opening' || base.kind === 'income';
    if (wrongWay && readDecimal(this.cell(row, role), this.context.decimal)?.startsWith('-')) return this.refuse(row, this.at[role], `${this.cell(row, role)} is negative, and a ${base.kind} brings money in`);
    return { ...base, instrument, amount };
  }

  private warnOfTwin({ line, ...rest }: TransactionRecord): void {
    const key = JSON.stringify(rest);
    const before = this.seen.get(key);
    if (before === undefined) this.seen.set(key, line);
    else this.context.findings.warn(`the same ${rest.kind} stands in line ${before}; both are booked, take one out if it happened once`, line);
  }
}

/** What happened to a book: date, type, instrument, quantity, price, amount, fee. */
export const transactionsKind: ImportKind<TransactionsRequest, TransactionRecord> = {
  kind: 'transactions',
  roles: ROLES,
  bind(header, sample, request, context) {
    const { at, roles } = findColumns(header, sample, context.decimal, ROLES, request.fields);
    if (at.date < 0 || at.type < 0 || (at.quantity < 0 && at.amount < 0)) {
      return refuse('unknown-header', unknownStated(header, ROLES, request.fields) ?? `expected the columns date, type, instrument, quantity, price, amount, perhaps fee, ratio and currency; found ${listColumns(header)}`);
    }
    const defect = headerDefect(header) ?? unknownStated(header, ROLES, request.fields);
    if (defect) return refuse('bad-header', defect);
    context.understood(roles);
    const others = header.filter((_, i) => !(i in roles));
    if (others.length > 0) context.findings.note(`left out the columns ${listColumns(others)}`);
    // A file that names securities and gives no code calls them by that name.
    return ok(new TransactionInterpreter(header, at.code < 0 && at.identifier < 0 ? { ...at, code: at.name, name: -1 } : at, request, context));
  },
};
