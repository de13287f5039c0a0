import { oneWay } from './budget';

/**
 * A part of the way from `last` to `aim`, capped: `last + s·(aim − last)` with s = pace, lowered so that the one-way
 * turnover is at most `cap` (Gârleanu and Pedersen, Dynamic Trading with Predictable Returns, 2013).
 */
export function pacedStep(last: ArrayLike<number>, aim: ArrayLike<number>, pace: number, cap: number): Float64Array {
  const step = Float64Array.from(last, (from, a) => pace * (aim[a] - from));
  const size = oneWay(step);
  const scale = size > cap ? cap / size : 1;
  return step.map((move, a) => last[a] + scale * move);
}

/** Whether a change is too small to be worth an order: one-way turnover below `band`. */
export function isBelowNoTrade(last: ArrayLike<number>, aim: ArrayLike<number>, band: number): boolean {
  let sum = 0;
  for (let a = 0; a < last.length; a += 1) sum += Math.abs(aim[a] - last[a]);
  return sum / 2 < band;
}
