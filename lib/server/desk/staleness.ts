import { decide } from '../../core/decide';
import type { Database, Transaction } from '../db/client';
import type { Proposal } from '../db/proposal-store';
import type { Recommendation } from '../db/recommendation-store';
import type { Holdings } from './holdings';
import { modelOf } from './model-of';
import type { Desk } from './open-desk';
import { findRecommendation } from '../db/recommendation-store';

/** A shift that has changed by more than this since it was proposed is another question. */
export const SHIFT_TOLERANCE = 0.0025;

export interface Standing {
  readonly recommendation: Recommendation;
  /** Why the proposal can no longer be signed; empty while it is current. */
  readonly reasons: readonly string[];
}

/** Compares a proposal with what would be proposed now: policy, decision date, and every shift. */
export async function standingOf(db: Database | Transaction, desk: Desk, holdings: Holdings, proposal: Proposal): Promise<Standing> {
  const recommendation = await findRecommendation(db, desk.portfolio.workspaceId, proposal.recommendationId);
  if (!recommendation) throw new Error(`proposal ${proposal.id} names a recommendation that is not there`);
  const reasons: string[] = [];
  if (recommendation.policyVersionId !== desk.policyVersion.id) {
    reasons.push(`policy version ${desk.policyVersion.version} has replaced version ${recommendation.policyVersion}`);
  }
  const now = decide(desk.view, desk.policyVersion.policy, modelOf(desk.policyVersion));
  if (!now.ok) return { recommendation, reasons: [...reasons, `the model can no longer decide: ${now.error.message}`] };
  if (now.value.date > recommendation.decisionDate) reasons.push(`there is a newer decision, of ${now.value.date}`);
  const targetNow = new Map(now.value.assets.map((asset, k) => [asset as string, now.value.target[k]]));
  const indexOf = new Map(desk.policyVersion.policy.lines.map((line, k) => [line.asset as string, k]));
  const moved = proposal.lines.filter((line) => {
    const k = indexOf.get(line.code);
    const shiftNow = k === undefined ? 0 : (targetNow.get(line.code) ?? 0) - holdings.weights[k];
    return Math.abs(shiftNow - (line.target - line.current)) > SHIFT_TOLERANCE;
  });
  if (moved.length > 0) reasons.push(`the shift of ${moved.map((line) => line.code).join(', ')} has changed by more than 0.25 pp`);
  return { recommendation, reasons };
}
