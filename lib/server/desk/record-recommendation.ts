import { ok, type Result } from '../../core/base/result';
import { decide } from '../../core/decide';
import { ENGINE_VERSION } from '../../core/engine-version';
import type { Decision } from '../../core/models/decision';
import { isUniqueViolation } from '../db/errors';
import { appendJournal } from '../db/journal-store';
import { createRecommendation, findRecommendation, findRecommendationByInput, type Recommendation } from '../db/recommendation-store';
import { hashOf } from '../hash';
import type { Context } from '../use-cases/use-case';
import type { Holdings } from './holdings';
import { inputHashOf } from './input-hash';
import { modelOf } from './model-of';
import type { Desk } from './open-desk';

/** Stores what was decided, once per input: two callers at once end with the same row. */
async function store({ db, actor }: Context, desk: Desk, decision: Decision, holdings: Holdings, inputHash: string): Promise<Recommendation | null> {
  const { portfolio, policyVersion } = desk;
  try {
    const id = await db.$transaction(async (tx) => {
      const made = await createRecommendation(tx, {
        workspaceId: actor.workspaceId, portfolioId: portfolio.id, policyVersionId: policyVersion.id, modelVersionId: policyVersion.model.id,
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
 * What the model recommends at an open desk, stored: the same inputs give the same row. Whoever goes on from here goes
 * on with the very desk and holdings it was computed from.
 */
export async function recordRecommendation(context: Context, desk: Desk, holdings: Holdings): Promise<Result<Recommendation>> {
  const decision = decide(desk.view, desk.policyVersion.policy, modelOf(desk.policyVersion));
  if (!decision.ok) return decision;
  const inputHash = inputHashOf(desk, holdings);
  const known = await findRecommendationByInput(context.db, desk.portfolio.id, inputHash);
  return ok((known ?? (await store(context, desk, decision.value, holdings, inputHash))) as Recommendation);
}
