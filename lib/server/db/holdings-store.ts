import type { IsoDate } from '../../core/base/iso-date';
import type { Database, Transaction } from './client';
import { fromDay, toDay } from './dates';
import type { Prisma } from './generated/client';
import { standingBookings } from './undone';

export type TransactionKind = 'opening' | 'buy' | 'sell' | 'deposit' | 'withdrawal' | 'income' | 'fee' | 'split' | 'reconciliation';

/** Decimal amounts are text, so that no digit is lost between the store and the arithmetic. */
export interface BookedTransaction {
  readonly sequence: number;
  readonly kind: TransactionKind;
  readonly date: IsoDate;
  readonly instrumentId: string | null;
  readonly quantity: string;
  readonly price: string | null;
  readonly amount: string;
  readonly cost: string;
}

export interface NewTransaction extends Omit<BookedTransaction, 'sequence'> {
  readonly statementId?: string;
  readonly proposalId?: string;
  readonly batchId?: number;
  readonly note?: string;
}

/** Everything dated up to and including a day, and booked by a moment where one is given, in booking order. What was taken back by then is left out. */
export async function listTransactions(db: Database | Transaction, portfolioId: string, upTo: IsoDate, bookedBy: Date | null = null): Promise<readonly BookedTransaction[]> {
  const rows = await db.transaction.findMany({
    where: { portfolioId, date: { lte: toDay(upTo) }, ...(bookedBy && { recordedAt: { lte: bookedBy } }), ...(await standingBookings(db, portfolioId, bookedBy)) },
    orderBy: [{ date: 'asc' }, { sequence: 'asc' }],
    select: { sequence: true, kind: true, date: true, instrumentId: true, quantity: true, price: true, amount: true, cost: true },
  });
  return rows.map((row) => ({
    ...row,
    date: fromDay(row.date),
    quantity: row.quantity.toString(),
    price: row.price?.toString() ?? null,
    amount: row.amount.toString(),
    cost: row.cost.toString(),
  }));
}

/** The day of the first booking after a day, as far as it was written by a moment; null when there is none. */
export async function firstBookingAfter(db: Database | Transaction, portfolioId: string, day: IsoDate, bookedBy: Date | null = null): Promise<IsoDate | null> {
  const row = await db.transaction.findFirst({
    where: { portfolioId, date: { gt: toDay(day) }, ...(bookedBy && { recordedAt: { lte: bookedBy } }), ...(await standingBookings(db, portfolioId, bookedBy)) },
    orderBy: { date: 'asc' },
    select: { date: true },
  });
  return row && fromDay(row.date);
}

/** What was booked for a proposal, as it was booked. */
export interface BookedFill {
  readonly instrumentId: string;
  readonly quantity: string;
  readonly price: string;
  readonly cost: string;
  readonly date: IsoDate;
  readonly note: string;
  readonly recordedAt: Date;
}

/** The fills of a proposal in booking order. */
export async function listFills(db: Database | Transaction, proposalId: string): Promise<readonly BookedFill[]> {
  const rows = await db.transaction.findMany({
    where: { proposalId },
    orderBy: { sequence: 'asc' },
    select: { instrumentId: true, quantity: true, price: true, cost: true, date: true, note: true, recordedAt: true },
  });
  return rows.map((row) => ({ ...row, instrumentId: row.instrumentId ?? '', quantity: row.quantity.toString(), price: row.price?.toString() ?? '0', cost: row.cost.toString(), date: fromDay(row.date) }));
}

/** Serialises bookings of one portfolio until the transaction ends. */
export async function lockHoldings(tx: Transaction, portfolioId: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`holdings:${portfolioId}`}, 0))`;
}

/** Books transactions behind the last one. The caller holds the holdings lock. */
export async function bookTransactions(
  tx: Transaction,
  booking: { readonly workspaceId: string; readonly portfolioId: string; readonly bookedBy: string; readonly recordedAt: Date },
  transactions: readonly NewTransaction[],
): Promise<void> {
  const last = await tx.transaction.aggregate({ where: { portfolioId: booking.portfolioId }, _max: { sequence: true } });
  const first = (last._max.sequence ?? 0) + 1;
  await tx.transaction.createMany({
    data: transactions.map((transaction, k) => ({ ...transaction, ...booking, date: toDay(transaction.date), sequence: first + k })),
  });
}

export async function createStatement(
  tx: Transaction,
  statement: {
    readonly workspaceId: string;
    readonly portfolioId: string;
    readonly asOf: IsoDate;
    readonly batchId: number;
    readonly lines: readonly Readonly<Record<string, unknown>>[];
    readonly recordedAt: Date;
  },
): Promise<string> {
  const data = { ...statement, asOf: toDay(statement.asOf), lines: statement.lines as Prisma.InputJsonArray };
  return (await tx.statement.create({ data, select: { id: true } })).id;
}
