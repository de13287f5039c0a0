import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { assert } from '../../core/base/assert';
import type { Result } from '../../core/base/result';
import { ok, refuse } from '../../core/base/result';
import { mean } from '../../core/stats/moments';
import { createRandom, drawFraction } from '../../core/stats/random';
import type { Constraints } from '../../core/targets/projection';
import { createProjection } from '../../core/targets/projection';

/** One wish and the legal weights nearest to it are sought. */
export interface NearestInstance {
  readonly wish: Float64Array;
  readonly constraints: Constraints;
}

export interface NearestLimits {
  readonly max: number;
  readonly groups: number;
  readonly groupMin: number;
  readonly groupMax: number;
}

const UNIT_FLOOR = 0.01;
/** How far a weight may be from a limit and still be called at it. */
const AT_LIMIT = 1e-12;

/** The instance that starts at weights `start` and wishes for `move` less its mean beside them. */
export function nearestInstance(start: readonly number[], move: readonly number[], { max, groups, groupMin, groupMax }: NearestLimits): NearestInstance {
  const size = start.length / groups;
  const center = mean(move) ?? 0;
  return {
    wish: Float64Array.from(start, (weight, i) => weight + move[i] - center),
    constraints: {
      names: start.map((_, i) => `A${i + 1}`),
      min: start.map(() => 0),
      max: start.map(() => max),
      unit: start.map((weight) => Math.max(weight, UNIT_FLOOR)),
      groups: Array.from({ length: groups }, (_, g) => ({ name: `G${g + 1}`, members: Array.from({ length: size }, (__, i) => g * size + i), min: groupMin, max: groupMax })),
    },
  };
}

export const NEAREST_LIMITS: NearestLimits = { max: 0.15, groups: 4, groupMin: 0.1, groupMax: 0.4 };
const ASSETS = 20;
const LARGEST_MOVE = 0.08;

/** Seeded instances: random weights, and moves of a few points each way. */
export function generateNearest(count: number, seed: number): readonly NearestInstance[] {
  const random = createRandom(seed);
  return Array.from({ length: count }, () => {
    const raw = Array.from({ length: ASSETS }, () => drawFraction(random));
    const sum = raw.reduce((total, share) => total + share, 0);
    const move = raw.map(() => LARGEST_MOVE * (2 * drawFraction(random) - 1));
    return nearestInstance(raw.map((share) => share / sum), move, NEAREST_LIMITS);
  });
}

/** Reads instances: `{ w0, mu, ub, glo, ghi }`, the weights and moves as rows. */
export async function readNearest(path: string): Promise<Result<readonly NearestInstance[], 'missing-file'>> {
  try {
    const file = JSON.parse(await readFile(path, 'utf8')) as { w0: number[][]; mu: number[][]; ub: number; glo: number; ghi: number };
    const limits = { ...NEAREST_LIMITS, max: file.ub, groupMin: file.glo, groupMax: file.ghi };
    return ok(file.w0.map((start, k) => nearestInstance(start, file.mu[k], limits)));
  } catch (error) {
    return refuse('missing-file', `cannot read ${path}: ${(error as Error).message}`, { path });
  }
}

/** Writes instances for the floor: count, assets, groups, max, group min, group max, then wish and unit of each. */
export async function writeNearest(folder: string, instances: readonly NearestInstance[]): Promise<string> {
  const [{ wish, constraints }] = instances;
  const [{ min, max }] = constraints.groups;
  const header = [instances.length, wish.length, constraints.groups.length, constraints.max[0], min, max];
  const path = join(folder, 'nearest.f64');
  await writeFile(path, Float64Array.from([...header, ...instances.flatMap((own) => [...own.wish, ...Array.from(own.constraints.unit)])]));
  return path;
}

/** The engine's answer: the projection is made anew, as for a policy that has just been set. */
export function solveNearest({ wish, constraints }: NearestInstance): Float64Array {
  const projection = createProjection(constraints);
  assert(projection.ok, 'the limits of the benchmark can hold together');
  return projection.value(wish);
}

/** What is minimised: `Σ(v − wish)²/unit`. */
export function distanceOf({ wish, constraints }: NearestInstance, weights: ArrayLike<number>): number {
  return wish.reduce((sum, goal, i) => sum + (weights[i] - goal) ** 2 / constraints.unit[i], 0);
}

/** The shifts of one group at which its weights would be where they are: no more than `high`, no less than `low`. */
function shiftRange({ wish, constraints }: NearestInstance, weights: ArrayLike<number>, members: readonly number[]) {
  let [low, high] = [-Infinity, Infinity];
  for (const i of members) {
    const shift = (wish[i] - weights[i]) / constraints.unit[i];
    if (weights[i] < constraints.max[i] - AT_LIMIT) low = Math.max(low, shift);
    if (weights[i] > constraints.min[i] + AT_LIMIT) high = Math.min(high, shift);
  }
  return { low, high };
}

/**
 * How far weights are from the conditions that only the nearest legal ones meet (Karush, Kuhn and Tucker): the largest
 * violation of a limit, and of the order in which the multipliers of the sum and the groups must lie. 0 at the solution.
 */
export function optimalityResidual(instance: NearestInstance, weights: ArrayLike<number>): number {
  const { min, max, groups } = instance.constraints;
  const all = Array.from(weights);
  let residual = Math.abs(all.reduce((sum, w) => sum + w, 0) - 1);
  all.forEach((w, i) => (residual = Math.max(residual, min[i] - w, w - max[i])));
  let [low, high] = [-Infinity, Infinity];
  for (const group of groups) {
    const sum = group.members.reduce((total, i) => total + weights[i], 0);
    const range = shiftRange(instance, weights, group.members);
    residual = Math.max(residual, group.min - sum, sum - group.max, range.low - range.high);
    if (sum < group.max - AT_LIMIT) low = Math.max(low, range.low);
    if (sum > group.min + AT_LIMIT) high = Math.min(high, range.high);
  }
  return Math.max(residual, low - high);
}
