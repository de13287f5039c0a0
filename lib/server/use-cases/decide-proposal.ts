import * as z from 'zod';
import { ok, refuse, type Result } from '../../core/base/result';
import { mayCheck, moveProposal as nextState, type ProposalState } from '../../core/proposals/state-machine';
import { today } from '../clock';
import type { Transaction } from '../db/client';
import { lockPolicy, policyAt } from '../db/portfolio-store';
import { runChecks } from '../desk/build-proposal';
import { holdingsOf } from '../desk/holdings';
import { expireIfDue, findOnDesk, transition, type FoundProposal } from '../desk/proposal-moves';
import { standingOf } from '../desk/staleness';
import { proposalReference, reasonSchema } from './inputs';
import { defineUseCase, orRollback, Rollback, type Context } from './use-case';

/** What stands against an approval, before it is tried. The database asks the same again. */
async function objections(context: Context, { desk, proposal }: FoundProposal): Promise<Result<null>> {
  if (!mayCheck(proposal.makerId, context.actor.userId, !proposal.selfApprovalAllowed)) {
    return refuse('maker-is-checker', 'You made this proposal; the policy asks for another person to approve it.');
  }
  const holdings = await holdingsOf(context.db, desk);
  if (!holdings.ok) return holdings;
  const { recommendation, reasons } = await standingOf(context.db, desk, holdings.value, proposal);
  if (reasons.length > 0) return refuse('stale', `This proposal is no longer current: ${reasons.join('; ')}. Withdraw it and propose again.`, { reasons });
  const breaches = runChecks(desk, holdings.value, recommendation, proposal.lines.map((line) => line.proposed), proposal.riskAfter.trackingErrorAnnual).filter((check) => check.result === 'breach');
  if (breaches.length > 0) return refuse('checks-failed', `It breaks a rule and cannot be approved: ${breaches.map((check) => check.message).join('; ')}.`, { breaches });
  return ok(null);
}

/** Between the checks and the signature a new policy may have come; from here on it waits. */
async function holdPolicy(tx: Transaction, { desk }: FoundProposal): Promise<void> {
  await lockPolicy(tx, desk.portfolio.id);
  const now = await policyAt(tx, desk.portfolio.id, today(desk.clock));
  if (now?.id !== desk.policyVersion.id) throw new Rollback(refuse('stale', 'This proposal is no longer current: a new policy came into force a moment ago. Withdraw it and propose again.'));
}

const decisionSchema = z
  .strictObject({ ...proposalReference, decision: z.enum(['approve', 'reject']), reason: reasonSchema.default('') })
  .refine((input) => input.decision === 'approve' || input.reason.length > 0, { path: ['reason'], message: 'is needed to reject' });

/**
 * Approves or rejects a proposal in the version the person saw. Of two people at once exactly one decides;
 * the other is told what happened. An approval is refused when stale, expired, in breach, or made by its own maker.
 */
export const decideProposal = defineUseCase({
  name: 'decide-proposal',
  permission: 'decide-proposal',
  input: decisionSchema,
  run: async (context, input): Promise<Result<{ readonly state: ProposalState }>> => {
    const found = await findOnDesk(context, input);
    if (!found.ok) return found;
    const expired = await expireIfDue(context, found.value);
    if (!expired.ok) return expired;
    const allowed = nextState(found.value.proposal.state, input.decision);
    if (!allowed.ok) return allowed;
    if (input.decision === 'approve') {
      const free = await objections(context, found.value);
      if (!free.ok) return free;
    }
    return orRollback(() =>
      context.db.$transaction(async (tx) => {
        if (input.decision === 'approve') await holdPolicy(tx, found.value);
        return ok({ state: await transition(tx, context, found.value, { move: input.decision, kind: input.decision, reason: input.reason }) });
      }),
    );
  },
});
