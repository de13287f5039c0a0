import type { Instrument } from '../holdings/current-weights';
import type { Positions } from '../holdings/transaction';
import type { Policy } from '../targets/policy';
import { oneWay } from '../tilts/budget';
import type { TradePlan } from './trades';
import { trades } from './trades';

const LIMIT_TOLERANCE = 1e-9;

/** What is held, and what may be traded at which price. */
export interface Book {
  readonly positions: Positions;
  readonly instruments: readonly Pick<Instrument, 'id' | 'asset' | 'price' | 'lot'>[];
  /** In the order of the policy's lines. */
  readonly weights: readonly number[];
}

/** Whether a mix breaks a range of the policy. */
export const isOutside = ({ lines }: Policy, weights: readonly number[]): boolean =>
  lines.some((line, k) => weights[k] < line.min - LIMIT_TOLERANCE || weights[k] > line.max + LIMIT_TOLERANCE);

/**
 * The mix to trade to: the target, or as far towards it as the policy's turnover cap lets the holdings go. Limits are
 * stronger than the cap: holdings outside their limits are brought back in one step.
 */
export function reach(policy: Policy, cap: number | null, current: readonly number[], target: readonly number[]): readonly number[] {
  const size = oneWay(target.map((weight, k) => weight - current[k]));
  if (cap === null || size <= cap || isOutside(policy, current)) return target;
  return target.map((weight, k) => current[k] + (weight - current[k]) * (cap / size));
}

/** The trades that lead from the book to a mix, in whole lots. */
export function planTo(policy: Policy, { positions, instruments }: Book, weights: readonly number[]): TradePlan {
  return trades({
    positions,
    instruments,
    assets: policy.lines.map((line) => line.asset),
    cashAsset: policy.cashAsset,
    targetWeights: weights,
    costBps: policy.lines.map((line) => line.costBps),
  });
}
