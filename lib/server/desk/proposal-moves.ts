import { ok, refuse, type Result } from '../../core/base/result';
import { moveProposal as nextState, type ProposalMove, type ProposalState } from '../../core/proposals/state-machine';
import { today } from '../clock';
import type { Transaction } from '../db/client';
import { appendJournal } from '../db/journal-store';
import { userNames } from '../db/people-store';
import { findProposal, moveProposal, recordDecision, type Proposal } from '../db/proposal-store';
import { orRollback, Rollback, type Context } from '../use-cases/use-case';
import { openDesk, type Desk } from './open-desk';

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

/** Lets a proposal that has run out expire, and says so; any other passes. */
export async function expireIfDue(context: Context, found: FoundProposal): Promise<Result<null>> {
  if (today(found.desk.clock) <= found.proposal.expiresOn || found.proposal.state !== 'proposed') return ok(null);
  // Of two who look at once one moves it; the other hears so instead of an error.
  const moved = await orRollback(async () => ok(await context.db.$transaction((tx) => transition(tx, context, found, { move: 'expire', kind: null, reason: `expired on ${found.proposal.expiresOn}` }))));
  return moved.ok ? refuse('expired', `This proposal ran out on ${found.proposal.expiresOn}. Propose again.`) : moved;
}
