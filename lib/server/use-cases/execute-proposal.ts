import * as z from 'zod';
import { ok, type Result } from '../../core/base/result';
import type { ProposalState } from '../../core/proposals/state-machine';
import { bookTransactions, lockHoldings, type NewTransaction } from '../db/holdings-store';
import { findOnDesk, proposalReference, transition } from './decide-proposal';
import { defineUseCase, orRollback } from './use-case';

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
        const state = await transition(tx, context, found.value, { move: 'execute', kind: null, reason: `booked at the model prices of ${proposal.asOf}` });
        await bookTransactions(tx, { workspaceId: context.actor.workspaceId, portfolioId: desk.portfolio.id, bookedBy: context.actor.userId, recordedAt: new Date() }, bookings);
        return ok({ state, booked: bookings.length });
      }),
    );
  },
});
