import type { Transaction } from '../db/client';
import { appendJournal } from '../db/journal-store';
import { createProposal, type ProposalContent } from '../db/proposal-store';
import type { Recommendation } from '../db/recommendation-store';
import { hashOf } from '../hash';
import type { Context } from '../use-cases/use-case';
import { tellOfWaiting } from './notify';
import type { Desk } from './open-desk';

export interface Made {
  readonly id: string;
  readonly number: number;
}

export interface Content {
  readonly recommendation: Recommendation;
  readonly content: ProposalContent;
  /** What it takes the place of; superseded before, in the same transaction. */
  readonly parent?: { readonly id: string; readonly number: number };
}

async function store(tx: Transaction, { actor }: Pick<Context, 'actor'>, desk: Desk, { recommendation, content, parent }: Content, makerId: string | null): Promise<Made> {
  const { portfolio, policyVersion, clock } = desk;
  const contentHash = hashOf({ portfolioId: portfolio.id, recommendation: recommendation.outputHash, inputHash: recommendation.inputHash, content });
  const made = await createProposal(tx, {
    ...content, workspaceId: actor.workspaceId, portfolioId: portfolio.id, recommendationId: recommendation.id, state: makerId === null ? 'draft' : 'proposed', makerId, parentId: parent?.id, contentHash, createdAt: clock.now(),
  });
  await appendJournal(tx, actor.workspaceId, {
    at: clock.now(), actor: actor.userId, kind: makerId === null ? 'proposal.drafted' : 'proposal.proposed', subject: 'proposal', subjectId: made.id,
    body: {
      portfolio: portfolio.slug, number: made.number, contentHash, asOf: content.asOf, policyVersion: policyVersion.version, model: recommendation.model, inputHash: recommendation.inputHash,
      turnover: content.turnover, breaches: content.checks.filter((check) => check.result === 'breach').length, ...(parent && { replaces: parent.number }),
    },
  });
  await tellOfWaiting(tx, desk, { ...made, makerId, selfApprovalAllowed: policyVersion.selfApprovalAllowed }, { version: 1, by: actor.userId });
  return made;
}

/** Stores a proposal of the actor with its journal row, in the caller's transaction. */
export const storeProposal = (tx: Transaction, context: Pick<Context, 'actor'>, desk: Desk, content: Content): Promise<Made> => store(tx, context, desk, content, context.actor.userId);

/** Stores what nobody has proposed yet: who does becomes its maker. */
export const storeDraft = (tx: Transaction, context: Pick<Context, 'actor'>, desk: Desk, content: Content): Promise<Made> => store(tx, context, desk, content, null);
