import { ok, refuse, type Result } from '../../core/base/result';
import { moveProposal as nextState, type ProposalMove, type ProposalState } from '../../core/proposals/state-machine';
import { today } from '../clock';
import type { Transaction } from '../db/client';
import { recordDecision, signersOf, type OverrideFacts } from '../db/decision-store';
import { appendJournal } from '../db/journal-store';
import { userNames } from '../db/people-store';
import { findProposal, holdProposal, moveProposal, type DecisionKind, type Proposal } from '../db/proposal-store';
import { orRollback, Rollback, type Context } from '../use-cases/use-case';
import { tellOfMove } from './notify';
import { openDesk, type Desk } from './open-desk';

export interface FoundProposal {
  readonly desk: Desk;
  readonly proposal: Proposal;
}

/** Who stands in the journal for what happens because a day has come. */
export const CALENDAR = 'calendar';

/** Opens the desk and finds the proposal on it; refuses when it moved on since the person looked. */
export async function findOnDesk(context: Context, input: { readonly portfolio: string; readonly number: number; readonly version?: number }): Promise<Result<FoundProposal>> {
  const desk = await openDesk(context, input.portfolio);
  if (!desk.ok) return desk;
  const proposal = await findProposal(context.db, context.actor.workspaceId, desk.value.portfolio.id, input.number);
  if (!proposal) return refuse('not-found', `${desk.value.portfolio.name} has no proposal ${input.number}.`);
  if (input.version === undefined || proposal.version === input.version) return ok({ desk: desk.value, proposal });
  // Whoever had the calendar write it: that it ran out is what everybody is told who saw it open.
  if (proposal.state === 'expired') return ranOut(proposal);
  return refuse('moved-meanwhile', await whatHappened(context, proposal), { state: proposal.state });
}

const ranOut = ({ expiresOn }: Proposal) => refuse('expired', `This proposal ran out on ${expiresOn}. Propose again.`);

async function whatHappened({ db }: Context, proposal: Proposal): Promise<string> {
  const last = proposal.decisions.at(-1);
  if (!last) return `Proposal ${proposal.number} is ${proposal.state} by now. Look at it again.`;
  const names = await userNames(db, [last.userId]);
  return `Proposal ${proposal.number} is ${proposal.state} by now: ${names.get(last.userId) ?? 'somebody'} decided it at ${last.decidedAt.toISOString()}. Your decision was not recorded.`;
}

interface Transition {
  readonly move: ProposalMove;
  /** What a person decided; null for what is no decision, such as a booking. */
  readonly kind: DecisionKind | null;
  readonly reason: string;
  readonly override?: OverrideFacts;
  /** Stands in the journal beside the reason. */
  readonly details?: Readonly<Record<string, unknown>>;
  /** Who moved it, where it is not the actor. */
  readonly by?: string;
  /** Who becomes the maker of what was a draft. */
  readonly maker?: string;
}

/** Holds the proposal to the end of the transaction, as the caller saw it, or refuses. */
async function hold(tx: Transaction, proposal: Proposal): Promise<void> {
  if (await holdProposal(tx, proposal)) return;
  throw new Rollback(refuse('moved-meanwhile', `Proposal ${proposal.number} was moved by somebody else a moment ago. Your decision was not recorded.`));
}

async function write(tx: Transaction, { actor }: Context, { desk, proposal }: FoundProposal, kind: string, { reason, override, details, by }: Omit<Transition, 'move' | 'kind'>): Promise<void> {
  await appendJournal(tx, actor.workspaceId, {
    at: desk.clock.now(), actor: by ?? actor.userId, kind: `proposal.${kind}`, subject: 'proposal', subjectId: proposal.id,
    body: {
      portfolio: desk.portfolio.slug, number: proposal.number, from: proposal.state, contentHash: proposal.contentHash, reason,
      ...(override && { override: { kind: override.kind, expiresOn: override.expiresOn } }), ...details,
    },
  });
}

/** The one way a proposal moves: hold and compare, record, move, journal, all in the caller's transaction. */
export async function transition(tx: Transaction, context: Context, found: FoundProposal, step: Transition): Promise<ProposalState> {
  const { desk, proposal } = found;
  const { move, kind, reason, override } = step;
  const next = nextState(proposal.state, move);
  if (!next.ok) throw new Rollback(next);
  await hold(tx, proposal);
  if (kind) {
    await recordDecision(tx, {
      workspaceId: context.actor.workspaceId, proposalId: proposal.id, kind, userId: context.actor.userId, reason, contentHash: proposal.contentHash, decidedAt: desk.clock.now(), override,
    });
  }
  if (!(await moveProposal(tx, proposal, next.value, step.maker))) throw new Error(`proposal ${proposal.id} moved while it was held`);
  await write(tx, context, found, next.value, step);
  await tellOfMove(tx, desk, { ...proposal, makerId: step.maker ?? proposal.makerId }, next.value, { userId: step.by ?? context.actor.userId, name: context.actor.name });
  return next.value;
}

export interface Signed {
  readonly state: ProposalState;
  readonly signatures: number;
  readonly needed: number;
}

/**
 * Adds a signature; with the last one that the policy asks for, the proposal is approved. A signature before that moves
 * nothing: what others have before them stays the version they saw. The same person counts once.
 */
export async function sign(tx: Transaction, context: Context, found: FoundProposal, reason: string): Promise<Signed> {
  const { desk, proposal } = found;
  const { actor } = context;
  await hold(tx, proposal);
  const signers = await signersOf(tx, proposal.id);
  if (signers.includes(actor.userId)) throw new Rollback(refuse('already-signed', `You have signed proposal ${proposal.number} already; it needs another person.`));
  const [signatures, needed] = [signers.length + 1, proposal.approversNeeded];
  if (signatures >= needed) return { state: await transition(tx, context, found, { move: 'approve', kind: 'approve', reason, details: needed > 1 ? { signatures } : {} }), signatures, needed };
  await recordDecision(tx, { workspaceId: actor.workspaceId, proposalId: proposal.id, kind: 'approve', userId: actor.userId, reason, contentHash: proposal.contentHash, decidedAt: desk.clock.now() });
  await write(tx, context, found, 'signed', { reason, details: { signatures, needed } });
  return { state: proposal.state, signatures, needed };
}

/** The day on which a deferred proposal waits no longer; null where none is deferred. */
export const deferredUntil = ({ state, decisions }: Pick<Proposal, 'state' | 'decisions'>) =>
  state === 'deferred' ? (decisions.filter((one) => one.kind === 'defer').at(-1)?.expiresOn ?? null) : null;

/** What the calendar has to say about a proposal today, if anything. */
function due({ desk, proposal }: FoundProposal): Pick<Transition, 'move' | 'reason'> | null {
  const day = today(desk.clock);
  const isOpen = proposal.state === 'draft' || proposal.state === 'proposed' || proposal.state === 'deferred';
  if (isOpen && day > proposal.expiresOn) return { move: 'expire', reason: `expired on ${proposal.expiresOn}` };
  const until = deferredUntil(proposal);
  return until !== null && day >= until ? { move: 'resume', reason: `deferred until ${until}` } : null;
}

/**
 * Lets happen what the calendar says: a proposal that ran out expires, a deferred one whose day has come waits for a
 * signature again. Whoever looks first writes it, in the calendar's name; of two at once the other finds it done.
 */
export async function settled(context: Context, found: FoundProposal): Promise<FoundProposal> {
  const step = due(found);
  if (!step) return found;
  await orRollback(async () => ok(await context.db.$transaction((tx) => transition(tx, context, found, { ...step, kind: null, by: CALENDAR }))));
  const { desk, proposal } = found;
  const now = await findProposal(context.db, context.actor.workspaceId, desk.portfolio.id, proposal.number);
  return { desk, proposal: now ?? proposal };
}

/** Finds a proposal for somebody who is about to act on it, in the version they saw, after the calendar has had its say. */
export async function findToAct(context: Context, input: { readonly portfolio: string; readonly number: number; readonly version: number }): Promise<Result<FoundProposal>> {
  const found = await findOnDesk(context, input);
  if (!found.ok) return found;
  const now = await settled(context, found.value);
  if (now.proposal.state === 'expired' && found.value.proposal.state !== 'expired') return ranOut(now.proposal);
  return ok(now);
}
