import { refuse } from '../../core/base/result';
import { executionOf, type Execution } from '../../core/proposals/execution';
import type { Transaction } from '../db/client';
import { bookTransactions, listFills, lockHoldings, type BookedFill, type NewTransaction } from '../db/holdings-store';
import type { ProposalTrade } from '../db/proposal-store';
import { Rollback, type Context } from '../use-cases/use-case';
import { positionsAt } from './holdings';
import type { FoundProposal } from './proposal-moves';

/** A hundredth of the currency: what rounding to four places may add up to. */
const CASH_TOLERANCE = 0.01;
const PLACES = 10;

/** What somebody states was done of one trade: units without a sign, the price paid, the cost where it is known. */
export interface StatedFill {
  readonly instrument: string;
  readonly quantity: number;
  readonly price: number;
  readonly cost?: number;
}

/** What was done of a proposal so far, against what was signed. */
export function executionSoFar(trades: readonly ProposalTrade[], fills: readonly Pick<BookedFill, 'instrumentId' | 'quantity' | 'price' | 'cost'>[]): Execution {
  return executionOf(
    trades.map((trade) => ({ instrument: trade.instrumentId, quantity: Number(trade.quantity), price: Number(trade.price) })),
    fills.map((fill) => ({ instrument: fill.instrumentId, quantity: Number(fill.quantity), price: Number(fill.price), cost: Number(fill.cost) })),
  );
}

function bookingOf({ desk, proposal }: FoundProposal, trade: ProposalTrade, fill: Omit<StatedFill, 'instrument'>, note: string): NewTransaction {
  const side = Number(trade.quantity) > 0 ? 1 : -1;
  const amount = fill.quantity * fill.price;
  const rate = Number(trade.amount) === 0 ? 0 : Number(trade.cost) / Math.abs(Number(trade.amount));
  return {
    kind: side > 0 ? 'buy' : 'sell', date: desk.asOf, instrumentId: trade.instrumentId, quantity: (side * fill.quantity).toFixed(PLACES), price: String(fill.price),
    amount: (-side * amount).toFixed(4), cost: (fill.cost ?? amount * rate).toFixed(4), proposalId: proposal.id, note,
  };
}

const fail = (kind: string, message: string): never => {
  throw new Rollback(refuse(kind, message));
};

/** The bookings that stated fills make; refuses what was not signed, and more than is left of it. */
function stated(found: FoundProposal, sofar: Execution, fills: readonly StatedFill[]): readonly NewTransaction[] {
  const { proposal } = found;
  const left = new Map(sofar.trades.map((one) => [one.instrument, Math.abs(one.remaining)]));
  return fills.map((fill) => {
    const trade = proposal.trades.find((one) => one.symbol === fill.instrument) ?? fail('not-signed', `Proposal ${proposal.number} does not trade ${fill.instrument}. Nothing was booked.`);
    const rest = left.get(trade.instrumentId) ?? 0;
    if (fill.quantity > rest + 1e-9) fail('more-than-signed', `Of ${fill.instrument} ${rest} are left to ${Number(trade.quantity) > 0 ? 'buy' : 'sell'}, not ${fill.quantity}. Nothing was booked.`);
    left.set(trade.instrumentId, rest - fill.quantity);
    return bookingOf(found, trade, fill, `fill at a stated price, proposal ${proposal.number}`);
  });
}

/** Everything that is left, at the prices of the proposal; untouched trades exactly as they were signed. */
function atModelPrices(found: FoundProposal, sofar: Execution): readonly NewTransaction[] {
  const { proposal } = found;
  const note = `model price of ${proposal.asOf}`;
  return sofar.trades.flatMap((one, k): readonly NewTransaction[] => {
    const trade = proposal.trades[k];
    if (one.remaining === 0) return [];
    const booking = bookingOf(found, trade, { quantity: Math.abs(one.remaining), price: Number(trade.price) }, note);
    const isWhole = one.filled === 0;
    return [isWhole ? { ...booking, quantity: trade.quantity, price: trade.price, amount: (-Number(trade.amount)).toFixed(4), cost: trade.cost } : booking];
  });
}

/** What worse prices and dearer dealing than the model's have cost so far: what cash may lack because of them. */
function unforeseen(trades: readonly ProposalTrade[], after: Execution): number {
  const planned = after.trades.reduce((sum, one, k) => sum + Number(trades[k].cost) * (one.signed === 0 ? 0 : one.filled / one.signed), 0);
  return Math.max(0, after.slippage) + Math.max(0, after.cost - planned);
}

/** What the book lacks for some bookings, as a sentence; null when it lacks nothing. */
async function shortfall(tx: Transaction, { desk, proposal }: FoundProposal, bookings: readonly NewTransaction[], after: Execution): Promise<string | null> {
  const { quantities, cash } = await positionsAt(tx, desk.portfolio.id, desk.asOf);
  for (const trade of proposal.trades) {
    const sold = bookings.filter((one) => one.instrumentId === trade.instrumentId).reduce((sum, one) => sum + Number(one.quantity), 0);
    const held = quantities.get(trade.instrumentId) ?? 0;
    if (held + sold < -1e-8) return `it sells ${-sold} ${trade.symbol} and ${held} are held`;
  }
  const left = bookings.reduce((sum, one) => sum + Number(one.amount) - Number(one.cost), cash);
  const floor = Math.min(0, cash) - unforeseen(proposal.trades, after) - CASH_TOLERANCE;
  return left >= floor ? null : `it would leave ${left.toFixed(2)} in cash`;
}

export interface Plan {
  readonly bookings: readonly NewTransaction[];
  /** Whether nothing is left to do after them. */
  readonly completes: boolean;
}

/** Looks, under the lock of the holdings, at what some fills would book. No fills: everything left, at model prices. */
export async function planFills(tx: Transaction, found: FoundProposal, fills: readonly StatedFill[] | undefined): Promise<Plan> {
  const { desk, proposal } = found;
  await lockHoldings(tx, desk.portfolio.id);
  const booked = await listFills(tx, proposal.id);
  const sofar = executionSoFar(proposal.trades, booked);
  const bookings = fills ? stated(found, sofar, fills) : atModelPrices(found, sofar);
  const next = bookings.map((one) => ({ instrumentId: one.instrumentId as string, quantity: one.quantity, price: one.price as string, cost: one.cost }));
  const after = executionSoFar(proposal.trades, [...booked, ...next]);
  const missing = await shortfall(tx, found, bookings, after);
  if (missing) fail('holdings-changed', `The holdings cannot bear proposal ${proposal.number}: ${missing}. Nothing was booked.`);
  return { bookings, completes: after.isComplete };
}

export async function bookFills(tx: Transaction, { actor }: Context, { desk }: FoundProposal, { bookings }: Plan): Promise<void> {
  await bookTransactions(tx, { workspaceId: actor.workspaceId, portfolioId: desk.portfolio.id, bookedBy: actor.userId, recordedAt: new Date() }, bookings);
}
