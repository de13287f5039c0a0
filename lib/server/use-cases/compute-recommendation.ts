import * as z from 'zod';
import { ok, type Result } from '../../core/base/result';
import { decide } from '../../core/decide';
import { ENGINE_VERSION } from '../../core/engine-version';
import type { Decision } from '../../core/models/decision';
import { isUniqueViolation } from '../db/errors';
import { appendJournal } from '../db/journal-store';
import { createRecommendation, findRecommendation, findRecommendationByInput, type Recommendation } from '../db/recommendation-store';
import { holdingsOf, type Holdings } from '../desk/holdings';
import { inputHashOf } from '../desk/input-hash';
import { modelOf } from '../desk/model-of';
import { openDesk, type Desk } from '../desk/open-desk';
import { hashOf } from '../hash';
import { dateSchema, slugSchema } from './inputs';
import { defineUseCase, type Context } from './use-case';

export type { Recommendation };

const inputSchema = z.strictObject({ portfolio: slugSchema, asOf: dateSchema.optional() });

/** Stores what was decided, once per input: two callers at once end with the same row. */
async function store({ db, actor }: Context, desk: Desk, decision: Decision, holdings: Holdings, inputHash: string): Promise<Recommendation | null> {
  const { portfolio, policyVersion } = desk;
  try {
    const id = await db.$transaction(async (tx) => {
      const made = await createRecommendation(tx, {
        workspaceId: actor.workspaceId, portfolioId: portfolio.id, policyVersionId: policyVersion.id, modelVersionId: portfolio.model.id,
        engineVersion: ENGINE_VERSION, asOf: desk.asOf, recordedAt: desk.recordedAt, inputHash, outputHash: hashOf(decision),
        value: holdings.isEmpty ? null : holdings.value, current: policyVersion.policy.lines.map((_, k) => (holdings.isEmpty ? null : holdings.weights[k])),
        assetClassIds: policyVersion.classes.map((one) => one.id), decision, createdBy: actor.userId,
      });
      await appendJournal(tx, actor.workspaceId, {
        at: desk.clock.now(), actor: actor.userId, kind: 'recommendation.computed', subject: 'portfolio', subjectId: portfolio.id,
        body: { recommendation: made, asOf: desk.asOf, decisionDate: decision.date, inputHash, policyVersion: policyVersion.version, model: decision.model },
      });
      return made;
    });
    return findRecommendation(db, actor.workspaceId, id);
  } catch (error) {
    if (isUniqueViolation(error)) return findRecommendationByInput(db, portfolio.id, inputHash);
    throw error;
  }
}

/**
 * Computes what the model recommends for a portfolio as of a date (default: its last complete row) and stores it:
 * the strategic baseline, the dynamic target, every reading, score and step between. The same inputs give the same row.
 */
export const computeRecommendation = defineUseCase({
  name: 'compute-recommendation',
  permission: 'compute-recommendation',
  input: inputSchema,
  run: async (context, input): Promise<Result<Recommendation>> => {
    const desk = await openDesk(context, input.portfolio, input.asOf);
    if (!desk.ok) return desk;
    const holdings = await holdingsOf(context.db, desk.value);
    if (!holdings.ok) return holdings;
    const decision = decide(desk.value.view, desk.value.policyVersion.policy, modelOf(desk.value.portfolio));
    if (!decision.ok) return decision;
    const inputHash = inputHashOf(desk.value, holdings.value);
    const known = await findRecommendationByInput(context.db, desk.value.portfolio.id, inputHash);
    const stored = known ?? (await store(context, desk.value, decision.value, holdings.value, inputHash));
    return ok(stored as Recommendation);
  },
});
