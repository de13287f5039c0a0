import * as z from 'zod';
import { ok, type Result } from '../../core/base/result';
import { ENGINE_VERSION } from '../../core/engine-version';
import { periodStatus, type PeriodStatus } from '../../core/market/period-status';
import type { Decision } from '../../core/models/decision';
import type { WhatIfBasis } from '../../core/what-if/what-if';
import { riskOfMix, whatIf } from '../../core/what-if/what-if';
import { openProposal, type OpenProposal, type RiskFigures } from '../db/proposal-store';
import { findRecommendationByInput, type Recommendation } from '../db/recommendation-store';
import { buildProposal, isDue } from '../desk/build-proposal';
import { decidedAt } from '../desk/decided';
import { drawdownNow, evidenceOf } from '../desk/evidence';
import { factsOf, type DeskFacts } from '../desk/facts';
import { holdingsOf, type Holdings } from '../desk/holdings';
import { inputHashOf } from '../desk/input-hash';
import { openDesk, type Desk } from '../desk/open-desk';
import { basisOf } from '../desk/what-if-basis';
import { latestRevised } from '../desk/revisions';
import { momentOf, momentShape, slugSchema } from './inputs';
import { defineUseCase } from './use-case';

export interface MixReading {
  readonly facts: DeskFacts;
  /** Whether this very recommendation is stored, or computed for this look only. */
  readonly stored: boolean;
  readonly recommendation: Recommendation;
  readonly holdings: Holdings;
  readonly period: PeriodStatus;
  readonly isDue: boolean;
  readonly openProposal: OpenProposal | null;
  /** What the trades would cost now; null where nothing is held or nothing is due. */
  readonly costAmount: number | null;
  readonly turnover: number | null;
  readonly risk: { readonly current: RiskFigures | null; readonly strategic: RiskFigures; readonly target: RiskFigures };
  /** Drawdown from the running peak at the last row, per mix; null where there is no evidence yet. */
  readonly drawdownNow: { readonly strategic: number; readonly dynamic: number } | null;
  /** Indicators that rest on series whose vintages are not kept. */
  readonly latestRevised: readonly string[];
  /** What any other mix is judged by, here or in a browser. */
  readonly basis: WhatIfBasis;
}

/** A recommendation in the shape of a stored one, for a look that writes nothing. */
function unstored(desk: Desk, holdings: Holdings, decision: Decision, inputHash: string): Recommendation {
  const { policyVersion } = desk;
  const idOf = new Map(policyVersion.policy.lines.map((line, k) => [line.asset, policyVersion.classes[k].id]));
  return {
    id: '', portfolioId: desk.portfolio.id, policyVersionId: policyVersion.id, policyVersion: policyVersion.version, model: decision.model, engineVersion: ENGINE_VERSION,
    asOf: desk.asOf, recordedAt: desk.recordedAt, decisionDate: decision.date, dynamicDate: decision.dynamicDate, orderDue: decision.order, inputHash, outputHash: '',
    value: holdings.isEmpty ? null : holdings.value,
    lines: decision.assets.map((code, k) => ({
      assetClassId: idOf.get(code) ?? '', code, current: holdings.isEmpty ? null : holdings.weights[k], strategic: decision.strategic[k],
      dynamicTilt: decision.dynamicTilt[k], tacticalTilt: decision.tacticalTilt[k], target: decision.target[k],
    })),
    readings: decision.readings.map((reading) => ({ ...reading, assetClassId: idOf.get(reading.asset) ?? '' })),
    steps: decision.attribution.map(({ step, byAsset }) => ({ step, changes: byAsset })),
    missing: decision.missing, distances: decision.distances, createdAt: desk.clock.now(),
  };
}

/** The three mixes of a portfolio side by side, with everything between them. Computes, and writes nothing. */
export const readMix = defineUseCase({
  name: 'read-mix',
  permission: 'read-desk',
  input: z.strictObject({ portfolio: slugSchema, ...momentShape }),
  run: async (context, input): Promise<Result<MixReading>> => {
    const opened = await openDesk(context, input.portfolio, momentOf(input));
    if (!opened.ok) return opened;
    const desk = opened.value;
    const [held, decided] = await Promise.all([holdingsOf(context.db, desk), decidedAt(desk)]);
    if (!held.ok) return held;
    if (!decided.ok) return decided;
    const holdings = held.value;
    const inputHash = inputHashOf(desk, holdings);
    const facts = factsOf(desk);
    const [stored, evidence, open] = await Promise.all([
      findRecommendationByInput(context.db, desk.portfolio.id, inputHash),
      evidenceOf(context.db, desk),
      facts.isPast ? null : openProposal(context.db, desk.portfolio.id),
    ]);
    const recommendation = stored ?? unstored(desk, holdings, decided.value.decision, inputHash);
    const draft = buildProposal(desk, holdings, recommendation);
    const basis = basisOf(desk, holdings, recommendation, decided.value.moment);
    const unchanged = whatIf(basis, { held: new Map(), scores: [] });
    if (!unchanged.ok) return unchanged;
    return ok({
      facts,
      stored: stored !== null,
      recommendation,
      holdings,
      period: periodStatus(desk.view),
      isDue: !holdings.isEmpty && isDue(desk, holdings, recommendation),
      openProposal: open,
      costAmount: draft.ok ? Number(draft.value.costAmount) : null,
      turnover: unchanged.value.turnover,
      risk: {
        current: basis.book && riskOfMix(basis, basis.book.weights),
        strategic: riskOfMix(basis, desk.policyVersion.policy.lines.map((line) => line.weight)),
        target: riskOfMix(basis, basis.target),
      },
      drawdownNow: evidence.ok ? drawdownNow(evidence.value) : null,
      latestRevised: latestRevised(desk, recommendation),
      basis,
    });
  },
});
