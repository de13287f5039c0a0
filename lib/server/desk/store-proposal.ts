import type { Transaction } from '../db/client';
import { appendJournal } from '../db/journal-store';
import { createProposal, type ProposalContent } from '../db/proposal-store';
import type { Recommendation } from '../db/recommendation-store';
import { hashOf } from '../hash';
import type { Context } from '../use-cases/use-case';
import type { Desk } from './open-desk';

export interface Made {
  readonly id: string;
  readonly number: number;
}

/** Stores a proposal of the actor with its journal row, in the caller's transaction. A parent was superseded before. */
export async function storeProposal(
  tx: Transaction,
  { actor }: Pick<Context, 'actor'>,
  desk: Desk,
  { recommendation, content, parent }: { readonly recommendation: Recommendation; readonly content: ProposalContent; readonly parent?: { readonly id: string; readonly number: number } },
): Promise<Made> {
  const { portfolio, policyVersion, clock } = desk;
  const contentHash = hashOf({ portfolioId: portfolio.id, recommendation: recommendation.outputHash, inputHash: recommendation.inputHash, content });
  const made = await createProposal(tx, {
    ...content, workspaceId: actor.workspaceId, portfolioId: portfolio.id, recommendationId: recommendation.id, state: 'proposed', makerId: actor.userId, parentId: parent?.id, contentHash, createdAt: clock.now(),
  });
  await appendJournal(tx, actor.workspaceId, {
    at: clock.now(), actor: actor.userId, kind: 'proposal.proposed', subject: 'proposal', subjectId: made.id,
    body: {
      portfolio: portfolio.slug, number: made.number, contentHash, asOf: content.asOf, policyVersion: policyVersion.version, model: recommendation.model, inputHash: recommendation.inputHash,
      turnover: content.turnover, breaches: content.checks.filter((check) => check.result === 'breach').length, ...(parent && { replaces: parent.number }),
    },
  });
  return made;
}
