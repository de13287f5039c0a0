import * as z from 'zod';
import { ok, refuse, type Result } from '../../core/base/result';
import { holdingsOf } from '../desk/holdings';
import { keySchema, once } from '../desk/once';
import { findToAct, transition } from '../desk/proposal-moves';
import { standingOf } from '../desk/staleness';
import { proposalReference } from './inputs';
import { defineUseCase, orRollback } from './use-case';

/** Proposes what the scheduler drafted, as it stands: who proposes it becomes its maker. Refused when it is no longer current. */
export const proposeDraft = defineUseCase({
  name: 'propose-draft',
  permission: 'propose-reallocation',
  input: z.strictObject({ ...proposalReference, key: keySchema }),
  run: (context, input): Promise<Result<{ readonly number: number }>> =>
    once<{ readonly number: number }>(context, 'propose-draft', input, async (remember) => {
      const found = await findToAct(context, input);
      if (!found.ok) return found;
      const { desk, proposal } = found.value;
      if (proposal.state !== 'draft') return refuse('not-a-draft', `Proposal ${proposal.number} is ${proposal.state}; only a draft waits for a maker.`);
      const holdings = await holdingsOf(context.db, desk);
      if (!holdings.ok) return holdings;
      const { reasons } = await standingOf(context.db, desk, holdings.value, proposal);
      if (reasons.length > 0) return refuse('stale', `This draft is no longer current: ${reasons.join('; ')}. Refresh it, and you are the maker of what takes its place.`, { reasons });
      return orRollback(() =>
        context.db.$transaction(async (tx) => {
          await transition(tx, context, found.value, { move: 'propose', kind: null, reason: '', maker: context.actor.userId });
          return ok(await remember(tx, proposal.id, { number: proposal.number }));
        }),
      );
    }),
});
