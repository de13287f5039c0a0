import * as z from 'zod';
import { ok, refuse, type Result } from '../../core/base/result';
import { isUniqueViolation } from '../db/errors';
import { appendJournal } from '../db/journal-store';
import { createProposal, openProposalNumber, type ProposalContent } from '../db/proposal-store';
import type { Recommendation } from '../db/recommendation-store';
import { buildProposal } from '../desk/build-proposal';
import { holdingsOf } from '../desk/holdings';
import { openDesk, type Desk } from '../desk/open-desk';
import { recordRecommendation } from '../desk/record-recommendation';
import { hashOf } from '../hash';
import { expireIfDue, findOnDesk } from '../desk/proposal-moves';
import { dateSchema, slugSchema } from './inputs';
import { defineUseCase, type Context } from './use-case';

const inputSchema = z.strictObject({ portfolio: slugSchema, asOf: dateSchema.optional() });

async function store({ db, actor }: Context, desk: Desk, recommendation: Recommendation, content: ProposalContent): Promise<number> {
  const { portfolio, policyVersion, clock } = desk;
  const contentHash = hashOf({ portfolioId: portfolio.id, recommendation: recommendation.outputHash, inputHash: recommendation.inputHash, content });
  return db.$transaction(async (tx) => {
    const made = await createProposal(tx, {
      ...content, workspaceId: actor.workspaceId, portfolioId: portfolio.id, recommendationId: recommendation.id, state: 'proposed', makerId: actor.userId, contentHash, createdAt: clock.now(),
    });
    await appendJournal(tx, actor.workspaceId, {
      at: clock.now(), actor: actor.userId, kind: 'proposal.proposed', subject: 'proposal', subjectId: made.id,
      body: {
        portfolio: portfolio.slug, number: made.number, contentHash, asOf: content.asOf, policyVersion: policyVersion.version, model: recommendation.model, inputHash: recommendation.inputHash,
        turnover: content.turnover, breaches: content.checks.filter((check) => check.result === 'breach').length,
      },
    });
    return made.number;
  });
}

/** Whether the open proposal has run out; it then expires here, so that it stands in nobody's way. */
async function ranOut(context: Context, portfolio: string, number: number): Promise<boolean> {
  const found = await findOnDesk(context, { portfolio, number });
  if (!found.ok) return false;
  const expired = await expireIfDue(context, found.value);
  return !expired.ok && expired.error.kind === 'expired';
}

/**
 * Turns today's recommendation into a proposal: frozen, numbered, with its trades and checks, made by the actor.
 * One question at a time: refused while another proposal of the portfolio is open.
 */
export const proposeReallocation = defineUseCase({
  name: 'propose-reallocation',
  permission: 'propose-reallocation',
  input: inputSchema,
  run: async (context, input): Promise<Result<{ readonly number: number }>> => {
    const desk = await openDesk(context, input.portfolio, { asOf: input.asOf });
    if (!desk.ok) return desk;
    const holdings = await holdingsOf(context.db, desk.value);
    if (!holdings.ok) return holdings;
    const recommendation = await recordRecommendation(context, desk.value, holdings.value);
    if (!recommendation.ok) return recommendation;
    const alreadyOpen = (number: number | null) => refuse('already-open', `Proposal ${number ?? ''} of this portfolio is still open. Decide it first.`, { number });
    const open = await openProposalNumber(context.db, desk.value.portfolio.id);
    if (open !== null && !(await ranOut(context, input.portfolio, open))) return alreadyOpen(open);
    const content = buildProposal(desk.value, holdings.value, recommendation.value);
    if (!content.ok) return content;
    try {
      return ok({ number: await store(context, desk.value, recommendation.value, content.value) });
    } catch (error) {
      if (isUniqueViolation(error)) return alreadyOpen(await openProposalNumber(context.db, desk.value.portfolio.id));
      throw error;
    }
  },
});
