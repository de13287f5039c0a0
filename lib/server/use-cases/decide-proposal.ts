import * as z from 'zod';
import { ok, refuse, type Result } from '../../core/base/result';
import { mayCheck, moveProposal as nextState, type ProposalMove, type ProposalState } from '../../core/proposals/state-machine';
import { may } from '../auth/permissions';
import { today } from '../clock';
import type { Transaction } from '../db/client';
import { appendJournal } from '../db/journal-store';
import { userNames } from '../db/people-store';
import { lockPolicy, policyAt } from '../db/portfolio-store';
import { findProposal, moveProposal, recordDecision, type Proposal } from '../db/proposal-store';
import { runChecks } from '../desk/build-proposal';
import { holdingsOf } from '../desk/holdings';
import { openDesk, type Desk } from '../desk/open-desk';
import { standingOf } from '../desk/staleness';
import { countSchema, reasonSchema, slugSchema } from './inputs';
import { defineUseCase, orRollback, Rollback, type Context } from './use-case';

/** Names the proposal and the version of it that the person saw. */
export const proposalReference = {
  portfolio: slugSchema,
  number: countSchema,
  version: countSchema,
};

export interface FoundProposal {
  readonly desk: Desk;
  readonly proposal: Proposal;
}

/** Opens the desk and finds the proposal on it; refuses when it moved on since the person looked. */
export async function findOnDesk(context: Context, input: { readonly portfolio: string; readonly number: number; readonly version?: number }): Promise<Result<FoundProposal>> {
  const desk = await openDesk(context, input.portfolio);
  if (!desk.ok) return desk;
  const proposal = await findProposal(context.db, context.actor.workspaceId, desk.value.portfolio.id, input.number);
  if (!proposal) return refuse('not-found', `${desk.value.portfolio.name} has no proposal ${input.number}.`);
  if (input.version !== undefined && proposal.version !== input.version) return refuse('moved-meanwhile', await whatHappened(context, proposal), { state: proposal.state });
  return ok({ desk: desk.value, proposal });
}

async function whatHappened({ db }: Context, proposal: Proposal): Promise<string> {
  const last = proposal.decisions.at(-1);
  if (!last) return `Proposal ${proposal.number} is ${proposal.state} by now. Look at it again.`;
  const names = await userNames(db, [last.userId]);
  return `Proposal ${proposal.number} is ${proposal.state} by now: ${names.get(last.userId) ?? 'somebody'} decided it at ${last.decidedAt.toISOString()}. Your decision was not recorded.`;
}

interface Transition {
  readonly move: ProposalMove;
  readonly kind: 'approve' | 'reject' | 'withdraw' | null;
  readonly reason: string;
}

/** The one way a proposal moves: compare and move, record, journal, all in the caller's transaction. */
export async function transition(tx: Transaction, { actor }: Context, { desk, proposal }: FoundProposal, { move, kind, reason }: Transition): Promise<ProposalState> {
  const next = nextState(proposal.state, move);
  if (!next.ok) throw new Rollback(next);
  if (!(await moveProposal(tx, proposal, next.value))) throw new Rollback(refuse('moved-meanwhile', `Proposal ${proposal.number} was moved by somebody else a moment ago. Your decision was not recorded.`));
  const at = desk.clock.now();
  if (kind) await recordDecision(tx, { workspaceId: actor.workspaceId, proposalId: proposal.id, kind, userId: actor.userId, reason, contentHash: proposal.contentHash, decidedAt: at });
  await appendJournal(tx, actor.workspaceId, {
    at, actor: actor.userId, kind: `proposal.${next.value}`, subject: 'proposal', subjectId: proposal.id,
    body: { portfolio: desk.portfolio.slug, number: proposal.number, from: proposal.state, contentHash: proposal.contentHash, reason },
  });
  return next.value;
}

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

/** Lets a proposal that has run out expire, and says so; any other passes. */
export async function expireIfDue(context: Context, found: FoundProposal): Promise<Result<null>> {
  if (today(found.desk.clock) <= found.proposal.expiresOn || found.proposal.state !== 'proposed') return ok(null);
  // Of two who look at once one moves it; the other hears so instead of an error.
  const moved = await orRollback(async () => ok(await context.db.$transaction((tx) => transition(tx, context, found, { move: 'expire', kind: null, reason: `expired on ${found.proposal.expiresOn}` }))));
  return moved.ok ? refuse('expired', `This proposal ran out on ${found.proposal.expiresOn}. Propose again.`) : moved;
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

/** Takes a proposal back: its maker, or an administrator, with a reason. */
export const withdrawProposal = defineUseCase({
  name: 'withdraw-proposal',
  permission: 'withdraw-proposal',
  input: z.strictObject({ ...proposalReference, reason: reasonSchema.min(1, 'is needed to withdraw') }),
  run: async (context, input): Promise<Result<{ readonly state: ProposalState }>> => {
    const found = await findOnDesk(context, input);
    if (!found.ok) return found;
    const { proposal } = found.value;
    if (proposal.makerId !== context.actor.userId && !may(context.actor, 'manage-people')) {
      return refuse('forbidden', 'Only its maker or an administrator may withdraw a proposal.');
    }
    return orRollback(() => context.db.$transaction(async (tx) => ok({ state: await transition(tx, context, found.value, { move: 'withdraw', kind: 'withdraw', reason: input.reason }) })));
  },
});
