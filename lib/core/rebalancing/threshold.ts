import type { ThresholdRule } from './rule';

/** Weights that differ by less are equal: what rounding leaves of a trade to the edge of a band, or to a weight of 0, is no drift. */
const WEIGHT_TOLERANCE = 1e-12;

/** How far a weight may drift from its target before it is brought back. */
export function bandOf(target: number, { absolute, relative }: Pick<ThresholdRule, 'absolute' | 'relative'>): number {
  return Math.min(absolute ?? Infinity, relative === undefined ? Infinity : relative * target);
}

/**
 * Where to trade to when a weight has left its band; null while all are within.
 *
 * `target` is the target, `half` half-way there, `edge` the point on the straight way to the target at which the last
 * weight re-enters its band (so the weights keep their sum). Weights and targets are in one order and sum alike.
 * Example: target (.6, .4), weights (.7, .3), absolute .05: edge is (.65, .35), half is (.65, .35), target is (.6, .4).
 */
export function thresholdTrade(weights: ArrayLike<number>, target: ArrayLike<number>, rule: ThresholdRule): Float64Array | null {
  let keep = 1;
  for (let i = 0; i < target.length; i += 1) {
    const drift = Math.abs(weights[i] - target[i]);
    const band = bandOf(target[i], rule);
    if (drift > band + WEIGHT_TOLERANCE) keep = Math.min(keep, band / drift);
  }
  if (keep === 1) return null;
  const share = rule.destination === 'target' ? 0 : rule.destination === 'half' ? 0.5 : keep;
  return Float64Array.from(target, (goal, i) => goal + share * (weights[i] - goal));
}
