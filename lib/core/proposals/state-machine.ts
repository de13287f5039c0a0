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

/**
 * Decisions by which a person departs from what the rule proposed. They need a reason, a kind and a last day, and stand
 * in the override ledger. A withdrawal is none: its maker takes a question back, and the rule asks it again. Nor is a
 * refresh: it is the rule on newer data.
 */
export const OVERRIDING_DECISIONS = ['edit', 'reject', 'defer', 'cancel'] as const;
export type OverridingDecision = (typeof OVERRIDING_DECISIONS)[number];

/** Why somebody departs from the rule. */
export const OVERRIDE_KINDS = ['view', 'client-instruction', 'liquidity', 'tax', 'error', 'other'] as const;
export type OverrideKind = (typeof OVERRIDE_KINDS)[number];

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
