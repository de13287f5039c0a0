import * as z from 'zod';
import { ok, type Result } from '../../core/base/result';
import { moveProposal as nextState, type ProposalState } from '../../core/proposals/state-machine';
import { bookFills, planFills } from '../desk/book-fills';
import { keySchema, once } from '../desk/once';
import { findOnDesk, transition } from '../desk/proposal-moves';
import { plainText, proposalReference } from './inputs';
import { defineUseCase, orRollback } from './use-case';

const MOST = 1e12;

const fillSchema = z.strictObject({
  instrument: plainText.trim().min(1).max(60),
  quantity: z.number().gt(0, 'is more than nothing; the side is the trade’s own').max(MOST),
  price: z.number().gt(0, 'is a price').max(MOST),
  cost: z.number().min(0).max(MOST).optional(),
});

interface Executed {
  readonly state: ProposalState;
  readonly booked: number;
}

/**
 * Books what was done of an approved proposal into the holdings: fills at stated prices, as often as it takes, or
 * everything that is left at the proposal's own prices, said so in every line. State, bookings and journal are one
 * transaction. Never more than was signed.
 */
export const executeProposal = defineUseCase({
  name: 'execute-proposal',
  permission: 'execute-proposal',
  input: z.strictObject({ ...proposalReference, key: keySchema, fills: z.array(fillSchema).min(1, 'has no fill').max(500).optional() }),
  run: (context, input): Promise<Result<Executed>> =>
    once<Executed>(context, 'execute-proposal', input, async (remember) => {
      const found = await findOnDesk(context, input);
      if (!found.ok) return found;
      const { proposal } = found.value;
      const allowed = nextState(proposal.state, 'execute');
      if (!allowed.ok) return allowed;
      return orRollback(() =>
        context.db.$transaction(async (tx) => {
          const plan = await planFills(tx, found.value, input.fills);
          const reason = input.fills ? 'booked at stated prices' : `booked at the model prices of ${proposal.asOf}`;
          const fills = plan.bookings.map(({ instrumentId, quantity, price, cost }) => ({ instrumentId, quantity, price, cost }));
          const state = await transition(tx, context, found.value, { move: plan.completes ? 'execute' : 'execute-part', kind: null, reason, details: { fills } });
          await bookFills(tx, context, found.value, plan);
          return ok(await remember(tx, proposal.id, { state, booked: plan.bookings.length }));
        }),
      );
    }),
});
