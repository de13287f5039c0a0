import * as z from 'zod';
import { refuse, type Result } from '../../core/base/result';
import { buildMoneyMove, buildProposal } from '../desk/build-proposal';
import { keySchema, once } from '../desk/once';
import { findReplaceable, replaceProposal, type Replaced } from '../desk/replace-proposal';
import { standingOf } from '../desk/staleness';
import { proposalReference } from './inputs';
import { defineUseCase } from './use-case';

/**
 * Replaces a proposal that is no longer current by what the rule proposes today. Who refreshes becomes the maker. No
 * override: the rule speaks, on newer data.
 */
export const refreshProposal = defineUseCase({
  name: 'refresh-proposal',
  permission: 'propose-reallocation',
  input: z.strictObject({ ...proposalReference, key: keySchema }),
  run: (context, input): Promise<Result<Replaced>> =>
    once<Replaced>(context, 'refresh-proposal', input, async (remember) => {
      const found = await findReplaceable(context, input);
      if (!found.ok) return found;
      const { desk, holdings, proposal, recommendation } = found.value;
      const { reasons } = await standingOf(context.db, desk, holdings, proposal);
      if (reasons.length === 0) return refuse('still-current', `Proposal ${proposal.number} is still current: same policy, same decision date, and no shift has changed by more than 0.25 pp.`);
      const { mode, moneyMoved } = proposal;
      const content = mode === 'rebalance' ? buildProposal(desk, holdings, recommendation) : buildMoneyMove(desk, holdings, recommendation, { mode, amount: Number(moneyMoved) });
      if (!content.ok) return content;
      return replaceProposal(context, found.value, { kind: 'refresh', reason: `recomputed as of ${desk.asOf}: ${reasons.join('; ')}`, content: content.value }, remember);
    }),
});
