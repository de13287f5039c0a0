import type { IsoDate } from '../base/iso-date';
import type { Result } from '../base/result';
import { ok, refuse } from '../base/result';
import type { AssetGroup } from '../base/units';
import { assetId, WEIGHT_SUM_TOLERANCE } from '../base/units';
import type { Model } from '../models/model';
import { findModel } from '../models/registry';
import type { Policy } from '../targets/policy';
import type { WrittenSpec, WrittenStrategy } from './schema';
import { LAYERED } from './schema';
import type { Flow } from './flows';
import type { BacktestSpec, Strategy } from './spec';

export type SpecRefusal = 'bad-spec' | 'weights-sum' | 'missing-asset';

/** Next close where the grid has one; on month-ends there is none, so the decision close is traded. */
export function defaultLag(spec: Pick<WrittenSpec, 'periodsPerYear' | 'sampling'>): number {
  return spec.periodsPerYear > 12 || spec.sampling === 'average' ? 1 : 0;
}

interface Limits {
  readonly weights: Readonly<Record<string, number>>;
  readonly min: Readonly<Record<string, number>>;
  readonly max: Readonly<Record<string, number>>;
  readonly groups: Readonly<Record<string, AssetGroup>>;
  readonly groupLimits: Policy['groupLimits'];
}

/** All assets of the spec in its order; one without a weight has none. */
function policyOf(spec: WrittenSpec, limits: Limits): Result<Policy, SpecRefusal> {
  const { weights, min, max, groups } = limits;
  const named = [...Object.keys(weights), ...Object.keys(min), ...Object.keys(max), ...Object.keys(groups)];
  const unknown = [...new Set(named)].filter((asset) => !spec.assets.includes(asset) && asset !== spec.cash);
  if (unknown.length > 0) return refuse('missing-asset', `${unknown.join(', ')} is not among the assets of the spec`, { missing: unknown });
  const sum = Object.values(weights).reduce((total, weight) => total + weight, 0);
  if (sum > 1 + WEIGHT_SUM_TOLERANCE) return refuse('weights-sum', `the weights sum to ${sum}, more than 1`, { sum });
  const costOf = (asset: string) => (typeof spec.costBps === 'number' ? spec.costBps : (spec.costBps[asset] ?? 0));
  const groupOf = (asset: string): AssetGroup => groups[asset] ?? (asset === spec.cash ? 'cash' : 'other');
  return ok({
    lines: spec.assets.map((asset) => ({
      asset: assetId(asset),
      group: groupOf(asset),
      weight: weights[asset] ?? 0,
      min: min[asset] ?? 0,
      max: max[asset] ?? 1,
      costBps: costOf(asset),
    })),
    cashAsset: spec.cash !== null && spec.assets.includes(spec.cash) ? assetId(spec.cash) : null,
    groupLimits: limits.groupLimits,
  });
}

function createModel(slug: string, params: unknown): Result<Model, SpecRefusal> {
  const entry = findModel(slug);
  if (!entry) return refuse('bad-spec', `there is no model named ${slug}`);
  const model = entry.create(params);
  return model.ok ? model : refuse('bad-spec', `the parameters of ${slug}: ${model.error.message}`, model.error.details);
}

type WrittenOf<Slug extends string> = Extract<WrittenStrategy, { model: Slug }>;
const isStrategic = (written: WrittenStrategy): written is WrittenOf<'strategic'> => written.model === 'strategic';
type Layered = WrittenOf<(typeof LAYERED)[number]>;
const isLayered = (written: WrittenStrategy): written is Layered => LAYERED.some((slug) => slug === written.model);

const NO_LIMITS: Limits = { weights: {}, min: {}, max: {}, groups: {}, groupLimits: [] };

function strategyOf(spec: WrittenSpec, written: WrittenStrategy): Result<Strategy, SpecRefusal> {
  const { name } = written;
  if (isStrategic(written)) {
    const policy = policyOf(spec, { ...NO_LIMITS, weights: written.weights });
    return policy.ok ? ok({ kind: 'fixed-mix', name, policy: policy.value, rebalance: written.rebalance }) : policy;
  }
  if (!isLayered(written)) {
    const policy = policyOf(spec, { ...NO_LIMITS, ...('weights' in written ? { weights: written.weights, min: written.min, max: written.max } : {}) });
    const model = createModel(written.model, { cadence: spec.decide, ...written.params });
    if (!policy.ok) return policy;
    return model.ok ? ok({ kind: 'model', name, policy: policy.value, model: model.value }) : model;
  }
  const { groups, ...params } = written.params;
  const policy = policyOf(spec, { weights: written.weights, min: written.min, max: written.max, groups, groupLimits: written.groupLimits });
  const model = createModel(written.model, params);
  if (!policy.ok) return policy;
  return model.ok ? ok({ kind: 'model', name, policy: policy.value, model: model.value }) : model;
}

/** What the person should know about how the spec was read. */
export function specWarnings(spec: WrittenSpec): readonly string[] {
  const layered = spec.strategies.filter(isLayered);
  return spec.decide !== 'month-end' && layered.length > 0
    ? [`decide "${spec.decide}" is ignored by ${layered.map(({ name }) => name).join(', ')}: layers of tilts decide at month-ends`]
    : [];
}

/** From a spec as written to one that runs. Refuses unknown assets, weights above 1 and bad parameters. */
export function readWrittenSpec(spec: WrittenSpec): Result<BacktestSpec, SpecRefusal> {
  const strategies: Strategy[] = [];
  for (const written of spec.strategies) {
    const strategy = strategyOf(spec, written);
    if (!strategy.ok) return strategy;
    strategies.push(strategy.value);
  }
  return ok({
    start: spec.start as IsoDate | null,
    end: spec.end as IsoDate | null,
    history: spec.history,
    executionLag: spec.executionLag ?? defaultLag(spec),
    feeAnnual: spec.feeAnnual,
    flows: spec.flows.map((flow): Flow => ('date' in flow ? { ...flow, date: flow.date as IsoDate } : flow)),
    strategies,
  });
}
