import * as z from 'zod';
import type { IsoDate } from '../../core/base/iso-date';
import { ok, type Result } from '../../core/base/result';
import { decide } from '../../core/decide';
import { ENGINE_VERSION } from '../../core/engine-version';
import { findPortfolio } from '../db/portfolio-store';
import { listRecommendationHeads, type RecommendationHead } from '../db/recommendation-store';
import { holdingsOf } from '../desk/holdings';
import { inputHashOf } from '../desk/input-hash';
import { modelOf } from '../desk/model-of';
import { openDesk, unknownPortfolio } from '../desk/open-desk';
import { hashOf } from '../hash';
import { slugSchema } from './inputs';
import type { Context } from './use-case';
import { defineUseCase } from './use-case';

/** What became of one stored recommendation when it was computed again from what was known and recorded then. */
export interface Replay {
  readonly asOf: IsoDate;
  readonly decisionDate: IsoDate;
  readonly createdAt: Date;
  readonly engineVersion: string;
  readonly isSame: boolean;
  /** Why it is not the same; null when it is. */
  readonly difference: string | null;
}

const MOST = 200;

async function differenceOf(context: Context, slug: string, head: RecommendationHead): Promise<string | null> {
  const desk = await openDesk(context, slug, { asOf: head.asOf, recordedAt: head.recordedAt, bookedAt: head.createdAt });
  if (!desk.ok) return desk.error.message;
  const holdings = await holdingsOf(context.db, desk.value);
  if (!holdings.ok) return holdings.error.message;
  if (head.engineVersion !== ENGINE_VERSION) return `computed by engine ${head.engineVersion}, and this is ${ENGINE_VERSION}`;
  if (inputHashOf(desk.value, holdings.value) !== head.inputHash) return 'the inputs are not those it was computed from';
  const decision = decide(desk.value.view, desk.value.policyVersion.policy, modelOf(desk.value.policyVersion));
  if (!decision.ok) return decision.error.message;
  return hashOf(decision.value) === head.outputHash ? null : 'the same inputs gave another answer';
}

/**
 * Computes stored recommendations of a portfolio again, each with the data, policies and bookings of its own moment, and
 * compares inputs and answer byte by byte. The newest 200 at most. Writes nothing.
 */
export const replayRecommendations = defineUseCase({
  name: 'replay-recommendations',
  permission: 'read-desk',
  input: z.strictObject({ portfolio: slugSchema, newest: z.int().min(1).max(MOST).default(MOST) }),
  run: async (context, input): Promise<Result<readonly Replay[]>> => {
    const portfolio = await findPortfolio(context.db, context.actor.workspaceId, input.portfolio);
    if (!portfolio) return unknownPortfolio(input.portfolio);
    const replays: Replay[] = [];
    for (const head of await listRecommendationHeads(context.db, portfolio.id, input.newest)) {
      const difference = await differenceOf(context, input.portfolio, head);
      const { asOf, decisionDate, createdAt, engineVersion } = head;
      replays.push({ asOf, decisionDate, createdAt, engineVersion, isSame: difference === null, difference });
    }
    return ok(replays);
  },
});
