import type { Result } from '../base/result';
import { ok, refuse } from '../base/result';
import { WEIGHT_SUM_TOLERANCE } from '../base/units';
import type { Policy } from './policy';
import type { Projection } from './projection';
import { createProjection } from './projection';

/** The strategic weights in the order of the policy's lines. */
export function strategicWeights(policy: Policy): Float64Array {
  return Float64Array.from(policy.lines, (line) => line.weight);
}

/**
 * The projection on a policy's limits, in the norm `Σ(v − wish)²/max(w, unitFloor)`: what is large may move more.
 * Refuses `weights-sum` when the strategic weights do not sum to 1, and `infeasible`.
 */
export function policyProjection(policy: Policy, unitFloor: number): Result<Projection, 'infeasible' | 'weights-sum'> {
  const sum = policy.lines.reduce((total, line) => total + line.weight, 0);
  if (Math.abs(sum - 1) > WEIGHT_SUM_TOLERANCE) return refuse('weights-sum', `the strategic weights sum to ${sum}, not to 1`, { sum });
  const projection = createProjection({
    names: policy.lines.map((line) => line.asset),
    min: policy.lines.map((line) => line.min),
    max: policy.lines.map((line) => line.max),
    unit: policy.lines.map((line) => Math.max(line.weight, unitFloor)),
    groups: policy.groupLimits.map((limit) => ({
      name: limit.group,
      members: policy.lines.flatMap((line, i) => (line.group === limit.group ? [i] : [])),
      min: limit.min,
      max: limit.max,
    })),
  });
  return projection.ok ? ok(projection.value) : projection;
}
