import type { Result } from '../base/result';
import { ok } from '../base/result';
import type { AssetId } from '../base/units';
import type { Policy, PolicyLine } from '../targets/policy';
import { createProjection } from '../targets/projection';

/** Weights a person holds fast, by asset class. */
export type Held = ReadonlyMap<AssetId, number>;

/** Shares below this still move a little when a limit pushes, so that no class is stuck at nothing. */
const UNIT_FLOOR = 0.01;

interface Span {
  readonly low: number;
  readonly high: number;
}

const spanOf = (lines: readonly PolicyLine[], held: Held): Span => ({
  low: lines.reduce((sum, line) => sum + (held.get(line.asset) ?? line.min), 0),
  high: lines.reduce((sum, line) => sum + (held.get(line.asset) ?? line.max), 0),
});

const limitsOf = ({ groupLimits }: Policy, group: PolicyLine['group']): { readonly min: number; readonly max: number } => groupLimits.find((limit) => limit.group === group) ?? { min: -Infinity, max: Infinity };

/**
 * From where to where the weight of one class may go while the held ones stay: its own range, and what its group and the
 * rest of the portfolio leave it. Exact, for groups are disjoint. `from` above `to` says that the held weights leave it
 * no place at all.
 */
export function feasibleRange(policy: Policy, held: Held, asset: AssetId): { readonly from: number; readonly to: number } {
  const own = policy.lines.find((line) => line.asset === asset);
  if (!own) return { from: 0, to: 0 };
  const groups = [...new Set(policy.lines.map((line) => line.group))];
  const rest = groups
    .filter((group) => group !== own.group)
    .reduce(
      (sum, group) => {
        const span = spanOf(policy.lines.filter((line) => line.group === group), held);
        const limits = limitsOf(policy, group);
        return { low: sum.low + Math.max(span.low, limits.min), high: sum.high + Math.min(span.high, limits.max) };
      },
      { low: 0, high: 0 },
    );
  const beside = spanOf(policy.lines.filter((line) => line.group === own.group && line !== own), held);
  const limits = limitsOf(policy, own.group);
  return { from: Math.max(own.min, Math.max(limits.min, 1 - rest.high) - beside.high), to: Math.min(own.max, Math.min(limits.max, 1 - rest.low) - beside.low) };
}

/**
 * The mix with some weights held: the others share what is left in proportion to `base`, and where that breaks a range or
 * the limit of a group, the nearest mix that keeps both. Refuses `infeasible` where the held weights leave no such mix.
 * Without held weights it is `base` itself.
 */
export function rescale(policy: Policy, base: readonly number[], held: Held): Result<readonly number[], 'infeasible'> {
  if (held.size === 0) return ok(base);
  const { lines } = policy;
  const isFree = (line: PolicyLine) => !held.has(line.asset);
  const left = 1 - [...held.values()].reduce((sum, weight) => sum + weight, 0);
  const shared = lines.reduce((sum, line, k) => sum + (isFree(line) ? base[k] : 0), 0);
  const free = lines.filter(isFree).length;
  const wish = lines.map((line, k) => held.get(line.asset) ?? (shared > 0 ? (base[k] / shared) * left : left / free));
  const projection = createProjection({
    names: lines.map((line) => line.asset),
    min: lines.map((line) => held.get(line.asset) ?? line.min),
    max: lines.map((line) => held.get(line.asset) ?? line.max),
    unit: wish.map((weight) => Math.max(weight, UNIT_FLOOR)),
    groups: policy.groupLimits.map(({ group, min, max }) => ({ name: group, members: lines.flatMap((line, k) => (line.group === group ? [k] : [])), min, max })),
  });
  return projection.ok ? ok(Array.from(projection.value(wish))) : projection;
}

/** Holds one more class: as near to the weight asked for as the limits and the other held weights let it be. */
export function hold(policy: Policy, held: Held, asset: AssetId, weight: number): Held {
  const others = new Map([...held].filter(([one]) => one !== asset));
  const { from, to } = feasibleRange(policy, others, asset);
  return from > to ? held : new Map([...others, [asset, Math.min(Math.max(weight, from), to)]]);
}
