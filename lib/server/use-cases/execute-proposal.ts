import * as z from 'zod';
import { ok, refuse, type Result } from '../../core/base/result';
import type { ProposalState } from '../../core/proposals/state-machine';
import type { Transaction } from '../db/client';
import { bookTransactions, lockHoldings, type NewTransaction } from '../db/holdings-store';
import { positionsAt } from '../desk/holdings';
import { findOnDesk, transition, type FoundProposal } from '../desk/proposal-moves';
import { proposalReference } from './inputs';
import { defineUseCase, orRollback, Rollback } from './use-case';

/** A hundredth of the currency: what rounding to four places may add up to. */
const CASH_TOLERANCE = 0.01;

/** What the book lacks for the trades of a proposal, as a sentence; null when it lacks nothing. */
async function shortfall(tx: Transaction, { desk, proposal }: FoundProposal): Promise<string | null> {
  const { quantities, cash } = await positionsAt(tx, desk.portfolio.id, desk.asOf);
  const short = proposal.trades.find((trade) => (quantities.get(trade.instrumentId) ?? 0) + Number(trade.quantity) < -1e-8);
  if (short) return `it sells ${-Number(short.quantity)} ${short.symbol} and ${quantities.get(short.instrumentId) ?? 0} are held`;
  const after = proposal.trades.reduce((sum, trade) => sum - Number(trade.amount) - Number(trade.cost), cash);
  const isCovered = after >= Math.min(0, cash) - CASH_TOLERANCE;
  return isCovered ? null : `it would leave ${after.toFixed(2)} in cash`;
}

/**
 * Books the trades of an approved proposal into the holdings, at the proposal's own prices: model prices, said so in
 * every line. State, bookings and journal are one transaction.
 */
export const executeProposal = defineUseCase({
  name: 'execute-proposal',
  permission: 'execute-proposal',
  input: z.strictObject(proposalReference),
  run: async (context, input): Promise<Result<{ readonly state: ProposalState; readonly booked: number }>> => {
    const found = await findOnDesk(context, input);
    if (!found.ok) return found;
    const { desk, proposal } = found.value;
    const bookings: NewTransaction[] = proposal.trades.map((trade) => ({
      kind: Number(trade.quantity) > 0 ? 'buy' : 'sell',
      date: desk.asOf,
      instrumentId: trade.instrumentId,
      quantity: trade.quantity,
      price: trade.price,
      amount: (-Number(trade.amount)).toFixed(4),
      cost: trade.cost,
      proposalId: proposal.id,
      note: `model price of ${proposal.asOf}`,
    }));
    return orRollback(() =>
      context.db.$transaction(async (tx) => {
        await lockHoldings(tx, desk.portfolio.id);
        const missing = await shortfall(tx, found.value);
        if (missing) throw new Rollback(refuse('holdings-changed', `The holdings have changed since proposal ${proposal.number} was made: ${missing}. Nothing was booked.`));
        const state = await transition(tx, context, found.value, { move: 'execute', kind: null, reason: `booked at the model prices of ${proposal.asOf}` });
        await bookTransactions(tx, { workspaceId: context.actor.workspaceId, portfolioId: desk.portfolio.id, bookedBy: context.actor.userId, recordedAt: new Date() }, bookings);
        return ok({ state, booked: bookings.length });
      }),
    );
  },
});
