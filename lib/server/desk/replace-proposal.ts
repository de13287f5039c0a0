import { ok, refuse, type Result } from '../../core/base/result';
import { moveProposal as nextState } from '../../core/proposals/state-machine';
import type { OverrideFacts } from '../db/decision-store';
import type { ProposalContent } from '../db/proposal-store';
import type { Recommendation } from '../db/recommendation-store';
import { orRollback, type Context } from '../use-cases/use-case';
import { holdingsOf, type Holdings } from './holdings';
import type { Remember } from './once';
import { findToAct, transition, type FoundProposal } from './proposal-moves';
import { recordRecommendation } from './record-recommendation';
import { storeProposal } from './store-proposal';

/** An open proposal that is about to be replaced, with what holds today. */
export interface Replaceable extends FoundProposal {
  readonly holdings: Holdings;
  readonly recommendation: Recommendation;
}

/** Finds a proposal that may be replaced, and records what the model says today: the child rests on that. */
export async function findReplaceable(context: Context, input: { readonly portfolio: string; readonly number: number; readonly version: number }): Promise<Result<Replaceable>> {
  const found = await findToAct(context, input);
  if (!found.ok) return found;
  const { desk, proposal } = found.value;
  const allowed = nextState(proposal.state, 'supersede');
  if (!allowed.ok) return allowed;
  const holdings = await holdingsOf(context.db, desk);
  if (!holdings.ok) return holdings;
  const recommendation = await recordRecommendation(context, desk, holdings.value);
  if (!recommendation.ok) return recommendation;
  return ok({ desk, proposal, holdings: holdings.value, recommendation: recommendation.value });
}

/** Whether two contents ask for the same trades. */
export function hasSameTrades(a: Pick<ProposalContent, 'trades'>, b: Pick<ProposalContent, 'trades'>): boolean {
  const key = ({ trades }: Pick<ProposalContent, 'trades'>) => trades.map((trade) => `${trade.instrumentId} ${Number(trade.quantity)}`).sort().join();
  return key(a) === key(b);
}

export interface Replaced {
  readonly number: number;
}

/** Supersedes a proposal and makes the one that takes its place, by whoever asks for it: one transaction, or nothing. */
export async function replaceProposal(
  context: Context,
  found: Replaceable,
  step: { readonly kind: 'edit' | 'refresh'; readonly reason: string; readonly override?: OverrideFacts; readonly content: ProposalContent },
  remember: Remember<Replaced>,
): Promise<Result<Replaced>> {
  const { desk, proposal, recommendation } = found;
  // A refresh may end in the same trades: what they rest on is what is new, and the old proposal can no longer be signed.
  if (step.kind === 'edit' && hasSameTrades(step.content, proposal)) return refuse('unchanged', `These are the trades of proposal ${proposal.number}. There is nothing to replace.`);
  return orRollback(() =>
    context.db.$transaction(async (tx) => {
      await transition(tx, context, found, { move: 'supersede', kind: step.kind, reason: step.reason, override: step.override });
      const made = await storeProposal(tx, context, desk, { recommendation, content: step.content, parent: proposal });
      return ok(await remember(tx, made.id, { number: made.number }));
    }),
  );
}
