import type { Result } from '../base/result';
import { ok, refuse } from '../base/result';
import { WEIGHT_SUM_TOLERANCE } from '../base/units';
import { solveDecreasing } from './solve-decreasing';

/** A group of assets whose weights together stay within [min, max]. Every asset is a member of at most one group. */
export interface GroupBounds {
  readonly name: string;
  readonly members: readonly number[];
  readonly min: number;
  readonly max: number;
}

export interface Constraints {
  readonly names: readonly string[];
  readonly min: ArrayLike<number>;
  readonly max: ArrayLike<number>;
  /** The norm: a step of `unit[i]` in asset i costs as much as one of `unit[j]` in j. Positive. */
  readonly unit: ArrayLike<number>;
  readonly groups: readonly GroupBounds[];
}

export type Projection = (wish: ArrayLike<number>) => Float64Array;

const sumOf = (values: ArrayLike<number>, members: readonly number[]): number => members.reduce((sum, i) => sum + values[i], 0);

/** Every asset in a group: those of no named group form one without limits. */
function completeGroups(constraints: Constraints): readonly GroupBounds[] {
  const taken = new Set(constraints.groups.flatMap((group) => group.members));
  const rest = constraints.names.map((_, i) => i).filter((i) => !taken.has(i));
  const groups = constraints.groups.filter((group) => group.members.length > 0);
  return rest.length > 0 ? [...groups, { name: 'ungrouped', members: rest, min: -Infinity, max: Infinity }] : groups;
}

/** The sentences that say which limits cannot hold together; empty when they can. */
function collisions(constraints: Constraints): readonly string[] {
  const { names, min, max } = constraints;
  const found = names.flatMap((name, i) => (min[i] > max[i] + WEIGHT_SUM_TOLERANCE ? [`${name}: min ${min[i]} > max ${max[i]}`] : []));
  const groups = completeGroups(constraints).map((group) => ({ ...group, low: sumOf(min, group.members), high: sumOf(max, group.members) }));
  for (const group of constraints.groups) {
    const low = sumOf(min, group.members);
    const high = sumOf(max, group.members);
    if (group.min > group.max + WEIGHT_SUM_TOLERANCE) found.push(`group ${group.name}: min ${group.min} > max ${group.max}`);
    if (low > group.max + WEIGHT_SUM_TOLERANCE) found.push(`group ${group.name}: its assets' minima sum to ${low} > max ${group.max}`);
    if (high < group.min - WEIGHT_SUM_TOLERANCE) found.push(`group ${group.name}: its assets' maxima sum to ${high} < min ${group.min}`);
  }
  if (found.length > 0) return found;
  const least = groups.reduce((sum, group) => sum + Math.max(group.min, group.low), 0);
  const most = groups.reduce((sum, group) => sum + Math.min(group.max, group.high), 0);
  if (least > 1 + WEIGHT_SUM_TOLERANCE) found.push(`the minima sum to ${least} > 1 (${bindingNames(groups, 'min')})`);
  if (most < 1 - WEIGHT_SUM_TOLERANCE) found.push(`the maxima sum to ${most} < 1 (${bindingNames(groups, 'max')})`);
  return found;
}

function bindingNames(groups: readonly (GroupBounds & { low: number; high: number })[], side: 'min' | 'max'): string {
  const binds = (group: GroupBounds & { low: number; high: number }) => (side === 'min' ? group.min > group.low : group.max < group.high);
  return groups.map((group) => (binds(group) ? `group ${group.name}` : `the assets of ${group.name}`)).join(', ');
}

/** The sum of some assets' weights, and how fast it falls, when the shift of all of them is `shift`. */
function boxSum(wish: ArrayLike<number>, { min, max, unit }: Constraints, members: readonly number[], shift: number): { readonly value: number; readonly slope: number } {
  let [value, slope] = [0, 0];
  for (const i of members) {
    const free = wish[i] - shift * unit[i];
    if (free <= min[i]) value += min[i];
    else if (free >= max[i]) value += max[i];
    else {
      value += free;
      slope += unit[i];
    }
  }
  return { value, slope };
}

const corners = (wish: ArrayLike<number>, { min, max, unit }: Constraints, members: readonly number[]): number[] =>
  members.flatMap((i) => [(wish[i] - max[i]) / unit[i], (wish[i] - min[i]) / unit[i]]);

/** The shifts between which a group moves freely: before the first it is at its max, after the second at its min. */
function freeRange(wish: ArrayLike<number>, constraints: Constraints, group: GroupBounds): { readonly from: number; readonly to: number } {
  const { members } = group;
  const own = (shift: number) => boxSum(wish, constraints, members, shift);
  const points = corners(wish, constraints, members).sort((a, b) => a - b);
  const high = sumOf(constraints.max, members);
  const low = sumOf(constraints.min, members);
  return {
    from: group.max < high ? solveDecreasing(points, Math.max(group.max, low), own) : -Infinity,
    to: group.min > low ? solveDecreasing(points, Math.min(group.min, high), own) : Infinity,
  };
}

function project(wish: ArrayLike<number>, constraints: Constraints, groups: readonly GroupBounds[]): Float64Array {
  const ranges = groups.map((group) => freeRange(wish, constraints, group));
  const within = (g: number, shift: number) => Math.min(Math.max(shift, ranges[g].from), ranges[g].to);
  const total = (shift: number) => {
    let [value, slope] = [0, 0];
    groups.forEach((group, g) => {
      const own = boxSum(wish, constraints, group.members, within(g, shift));
      value += own.value;
      if (shift > ranges[g].from && shift < ranges[g].to) slope += own.slope;
    });
    return { value, slope };
  };
  const points = [...corners(wish, constraints, constraints.names.map((_, i) => i)), ...ranges.flatMap((range) => [range.from, range.to])];
  const shift = solveDecreasing(points.filter(Number.isFinite).sort((a, b) => a - b), 1, total);
  const weights = new Float64Array(constraints.names.length);
  groups.forEach((group, g) => {
    const own = within(g, shift);
    for (const i of group.members) weights[i] = Math.min(Math.max(wish[i] - own * constraints.unit[i], constraints.min[i]), constraints.max[i]);
  });
  return weights;
}

/**
 * The nearest legal weights to a wish: `argmin Σ(v − wish)²/unit` subject to `Σv = 1`, `min ≤ v ≤ max` and disjoint
 * group limits. Exact, without iteration to a tolerance: `v_i = clip(wish_i − (m + n_g)·unit_i)`, and as each group's sum
 * at a given m is its box sum held within its limits, the total is monotone and piecewise linear in m.
 *
 * Refuses `infeasible`, naming the limits that collide (no limit is ever relaxed silently).
 * Example: wish (0.7, 0.4) with unit (1, 1) and no binding limit gives (0.65, 0.35).
 */
export function createProjection(constraints: Constraints): Result<Projection, 'infeasible'> {
  const found = collisions(constraints);
  if (found.length > 0) return refuse('infeasible', `the limits cannot all hold: ${found.join('; ')}`, { collisions: found });
  const groups = completeGroups(constraints);
  return ok((wish) => project(wish, constraints, groups));
}
