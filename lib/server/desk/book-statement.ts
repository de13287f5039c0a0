import type { IsoDate } from '../../core/base/iso-date';
import { refuse } from '../../core/base/result';
import { bookTransactions, createStatement, listTransactions, lockHoldings, type NewTransaction } from '../db/holdings-store';
import { listAssetClasses, type Portfolio } from '../db/portfolio-store';
import { CASH_INSTRUMENT, type HoldingRecord } from '../imports/kinds/holdings';
import { Rollback, type Context } from '../use-cases/use-case';
import { positionsAt } from './holdings';
import type { BatchTarget } from './import-writers';

const PLACES = 8;
const difference = (stated: number, derived: number): string => (stated - derived).toFixed(PLACES);
const isZero = (decimal: string): boolean => Number(decimal) === 0;

/**
 * Reconciles a custodian's statement with the book: what the statement holds beyond the derived positions is booked
 * as opening (an empty book) or reconciliation. Instruments the statement leaves out are booked down to nothing, and
 * so is cash. Returns how many transactions were booked.
 */
export async function bookStatement(
  { actor }: Context,
  booking: { readonly owner: Portfolio; readonly bookedBy: string; readonly asOf: IsoDate; readonly target: BatchTarget },
  records: readonly HoldingRecord[],
): Promise<number> {
  const { owner, asOf, target } = booking;
  const { tx } = target;
  await lockHoldings(tx, owner.id);
  const instruments = (await listAssetClasses(tx, actor.workspaceId)).flatMap((one) => one.instruments);
  const idOf = new Map(instruments.map((instrument) => [instrument.symbol, instrument.id]));
  const currencyOf = new Map(instruments.map((instrument) => [instrument.symbol, instrument.currency]));
  const unknown = records.filter((record) => record.instrument !== CASH_INSTRUMENT && !idOf.has(record.instrument)).map((record) => record.instrument);
  if (unknown.length > 0) {
    throw new Rollback(refuse('unknown-instrument', `These instruments are not known at this desk: ${unknown.join(', ')}. Add them to a policy first; nothing was written.`, { unknown }));
  }
  // Units are booked, not values: an instrument may be stated in its own currency, but money is kept in one.
  const foreign = records.filter((record) => record.currency !== undefined && record.currency !== owner.baseCurrency && record.currency !== currencyOf.get(record.instrument));
  if (foreign.length > 0) {
    const named = foreign.map((record) => `${record.instrument} (${record.currency})`).join(', ');
    throw new Rollback(refuse('currency-differs', `${named}: cash is kept in ${owner.baseCurrency}, and an instrument is stated in that or in its own currency. Nothing was written.`));
  }
  const last = (await listTransactions(tx, owner.id, '9999-12-31' as IsoDate)).at(-1);
  if (last && last.date > asOf) {
    throw new Rollback(refuse('older-than-book', `The book holds transactions up to ${last.date}; a statement of ${asOf} would rewrite the past. Nothing was written.`));
  }
  const kind = last ? ('reconciliation' as const) : ('opening' as const);
  const derived = await positionsAt(tx, owner.id, asOf);
  const stated = new Map(records.filter((record) => record.instrument !== CASH_INSTRUMENT).map((record) => [idOf.get(record.instrument) as string, Number(record.quantity)]));
  const cash = Number(records.find((record) => record.instrument === CASH_INSTRUMENT)?.value ?? 0);
  const statementId = await createStatement(tx, {
    workspaceId: actor.workspaceId, portfolioId: owner.id, asOf, batchId: target.batchId, recordedAt: target.recordedAt, lines: records.map((record) => ({ ...record })),
  });
  const touched = [...new Set([...stated.keys(), ...derived.quantities.keys()])];
  const moves: NewTransaction[] = touched
    .map((instrumentId) => ({ instrumentId, quantity: difference(stated.get(instrumentId) ?? 0, derived.quantities.get(instrumentId) ?? 0), amount: '0' }))
    .concat([{ instrumentId: null as never, quantity: '0', amount: difference(cash, derived.cash) }])
    .filter((move) => !isZero(move.quantity) || !isZero(move.amount))
    .map((move) => ({ ...move, kind, date: asOf, price: null, cost: '0', statementId }));
  await bookTransactions(tx, { workspaceId: actor.workspaceId, portfolioId: owner.id, bookedBy: booking.bookedBy, recordedAt: target.recordedAt }, moves);
  return moves.length;
}
