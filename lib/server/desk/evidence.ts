import type { IsoDate } from '../../core/base/iso-date';
import { dayNumber } from '../../core/base/iso-date';
import { ok, type Result } from '../../core/base/result';
import { runBacktest } from '../../core/backtest/run-backtest';
import type { BacktestResult, BacktestSpec, Execution, Strategy } from '../../core/backtest/spec';
import type { TrialSpec } from '../../core/backtest/trial-key';
import type { Trial } from '../../core/backtest/trial-registry';
import { ENGINE_VERSION } from '../../core/engine-version';
import type { Database, Transaction } from '../db/client';
import { fromDayNumber } from '../db/dates';
import { findRun, saveRun } from '../db/run-store';
import { recordTrials } from '../db/trial-store';
import { hashOf } from '../hash';
import { createCache } from './cache';
import { lagOf, type Desk } from './open-desk';
import { modelOf } from './model-of';
import { sharpePerPeriodOf, tryOf } from './tries';

/** The mixes whose past is shown. Layers are the model with the other layer switched off. */
export const MIXES = ['strategic', 'dynamic', 'dynamic-layer', 'tactical-layer'] as const;
export type MixName = (typeof MIXES)[number];

export interface MixHistory {
  readonly name: MixName;
  /** Wealth on base 1 at the first row, after the first trade; net of trading cost and of the policy's fee. */
  readonly nav: Float64Array;
  readonly turnoverAnnual: number;
  readonly costAnnual: number;
  /** Orders issued, executed or not. */
  readonly orders: number;
  /** Rows count from the first row of the evidence. */
  readonly executions: readonly Execution[];
}

/** The past of a portfolio's mixes under one policy, one model and one state of the data. */
export interface Evidence {
  readonly inputHash: string;
  readonly dates: readonly IsoDate[];
  readonly periodsPerYear: number;
  readonly cashReturns: Float64Array;
  readonly mixes: readonly MixHistory[];
  /** Wealth of the dynamic mix as if trades and management were free: gross, and labelled so wherever it is shown. */
  readonly grossDynamic: Float64Array;
  readonly executionLag: number;
}

interface Summary {
  readonly periodsPerYear: number;
  readonly rows: number;
  readonly mixes: readonly Omit<MixHistory, 'nav'>[];
}

const runs = createCache<Result<Evidence>>(12);

/** Changes whenever what is stored of a run changes its shape. */
const SHAPE = 2;

/** Everything that evidence rests on; its hash is the key under which it is kept. */
export function specOf(desk: Desk) {
  const { portfolio, policyVersion } = desk;
  return {
    engine: ENGINE_VERSION,
    shape: SHAPE,
    model: { slug: policyVersion.model.slug, version: policyVersion.model.version, params: policyVersion.model.params },
    policy: policyVersion.policy,
    rebalancing: policyVersion.rebalancing,
    executionLag: lagOf(desk),
    feeAnnual: policyVersion.feeAnnual,
    start: portfolio.evidenceStart,
    end: desk.asOf,
    batchId: desk.batchId,
    series: [...desk.seriesOf.values()].map((series) => series.id),
  };
}

/** The strategic mix by the policy's own rebalancing rule. */
export function strategicMix({ policyVersion: { policy, rebalancing } }: Desk): Strategy {
  return { kind: 'fixed-mix', name: 'strategic', policy, rebalance: rebalancing };
}

/** The mix of the portfolio's model, with some parameters set otherwise. */
export function modelMix(desk: Desk, name: MixName = 'dynamic', overrides = {}): Extract<Strategy, { kind: 'model' }> {
  return { kind: 'model', name, policy: desk.policyVersion.policy, model: modelOf(desk.policyVersion, overrides) };
}

/** Window, lag and fee of everything that is shown as evidence of a portfolio. */
export function conditionsOf(desk: Desk): Omit<BacktestSpec, 'strategies'> {
  return { start: desk.portfolio.evidenceStart, end: desk.asOf, history: 'all', executionLag: lagOf(desk), feeAnnual: desk.policyVersion.feeAnnual };
}

/** What makes the house model show one of its layers alone. */
const LAYER_OVERRIDES: Readonly<Partial<Record<MixName, Readonly<Record<string, unknown>>>>> = { 'dynamic-layer': { tacticalGain: 0 }, 'tactical-layer': { dynamicGain: 0 } };

function strategiesOf(desk: Desk): readonly Strategy[] {
  const layers = desk.policyVersion.model.slug === 'house' ? (['dynamic-layer', 'tactical-layer'] as const).map((name) => modelMix(desk, name, LAYER_OVERRIDES[name])) : [];
  return [strategicMix(desk), modelMix(desk), ...layers];
}

/** Long series as bytes: days since 1970, cash returns, the wealth of each mix, then the gross one, all float64. */
function pack(evidence: Evidence): Uint8Array {
  const rows = evidence.dates.length;
  const all = new Float64Array(rows * (3 + evidence.mixes.length));
  all.set(evidence.dates.map(dayNumber), 0);
  all.set(evidence.cashReturns, rows);
  [...evidence.mixes.map(({ nav }) => nav), evidence.grossDynamic].forEach((nav, k) => all.set(nav, rows * (2 + k)));
  return new Uint8Array(all.buffer);
}

function unpack(inputHash: string, executionLag: number, summary: Summary, bytes: Uint8Array): Evidence {
  const all = new Float64Array(bytes.slice().buffer);
  const column = (k: number) => all.subarray(summary.rows * k, summary.rows * (k + 1));
  return {
    inputHash,
    executionLag,
    periodsPerYear: summary.periodsPerYear,
    dates: Array.from(column(0), fromDayNumber),
    cashReturns: column(1).subarray(0, summary.rows - 1),
    mixes: summary.mixes.map((mix, k) => ({ ...mix, nav: column(2 + k) })),
    grossDynamic: column(2 + summary.mixes.length),
  };
}

/** The dynamic mix where trades cost nothing and nobody takes a fee. */
function grossRun(desk: Desk): Result<BacktestResult> {
  const dynamic = modelMix(desk);
  const lines = dynamic.policy.lines.map((line) => ({ ...line, costBps: 0 }));
  return runBacktest(desk.history, { ...conditionsOf(desk), feeAnnual: 0, strategies: [{ ...dynamic, policy: { ...dynamic.policy, lines } }] });
}

function compute(desk: Desk, inputHash: string): Result<Evidence> {
  const conditions = conditionsOf(desk);
  const run = runBacktest(desk.history, { ...conditions, strategies: strategiesOf(desk) });
  if (!run.ok) return run;
  const gross = grossRun(desk);
  if (!gross.ok) return gross;
  return ok({
    inputHash,
    executionLag: conditions.executionLag,
    dates: run.value.dates,
    periodsPerYear: run.value.periodsPerYear,
    cashReturns: run.value.cashReturns,
    mixes: run.value.strategies.map(({ name, nav, turnoverAnnual, costAnnual, orders, executions }) => ({ name: name as MixName, nav, turnoverAnnual, costAnnual, orders, executions })),
    grossDynamic: gross.value.strategies[0].nav,
  });
}

/** Evidence as the engine returned it, for whatever it computes from a run. */
export function backtestOf(desk: Desk, { dates, periodsPerYear, cashReturns, mixes }: Evidence): BacktestResult {
  const { policy } = desk.policyVersion;
  return { dates, periodsPerYear, cashReturns, strategies: mixes.map((mix) => ({ ...mix, policy, isFixedMix: mix.name === 'strategic' })) };
}

/** First and last day of the evidence: part of what makes a backtest a try of its own. */
export const windowOf = ({ dates }: Evidence): TrialSpec['window'] => ({ start: dates[0], end: dates[dates.length - 1] });

/** The tries behind the mixes: the model as it is, and with either layer switched off. */
function triesOf(desk: Desk, evidence: Evidence): readonly Trial[] {
  const models = evidence.mixes.filter(({ name }) => name !== 'strategic');
  return models.map(({ name, nav }) => tryOf(desk, windowOf(evidence), LAYER_OVERRIDES[name] ?? {}, sharpePerPeriodOf(nav, evidence.cashReturns)));
}

/** The evidence of an open desk: from memory, from the store, or computed and kept. */
export async function evidenceOf(db: Database | Transaction, desk: Desk): Promise<Result<Evidence>> {
  const spec = specOf(desk);
  const inputHash = hashOf(spec);
  return runs(`${desk.portfolio.id} ${inputHash}`, async () => {
    const kept = await findRun(db, desk.portfolio.id, inputHash);
    if (kept) return ok(unpack(inputHash, spec.executionLag, kept.summary as unknown as Summary, kept.series));
    const made = compute(desk, inputHash);
    if (!made.ok) return made;
    const summary: Summary = {
      periodsPerYear: made.value.periodsPerYear, rows: made.value.dates.length,
      mixes: made.value.mixes.map(({ name, turnoverAnnual, costAnnual, orders, executions }) => ({ name, turnoverAnnual, costAnnual, orders, executions })),
    };
    const key = { workspaceId: desk.portfolio.workspaceId, portfolioId: desk.portfolio.id };
    await recordTrials(db, key.workspaceId, triesOf(desk, made.value));
    await saveRun(db, key, { inputHash, engineVersion: ENGINE_VERSION, spec, summary: summary as unknown as Record<string, unknown>, series: pack(made.value) });
    return made;
  });
}

const lastDrawdown = (nav: Float64Array): number => nav[nav.length - 1] / nav.reduce((peak, value) => Math.max(peak, value), 0) - 1;

/** How far each mix stands below its running peak at the last row; null where a mix is not there. */
export function drawdownNow(evidence: Evidence): { readonly strategic: number; readonly dynamic: number } | null {
  const [strategic, dynamic] = [mixOf(evidence, 'strategic'), mixOf(evidence, 'dynamic')];
  return strategic && dynamic ? { strategic: lastDrawdown(strategic.nav), dynamic: lastDrawdown(dynamic.nav) } : null;
}

export const mixOf = (evidence: Evidence, name: MixName): MixHistory | null => evidence.mixes.find((mix) => mix.name === name) ?? null;
