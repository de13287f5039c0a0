import * as z from 'zod';
import { ok, refuse, type Result } from '../../core/base/result';
import type { ProposalState } from '../../core/proposals/state-machine';
import { may } from '../auth/permissions';
import { keySchema, once } from '../desk/once';
import { findOnDesk, transition } from '../desk/proposal-moves';
import { proposalReference, reasonSchema } from './inputs';
import { defineUseCase, orRollback } from './use-case';

interface Withdrawn {
  readonly state: ProposalState;
}

/** Takes a proposal back: its maker, or an administrator, with a reason. A draft without a maker is set aside by anybody who may propose. */
export const withdrawProposal = defineUseCase({
  name: 'withdraw-proposal',
  permission: 'withdraw-proposal',
  input: z.strictObject({ ...proposalReference, key: keySchema, reason: reasonSchema.min(1, 'is needed to withdraw') }),
  run: (context, input): Promise<Result<Withdrawn>> =>
    once<Withdrawn>(context, 'withdraw-proposal', input, async (remember) => {
      const found = await findOnDesk(context, input);
      if (!found.ok) return found;
      const { proposal } = found.value;
      // A draft of the scheduler is nobody's yet: whoever could propose it may set it aside.
      const isNobodys = proposal.state === 'draft' && proposal.makerId === null;
      if (!isNobodys && proposal.makerId !== context.actor.userId && !may(context.actor, 'manage-people')) {
        return refuse('forbidden', 'Only its maker or an administrator may withdraw a proposal.');
      }
      return orRollback(() =>
        context.db.$transaction(async (tx) => ok(await remember(tx, proposal.id, { state: await transition(tx, context, found.value, { move: 'withdraw', kind: 'withdraw', reason: input.reason }) }))),
      );
    }),
});
