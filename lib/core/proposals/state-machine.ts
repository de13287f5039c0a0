import type { Result } from '../base/result';
import { ok, refuse } from '../base/result';

/** Where a proposal stands. */
export const PROPOSAL_STATES = [
  'draft', 'proposed', 'deferred', 'approved', 'rejected', 'withdrawn', 'expired', 'superseded', 'partly-executed', 'executed', 'cancelled',
] as const;
export type ProposalState = (typeof PROPOSAL_STATES)[number];

export const PROPOSAL_MOVES = [
  'propose', 'approve', 'reject', 'withdraw', 'expire', 'supersede', 'defer', 'resume', 'execute-part', 'execute', 'cancel',
] as const;
export type ProposalMove = (typeof PROPOSAL_MOVES)[number];

/** Every move there is; what is not written here cannot happen. */
export const ALLOWED_MOVES: Readonly<Record<ProposalState, Partial<Readonly<Record<ProposalMove, ProposalState>>>>> = {
  draft: { propose: 'proposed', withdraw: 'withdrawn', expire: 'expired', supersede: 'superseded' },
  proposed: { approve: 'approved', reject: 'rejected', withdraw: 'withdrawn', expire: 'expired', supersede: 'superseded', defer: 'deferred' },
  deferred: { resume: 'proposed', withdraw: 'withdrawn', expire: 'expired', supersede: 'superseded' },
  approved: { 'execute-part': 'partly-executed', execute: 'executed', cancel: 'cancelled' },
  'partly-executed': { 'execute-part': 'partly-executed', execute: 'executed', cancel: 'cancelled' },
  rejected: {},
  withdrawn: {},
  expired: {},
  superseded: {},
  executed: {},
  cancelled: {},
};

/** Moves by which a person departs from the proposal: they need a reason and become an override. */
export const OVERRIDING_MOVES: readonly ProposalMove[] = ['reject', 'defer'];

/** The state after a move; refuses `move-not-allowed`, saying what is. */
export function moveProposal(state: ProposalState, move: ProposalMove): Result<ProposalState, 'move-not-allowed'> {
  const next = ALLOWED_MOVES[state][move];
  if (next) return ok(next);
  const allowed = Object.keys(ALLOWED_MOVES[state]);
  const possible = allowed.length > 0 ? `possible: ${allowed.join(', ')}` : 'nothing follows it';
  return refuse('move-not-allowed', `a proposal that is ${state} cannot ${move}; ${possible}`, { state, move, allowed });
}

/** Whether nothing can follow. */
export function isFinal(state: ProposalState): boolean {
  return Object.keys(ALLOWED_MOVES[state]).length === 0;
}

/** May this person approve? Maker and checker differ where the policy asks for it; a draft by the scheduler has no maker. */
export function mayCheck(makerId: string | null, checkerId: string, needsTwo: boolean): boolean {
  return !needsTwo || makerId !== checkerId;
}
