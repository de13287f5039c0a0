import type { IsoDate } from '../../core/base/iso-date';
import { ok, refuse, type Result } from '../../core/base/result';
import type { AssetId } from '../../core/base/units';
import { currentWeights, type Instrument } from '../../core/holdings/current-weights';
import { derivePositions } from '../../core/holdings/derive-positions';
import type { Positions, Transaction as Booking } from '../../core/holdings/transaction';
import type { Book } from '../../core/proposals/plan';
import type { Database, Transaction } from '../db/client';
import { firstBookingAfter, listTransactions, type BookedTransaction } from '../db/holdings-store';
import { latestLevels } from '../db/market-store';
import { listAssetClasses, type AssetClass } from '../db/portfolio-store';
import { missingRate } from './exchange';
import type { Desk } from './open-desk';

export interface Position {
  readonly instrumentId: string;
  readonly symbol: string;
  readonly name: string;
  readonly asset: AssetId;
  readonly units: number;
  readonly price: number;
  readonly priceDate: IsoDate;
  readonly value: number;
}

/** What is held at a desk's date, at the newest prices then. */
export interface Holdings {
  readonly isEmpty: boolean;
  /** Where nothing is held yet, the day from which something is: a book may begin after the last day of the prices. */
  readonly heldFrom: IsoDate | null;
  readonly positions: readonly Position[];
  /** What the trades are computed from: the bare sums and every instrument of the policy with its price. */
  readonly derived: Positions;
  readonly instruments: readonly Instrument[];
  readonly cash: number;
  /** In base currency, as decimal text. */
  readonly value: string;
  /** In the order of the policy's lines. */
  readonly weights: readonly number[];
}

/** As much of the holdings as trades are computed from. */
export const bookOf = ({ derived, instruments, weights }: Holdings): Book => ({ positions: derived, instruments, weights });

const unsigned = (text: string): string => text.replace(/^-/, '');

/** The store keeps signs, the arithmetic keeps directions; a split is the units it adds. */
export function toBooking({ kind, date, instrumentId, quantity, amount, cost }: BookedTransaction): Booking {
  switch (kind) {
    case 'buy':
    case 'sell':
      return { kind, date, instrument: instrumentId as string, quantity: unsigned(quantity), amount: unsigned(amount), cost };
    case 'deposit':
    case 'withdrawal':
    case 'income':
    case 'fee':
      return { kind, date, amount: unsigned(amount) };
    case 'split':
      return { kind: 'reconciliation', date, instrument: instrumentId, quantity, amount: '0' };
    default:
      return { kind, date, instrument: instrumentId, quantity, amount };
  }
}

/** Positions of a portfolio from its book, up to and including a date, as far as it was written by a moment. */
export async function positionsAt(db: Database | Transaction, portfolioId: string, upTo: IsoDate, bookedBy: Date | null = null): Promise<Positions> {
  return derivePositions((await listTransactions(db, portfolioId, upTo, bookedBy)).map(toBooking));
}

/** Every instrument that is in the policy or held, with its newest price at the desk's date. */
async function pricedInstruments(db: Database | Transaction, desk: Desk, held: Positions): Promise<{ readonly priced: readonly Instrument[]; readonly classes: readonly AssetClass[] }> {
  const inPolicy = new Set(desk.policyVersion.classes.map((one) => one.id));
  const all = await listAssetClasses(db, desk.portfolio.workspaceId);
  const classes = all.filter((one) => inPolicy.has(one.id) || one.instruments.some((instrument) => held.quantities.has(instrument.id)));
  const instruments = classes.flatMap((one) => one.instruments.map((instrument) => ({ instrument, asset: one.code as AssetId })));
  const levels = await latestLevels(db, instruments.map(({ instrument }) => instrument.valuationSeriesId), desk.asOf, desk.recordedAt);
  const priced = instruments.flatMap(({ instrument, asset }) => {
    const level = levels.get(instrument.valuationSeriesId);
    const [rate] = desk.exchange.ratesOf(instrument.currency, [desk.asOf]);
    return level && rate !== null ? [{ id: instrument.id, asset, price: level.level * rate, priceDate: level.date, lot: instrument.lotSize }] : [];
  });
  return { priced, classes };
}

/** What is held at the desk's date. Refuses what cannot be valued: an unpriced instrument, or one outside the policy. */
export async function holdingsOf(db: Database | Transaction, desk: Desk): Promise<Result<Holdings>> {
  const derived = await positionsAt(db, desk.portfolio.id, desk.asOf, desk.bookedAt);
  const { priced, classes } = await pricedInstruments(db, desk, derived);
  const assets = desk.policyVersion.policy.lines.map((line) => line.asset);
  if (derived.quantities.size === 0 && derived.cash === 0) {
    const heldFrom = await firstBookingAfter(db, desk.portfolio.id, desk.asOf, desk.bookedAt);
    return ok({ isEmpty: true, heldFrom, positions: [], derived, instruments: priced, cash: 0, value: '0', weights: assets.map(() => 0) });
  }
  const nameOf = new Map(classes.flatMap((one) => one.instruments.map((instrument) => [instrument.id, instrument] as const)));
  const valuation = currentWeights(derived, priced, assets, desk.policyVersion.policy.cashAsset);
  if (!valuation.ok) {
    const instrument = nameOf.get(String(valuation.error.details?.instrument ?? ''));
    const base = desk.portfolio.baseCurrency;
    if (instrument && desk.exchange.ratesOf(instrument.currency, [desk.asOf])[0] === null) {
      return refuse('no-rate', `The holdings cannot be valued as of ${desk.asOf}: ${instrument.symbol} is priced in ${instrument.currency}, and ${missingRate(desk.exchange, instrument.currency, base, desk.asOf)}`);
    }
    return refuse(valuation.error.kind, `The holdings cannot be valued as of ${desk.asOf}: ${instrument?.symbol ?? ''} ${valuation.error.message}`, valuation.error.details);
  }
  const positions = priced.flatMap((instrument): readonly Position[] => {
    const units = derived.quantities.get(instrument.id);
    const named = nameOf.get(instrument.id);
    if (units === undefined || !named) return [];
    return [{ instrumentId: instrument.id, symbol: named.symbol, name: named.name, asset: instrument.asset, units, price: instrument.price, priceDate: instrument.priceDate, value: units * instrument.price }];
  });
  return ok({ isEmpty: false, heldFrom: null, positions, derived, instruments: priced, cash: derived.cash, value: valuation.value.value.toFixed(2), weights: valuation.value.weights });
}
