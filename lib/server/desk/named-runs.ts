import { runBacktest } from '../../core/backtest/run-backtest';
import { strategyStatistics } from '../../core/backtest/report';
import type { BacktestSpec, Strategy } from '../../core/backtest/spec';
import type { Json } from '../../core/backtest/trial-key';
import type { Trial } from '../../core/backtest/trial-registry';
import { assert } from '../../core/base/assert';
import { dayNumber, type IsoDate } from '../../core/base/iso-date';
import { ok, refuse, type Result } from '../../core/base/result';
import { ENGINE_VERSION } from '../../core/engine-version';
import type { Model, ModelCard } from '../../core/models/model';
import { findModel, MODELS } from '../../core/models/registry';
import type { RebalanceRule } from '../../core/rebalancing/rule';
import { simpleReturns } from '../../core/series/returns';
import { cagr } from '../../core/stats/cagr';
import type { BootstrapInterval } from '../../core/stats/block-bootstrap';
import { sharpeRecord, type SharpeRecord } from '../../core/stats/psr';
import type { Statistics } from '../../core/stats/summary';
import type { Policy } from '../../core/targets/policy';
import { fromDayNumber } from '../db/dates';
import type { PolicyVersion } from '../db/portfolio-store';
import { chooseModel } from './model-choice';
import { paramsOf } from './model-of';
import { lagOf, type Desk } from './open-desk';
import { intervalsBeside } from './robustness';
import { conditionsOfTry, sharpePerPeriodOf } from './tries';

/** What a person chooses of a run; what is left out is as in the policy. */
export interface RunChoice {
  readonly model: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly from?: IsoDate;
  readonly to?: IsoDate;
  /** The same for every asset class. */
  readonly costBps?: number;
  readonly executionLag?: number;
  /** Of a run of the strategic mix; a model orders when it decides. */
  readonly rebalancing?: RebalanceRule;
}

/** Everything a run depends on: its hash is the key under which the figures are kept. */
export interface RunSpec {
  readonly kind: 'run';
  readonly shape: number;
  readonly engine: string;
  readonly model: { readonly slug: string; readonly version: string; readonly params: Readonly<Record<string, unknown>> };
  readonly policy: Policy;
  /** How the run is rebalanced where it is the strategic mix, and how the strategic mix beside every other run is. */
  readonly rebalancing: RebalanceRule;
  readonly executionLag: number;
  readonly feeAnnual: number;
  readonly start: IsoDate;
  readonly end: IsoDate;
  readonly batchId: number;
  readonly series: readonly number[];
}

/** What is kept of a run beside its long series. */
export interface RunSummary {
  readonly rows: number;
  readonly first: IsoDate;
  readonly last: IsoDate;
  readonly periodsPerYear: number;
  readonly orders: number;
  /** Net of trading cost and fee, beside the strategic mix of the same window. */
  readonly statistics: Statistics;
  readonly grossCagr: number | null;
  readonly record: SharpeRecord | null;
  /** 90 % intervals over the strategic mix; null for the strategic mix itself. */
  readonly beside: { readonly meanBlock: number; readonly cagrDifference: BootstrapInterval | null; readonly drawdownDifference: BootstrapInterval | null } | null;
}

export interface RunSeries {
  readonly dates: readonly IsoDate[];
  readonly cashReturns: Float64Array;
  /** On base 1 at the first row, net of trading cost and fee. */
  readonly nav: Float64Array;
}

/** Changes whenever what is kept of a run changes its shape. */
const SHAPE = 1;
const STRATEGIC = 'strategic';

/** Which asset plays a role unless somebody says otherwise: the one of its name, or the one the policy's model gave it. */
function defaultRoles({ model, policy }: PolicyVersion, { roles }: ModelCard): Readonly<Record<string, string>> | null {
  if (!roles) return null;
  const given = (model.params.roles ?? {}) as Readonly<Record<string, string>>;
  const assets: readonly string[] = policy.lines.map(({ asset }) => asset);
  return Object.fromEntries(Object.keys(roles).map((role) => [role, [given[role], role].find((asset) => assets.includes(asset)) ?? '']));
}

/** A model that may be run here: its parameters as they would be, and why it cannot run as they are. */
export interface RunnableModel {
  readonly card: ModelCard;
  /** Complete; a role that nobody plays is empty. */
  readonly params: Readonly<Record<string, unknown>>;
  readonly lacks: string | null;
  /** The observation series it reads, besides prices. */
  readonly observes: readonly string[];
  /** What it reads and this desk does not have: what rests on that says nothing, and the rest decides. */
  readonly unread: readonly string[];
}

/** The observation series that a model reads and that this desk lacks. */
const unobserved = (desk: Desk, model: Model): readonly string[] => model.observes.filter((code) => !desk.observed.has(code));

const complete = (slug: string, params: unknown): Readonly<Record<string, unknown>> => {
  const found = findModel(slug)?.complete(params);
  assert(found?.ok, `${slug} takes its own defaults`);
  return found.value;
};

function lackOf({ policy }: PolicyVersion, card: ModelCard, params: Readonly<Record<string, unknown>>): string | null {
  const roles = (params.roles ?? {}) as Readonly<Record<string, string>>;
  const unplayed = Object.entries(card.roles ?? {}).filter(([role]) => roles[role] === '');
  if (unplayed.length === 0) return null;
  return `Say which asset class plays ${unplayed.map(([role, meaning]) => `${role} (${meaning})`).join(', ')}: none of the ${policy.lines.length} of this policy has that name.`;
}

/** Every model there is, that of a policy with the parameters it has there. */
export function runnableModels(desk: Desk, policyVersion: PolicyVersion = desk.policyVersion): readonly RunnableModel[] {
  return MODELS.map(({ card, create }) => {
    const roles = defaultRoles(policyVersion, card);
    const own = card.slug === policyVersion.model.slug ? paramsOf(policyVersion) : complete(card.slug, {});
    const params = roles ? { ...own, roles } : own;
    const model = create(own);
    return { card, params, lacks: lackOf(policyVersion, card, params), observes: model.ok ? model.value.observes : [], unread: model.ok ? unobserved(desk, model.value) : [] };
  });
}

const modelFor = ({ slug, params }: RunSpec['model']): Model => {
  const model = findModel(slug)?.create(params);
  assert(model?.ok, `the parameters of a run of ${slug} were checked when it was asked for`);
  return model.value;
};

/** The whole spec of a run of an open desk. Refuses models, parameters, roles, series and windows that cannot be run. */
export function runSpecOf(desk: Desk, choice: RunChoice): Result<RunSpec> {
  const { policyVersion: { policy, rebalancing, feeAnnual }, portfolio } = desk;
  const model = chooseModel({ slug: choice.model, params: choice.params }, policy);
  if (!model.ok) return model;
  const [start, end] = [choice.from ?? portfolio.evidenceStart, choice.to ?? desk.asOf];
  if (end > desk.asOf) return refuse('future-date', `${end} lies after ${desk.asOf}, the last day that is looked at.`);
  const rows = desk.view.grid.dates.filter((date) => date >= start && date <= end).length;
  if (rows < 2) return refuse('empty-window', `There are ${rows} rows from ${start} to ${end}; a backtest needs two.`);
  const smallestLag = lagOf({ ...desk, policyVersion: { ...desk.policyVersion, executionLag: 0 } });
  const executionLag = choice.executionLag ?? lagOf(desk);
  if (executionLag < smallestLag) return refuse('averaged-prices', 'Averaged prices may not be traded in the period they average: the execution lag is at least 1.');
  return ok({
    kind: 'run', shape: SHAPE, engine: ENGINE_VERSION,
    model: model.value,
    policy: choice.costBps === undefined ? policy : { ...policy, lines: policy.lines.map((line) => ({ ...line, costBps: choice.costBps as number })) },
    rebalancing: choice.model === STRATEGIC ? (choice.rebalancing ?? rebalancing) : rebalancing,
    executionLag, feeAnnual, start, end, batchId: desk.batchId,
    series: [...desk.seriesOf.values()].map(({ id }) => id),
  });
}

/** Net wealth, cash and dates as bytes: days since 1970, cash returns, wealth, all float64. */
function pack({ dates, cashReturns, nav }: RunSeries): Uint8Array {
  const all = new Float64Array(dates.length * 3);
  all.set(dates.map(dayNumber), 0);
  all.set(cashReturns, dates.length);
  all.set(nav, dates.length * 2);
  return new Uint8Array(all.buffer);
}

export function unpackRun({ rows }: RunSummary, bytes: Uint8Array): RunSeries {
  const all = new Float64Array(bytes.slice().buffer);
  return { dates: Array.from(all.subarray(0, rows), fromDayNumber), cashReturns: all.subarray(rows, 2 * rows - 1), nav: all.subarray(2 * rows) };
}

function strategyOf({ model, policy, rebalancing }: RunSpec): Strategy {
  if (model.slug === STRATEGIC) return { kind: 'fixed-mix', name: 'run', policy, rebalance: rebalancing };
  return { kind: 'model', name: 'run', policy, model: modelFor(model) };
}

const isStrategic = ({ model }: RunSpec): boolean => model.slug === STRATEGIC;
const withoutCost = (strategy: Strategy): Strategy => ({ ...strategy, policy: { ...strategy.policy, lines: strategy.policy.lines.map((line) => ({ ...line, costBps: 0 })) } });

/** How far a run is, from 0 to 1, and what is being done. It throws when nobody wants the run any more. */
export type Progress = (share: number, step: string) => Promise<void>;

/** Shares of the whole, by how long each takes: reading comes before, resampling takes most of it. */
const SHARE = { read: 0.05, net: 0.15, gross: 0.2 } as const;

export interface ComputedRun {
  readonly summary: RunSummary;
  readonly series: Uint8Array;
  readonly trial: Trial;
}

/** Computes a run from the history of an open desk: net beside the strategic mix, gross, and what chance could do. */
export async function computeRun(desk: Desk, spec: RunSpec, progress: Progress): Promise<Result<ComputedRun>> {
  await progress(SHARE.read, 'running the backtest');
  let orders = 0;
  const conditions: Omit<BacktestSpec, 'strategies'> = { start: spec.start, end: spec.end, history: 'all', executionLag: spec.executionLag, feeAnnual: spec.feeAnnual };
  const own = strategyOf(spec);
  const strategic: Strategy = { kind: 'fixed-mix', name: STRATEGIC, policy: spec.policy, rebalance: spec.rebalancing };
  const net = runBacktest(desk.history, { ...conditions, strategies: isStrategic(spec) ? [own] : [own, strategic], onOrder: () => { orders += 1; } });
  if (!net.ok) return net;
  await progress(SHARE.net, `${orders} orders executed, the strategic mix included; once more without cost`);
  const gross = runBacktest(desk.history, { ...conditions, feeAnnual: 0, strategies: [withoutCost(own)] });
  if (!gross.ok) return gross;
  await progress(SHARE.gross, 'resampling histories');
  const { dates, periodsPerYear, cashReturns, strategies: [run, baseline] } = net.value;
  const returns = simpleReturns(run.nav);
  const rest = async (paths: number, of: number) => {
    await new Promise<void>((resolve) => setImmediate(resolve));
    await progress(SHARE.gross + (1 - SHARE.gross) * (paths / of), `resampling histories, ${paths} of ${of}`);
  };
  const summary: RunSummary = {
    rows: dates.length, first: dates[0], last: dates[dates.length - 1], periodsPerYear, orders: run.orders,
    statistics: strategyStatistics(net.value, run),
    grossCagr: cagr(simpleReturns(gross.value.strategies[0].nav), periodsPerYear),
    record: sharpeRecord(returns, cashReturns),
    beside: baseline ? await intervalsBeside(returns, simpleReturns(baseline.nav), periodsPerYear, rest) : null,
  };
  const { slug, version, params } = spec.model;
  return ok({
    summary,
    series: pack({ dates, cashReturns, nav: run.nav }),
    trial: {
      spec: {
        model: { slug, version }, params: params as { readonly [name: string]: Json }, universe: spec.policy.lines.map(({ asset }) => asset), window: { start: dates[0], end: dates[dates.length - 1] },
        conditions: conditionsOfTry(spec.policy, spec.executionLag, isStrategic(spec) ? spec.rebalancing : null),
      },
      sharpePerPeriod: sharpePerPeriodOf(run.nav, cashReturns), periodsPerYear,
    },
  });
}
