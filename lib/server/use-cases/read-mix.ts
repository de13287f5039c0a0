import * as z from 'zod';
import { dayNumber, type IsoDate } from '../../core/base/iso-date';
import { ok, type Result } from '../../core/base/result';
import { decide } from '../../core/decide';
import { ENGINE_VERSION } from '../../core/engine-version';
import { periodStatus, type PeriodStatus } from '../../core/market/period-status';
import type { Decision } from '../../core/models/decision';
import { policyRisk } from '../../core/proposals/policy-risk';
import { oneWay } from '../../core/tilts/budget';
import { today } from '../clock';
import type { RiskFigures } from '../db/proposal-store';
import { openProposalNumber } from '../db/proposal-store';
import { findRecommendationByInput, type Recommendation } from '../db/recommendation-store';
import type { PolicyVersion, Portfolio } from '../db/portfolio-store';
import { buildProposal, isDue } from '../desk/build-proposal';
import { evidenceOf, mixOf } from '../desk/evidence';
import { holdingsOf, type Holdings } from '../desk/holdings';
import { inputHashOf } from '../desk/input-hash';
import { modelOf } from '../desk/model-of';
import { openDesk, type Desk } from '../desk/open-desk';
import { latestRevised } from '../desk/revisions';
import { dateSchema, slugSchema } from './inputs';
import { defineUseCase, type Context } from './use-case';

/** What every room of a portfolio says about itself: whose clock, which data, which conventions. */
export interface DeskFacts {
  readonly portfolio: Portfolio;
  readonly policyVersion: PolicyVersion;
  readonly asOf: IsoDate;
  /** Calendar days from the last complete row to today; 0 at a sample, whose clock stands there. */
  readonly daysBehind: number;
  readonly isSample: boolean;
  readonly simulated: boolean;
  readonly averaged: boolean;
  /** No bill rate in these data: money that is not invested earns nothing. */
  readonly cashEarnsNothing: boolean;
  readonly sources: readonly string[];
  readonly droppedRows: number;
}

export function factsOf(desk: Desk, isSample: boolean): DeskFacts {
  return {
    portfolio: desk.portfolio,
    policyVersion: desk.policyVersion,
    asOf: desk.asOf,
    daysBehind: dayNumber(today(desk.clock)) - dayNumber(desk.asOf),
    isSample,
    simulated: desk.simulated,
    averaged: desk.view.grid.sampling === 'average',
    cashEarnsNothing: desk.view.grid.cashLevel?.every((level, _, levels) => level === levels[0]) ?? true,
    sources: [...new Set([...desk.seriesOf.values()].map((series) => series.source))],
    droppedRows: desk.droppedRows.filter((date) => date <= desk.asOf).length,
  };
}

export interface MixReading {
  readonly facts: DeskFacts;
  /** Whether this very recommendation is stored, or computed for this look only. */
  readonly stored: boolean;
  readonly recommendation: Recommendation;
  readonly holdings: Holdings;
  readonly period: PeriodStatus;
  readonly isDue: boolean;
  readonly openProposal: number | null;
  /** What the trades would cost now; null where nothing is held or nothing is due. */
  readonly costAmount: number | null;
  readonly turnover: number | null;
  readonly risk: { readonly current: RiskFigures | null; readonly strategic: RiskFigures; readonly target: RiskFigures };
  /** Drawdown from the running peak at the last row, per mix; null where there is no evidence yet. */
  readonly drawdownNow: { readonly strategic: number; readonly dynamic: number } | null;
  /** Indicators that rest on series whose vintages are not kept. */
  readonly latestRevised: readonly string[];
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

const riskOf = (desk: Desk, weights: readonly number[]): RiskFigures => {
  const risk = policyRisk(desk.view, desk.policyVersion.policy, weights);
  return risk.ok ? { volatilityAnnual: risk.value.volatilityAnnual, trackingErrorAnnual: risk.value.trackingErrorAnnual } : { volatilityAnnual: null, trackingErrorAnnual: null };
};

const lastDrawdown = (nav: Float64Array): number => nav[nav.length - 1] / nav.reduce((peak, value) => Math.max(peak, value), 0) - 1;

async function drawdownNow({ db }: Context, desk: Desk): Promise<MixReading['drawdownNow']> {
  const evidence = await evidenceOf(db, desk);
  if (!evidence.ok) return null;
  const [strategic, dynamic] = [mixOf(evidence.value, 'strategic'), mixOf(evidence.value, 'dynamic')];
  return strategic && dynamic ? { strategic: lastDrawdown(strategic.nav), dynamic: lastDrawdown(dynamic.nav) } : null;
}

/** The three mixes of a portfolio side by side, with everything between them. Computes, and writes nothing. */
export const readMix = defineUseCase({
  name: 'read-mix',
  permission: 'read-desk',
  input: z.strictObject({ portfolio: slugSchema, asOf: dateSchema.optional() }),
  run: async (context, input): Promise<Result<MixReading>> => {
    const opened = await openDesk(context, input.portfolio, input.asOf);
    if (!opened.ok) return opened;
    const desk = opened.value;
    const held = await holdingsOf(context.db, desk);
    if (!held.ok) return held;
    const holdings = held.value;
    const decision = decide(desk.view, desk.policyVersion.policy, modelOf(desk.portfolio));
    if (!decision.ok) return decision;
    const inputHash = inputHashOf(desk, holdings);
    const stored = await findRecommendationByInput(context.db, desk.portfolio.id, inputHash);
    const recommendation = stored ?? unstored(desk, holdings, decision.value, inputHash);
    const draft = buildProposal(desk, holdings, recommendation);
    const lines = desk.policyVersion.policy.lines;
    return ok({
      facts: factsOf(desk, context.actor.workspaceKind === 'sample'),
      stored: stored !== null,
      recommendation,
      holdings,
      period: periodStatus(desk.view),
      isDue: !holdings.isEmpty && isDue(desk, holdings, recommendation),
      openProposal: await openProposalNumber(context.db, desk.portfolio.id),
      costAmount: draft.ok ? Number(draft.value.costAmount) : null,
      turnover: holdings.isEmpty ? null : oneWay(recommendation.lines.map((line, k) => line.target - holdings.weights[k])),
      risk: {
        current: holdings.isEmpty ? null : riskOf(desk, holdings.weights),
        strategic: riskOf(desk, lines.map((line) => line.weight)),
        target: riskOf(desk, recommendation.lines.map((line) => line.target)),
      },
      drawdownNow: await drawdownNow(context, desk),
      latestRevised: latestRevised(desk, recommendation),
    });
  },
});
