import * as z from 'zod';
import { ok, type Result } from '../../core/base/result';
import { moveProposal as nextState, type ProposalState } from '../../core/proposals/state-machine';
import { holdingsOf } from '../desk/holdings';
import { keySchema, once } from '../desk/once';
import { overrideOf, overrideShape } from '../desk/override-facts';
import { findOnDesk, transition } from '../desk/proposal-moves';
import { proposalReference } from './inputs';
import { defineUseCase, orRollback } from './use-case';

interface Cancelled {
  readonly state: ProposalState;
}

/** Gives up what is left of an approved order. What was booked stays booked; the rest is a departure from the rule. */
export const cancelProposal = defineUseCase({
  name: 'cancel-proposal',
  permission: 'execute-proposal',
  input: z.strictObject({ ...proposalReference, key: keySchema, ...overrideShape }),
  run: (context, input): Promise<Result<Cancelled>> =>
    once<Cancelled>(context, 'cancel-proposal', input, async (remember) => {
      const found = await findOnDesk(context, input);
      if (!found.ok) return found;
      const allowed = nextState(found.value.proposal.state, 'cancel');
      if (!allowed.ok) return allowed;
      const holdings = await holdingsOf(context.db, found.value.desk);
      if (!holdings.ok) return holdings;
      const override = overrideOf(found.value, holdings.value, input);
      if (!override.ok) return override;
      return orRollback(() =>
        context.db.$transaction(async (tx) => {
          const state = await transition(tx, context, found.value, { move: 'cancel', kind: 'cancel', reason: input.reason, override: override.value });
          return ok(await remember(tx, found.value.proposal.id, { state }));
        }),
      );
    }),
});
