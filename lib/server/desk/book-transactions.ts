import type { IsoDate } from '../../core/base/iso-date';
import { refuse } from '../../core/base/result';
import { derivePositions } from '../../core/holdings/derive-positions';
import { bookTransactions, listTransactions, lockHoldings, type BookedTransaction, type NewTransaction } from '../db/holdings-store';
import { listAssetClasses, type Portfolio } from '../db/portfolio-store';
import type { Database, Transaction } from '../db/client';
import { firstShort, toBookLine } from '../imports/kinds/shorts';
import type { TransactionRecord } from '../imports/kinds/transaction-record';
import { Rollback } from '../use-cases/use-case';
import { toBooking } from './holdings';
import type { BatchTarget } from './import-writers';

const PLACES = 8;
const END = '9999-12-31' as IsoDate;
const figure = (text: string | undefined): string => Number(text ?? 0).toFixed(PLACES);

/** What is the same in the book and in a file is one transaction; a split is kept as the units it added, not as its ratio. */
const keyOf = (kind: string, date: IsoDate, instrumentId: string | null, quantity: string, amount: string): string =>
  [date, kind, instrumentId ?? '', ...(kind === 'split' ? [] : [quantity, amount].map((text) => (kind === 'reconciliation' ? figure(text) : figure(text).replace('-', ''))))].join('|');

/** A line that cannot be booked: the file is refused with it. */
export interface BookProblem {
  readonly line: number;
  readonly reason: string;
}

export interface BookPlan {
  readonly fresh: readonly TransactionRecord[];
  /** How many lines of the file stand in the book already. */
  readonly known: number;
  readonly problem: BookProblem | null;
  readonly idOf: ReadonlyMap<string, string>;
  readonly book: readonly BookedTransaction[];
}

/** Takes away what the book holds already; as many equal lines as are booked, the rest is new. */
function leaveOutKnown(book: readonly BookedTransaction[], records: readonly TransactionRecord[], idOf: ReadonlyMap<string, string>): readonly TransactionRecord[] {
  const counts = new Map<string, number>();
  for (const one of book) {
    const key = keyOf(one.kind, one.date, one.instrumentId, one.quantity, one.amount);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return records.filter((record) => {
    const key = keyOf(record.kind, record.date, record.instrument === null ? null : (idOf.get(record.instrument) ?? null), record.quantity ?? '0', record.amount ?? '0');
    const left = counts.get(key) ?? 0;
    if (left > 0) counts.set(key, left - 1);
    return left === 0;
  });
}

function problemOf(owner: Portfolio, book: readonly BookedTransaction[], records: readonly TransactionRecord[], fresh: readonly TransactionRecord[], idOf: ReadonlyMap<string, string>): BookProblem | null {
  const unknown = records.find(({ instrument }) => instrument !== null && !idOf.has(instrument));
  if (unknown) return { line: unknown.line, reason: `${unknown.instrument} is not known at this desk; add it to a policy first` };
  const foreign = records.find(({ currency }) => currency !== undefined && currency !== owner.baseCurrency);
  if (foreign) return { line: foreign.line, reason: `${foreign.currency}: the portfolio is kept in ${owner.baseCurrency} and nothing is converted` };
  const last = book.at(-1)?.date;
  const late = last === undefined ? undefined : fresh.find(({ date }) => date < last);
  if (late) return { line: late.line, reason: `${late.date} lies before ${last}, the last day booked: the past of the book is not rewritten` };
  const opening = book.length === 0 ? undefined : fresh.find(({ kind }) => kind === 'opening');
  if (opening) return { line: opening.line, reason: 'the book has begun; an opening balance can only be its first' };
  const symbolOf = new Map([...idOf].map(([symbol, id]) => [id, symbol]));
  const before = book.map((one) => toBooking({ ...one, instrumentId: one.instrumentId === null ? null : (symbolOf.get(one.instrumentId) ?? one.instrumentId) }));
  return firstShort(before, fresh);
}

/** Looks at what a file of transactions would add to a book, and at the first line that must not be added. */
export async function planBookings(db: Database | Transaction, owner: Portfolio, records: readonly TransactionRecord[]): Promise<BookPlan> {
  const instruments = (await listAssetClasses(db, owner.workspaceId)).flatMap((one) => one.instruments);
  const idOf = new Map(instruments.map((instrument) => [instrument.symbol, instrument.id]));
  const book = await listTransactions(db, owner.id, END);
  const fresh = leaveOutKnown(book, records, idOf);
  return { fresh, known: records.length - fresh.length, problem: problemOf(owner, book, records, fresh, idOf), idOf, book };
}

const signed = (amount: string | undefined, sign: 1 | -1): string => (amount === undefined ? '0' : sign < 0 ? `-${amount}` : amount);

/** A record as the store keeps it: signs say which way things went; `held` are the units a split multiplies. */
function toStored(record: TransactionRecord, instrumentId: string | null, held: number): Pick<NewTransaction, 'quantity' | 'amount'> {
  switch (record.kind) {
    case 'buy':
      return { quantity: record.quantity ?? '0', amount: signed(record.amount, -1) };
    case 'sell':
      return { quantity: signed(record.quantity, -1), amount: signed(record.amount, 1) };
    case 'withdrawal':
    case 'fee':
      return { quantity: '0', amount: signed(record.amount, -1) };
    case 'split':
      return { quantity: (held * (Number(record.quantity) - 1)).toFixed(PLACES), amount: '0' };
    case 'reconciliation':
      return instrumentId === null ? { quantity: '0', amount: record.amount ?? '0' } : { quantity: record.quantity ?? '0', amount: '0' };
    case 'opening':
      return instrumentId === null ? { quantity: '0', amount: signed(record.amount, 1) } : { quantity: record.quantity ?? '0', amount: '0' };
    default:
      return { quantity: '0', amount: signed(record.amount, 1) };
  }
}

/** The bookings of a plan in the order of their days, lines of one day as the file has them. */
function bookingsOf({ fresh, idOf, book }: BookPlan, target: BatchTarget): readonly NewTransaction[] {
  const { quantities } = derivePositions(book.map(toBooking));
  const held = new Map(quantities);
  return [...fresh].sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0)).map((record) => {
    const instrumentId = record.instrument === null ? null : (idOf.get(record.instrument) ?? null);
    const before = instrumentId === null ? 0 : (held.get(instrumentId) ?? 0);
    if (instrumentId !== null) {
      const line = { ...toBookLine(record), instrument: instrumentId } as ReturnType<typeof toBookLine>;
      const carried = { kind: 'reconciliation' as const, date: record.date, instrument: instrumentId, quantity: before, amount: '0' };
      held.set(instrumentId, derivePositions([carried, line]).quantities.get(instrumentId) ?? 0);
    }
    return { kind: record.kind, date: record.date, instrumentId, ...toStored(record, instrumentId, before), price: record.price ?? null, cost: record.fee ?? '0', batchId: target.batchId, note: `line ${record.line} of ${target.source}`.slice(0, 500) };
  });
}

/** Books what a file of transactions says beyond the book. Returns how many were booked. Throws a `Rollback` naming the line that cannot be. */
export async function bookTransactionFile(owner: Portfolio, bookedBy: string, target: BatchTarget, records: readonly TransactionRecord[]): Promise<number> {
  const { tx } = target;
  await lockHoldings(tx, owner.id);
  const plan = await planBookings(tx, owner, records);
  if (plan.problem) throw new Rollback(refuse('line-refused', plan.problem.reason, { line: plan.problem.line }));
  const bookings = bookingsOf(plan, target);
  await bookTransactions(tx, { workspaceId: owner.workspaceId, portfolioId: owner.id, bookedBy, recordedAt: target.recordedAt }, bookings);
  return bookings.length;
}
