import { assert } from '../base/assert';

export interface WalkForwardPlan {
  /** Rows looked at before each choice. */
  readonly trainRows: number;
  /** Rows that follow under the choice, before the next one. */
  readonly testRows: number;
  /** Rows between what was looked at and what follows: the time between observing and trading. */
  readonly gapRows: number;
  /** `rolling` forgets what is older than `trainRows`; `expanding` looks at everything so far. */
  readonly memory: 'rolling' | 'expanding';
}

/** One choice and its consequence. Rows index the returns; `to` is the row after the last. */
export interface WalkForwardFold {
  readonly trainFrom: number;
  readonly trainTo: number;
  readonly testFrom: number;
  readonly testTo: number;
  /** Index of the trial chosen. */
  readonly chosen: number;
  readonly scoreInside: number;
  /** Null where the test rows have no score. */
  readonly scoreOutside: number | null;
}

export interface WalkForward {
  readonly folds: readonly WalkForwardFold[];
  /** Returns of always following the latest choice, from the first test row on. */
  readonly returns: Float64Array;
  /** Mean score outside over mean score inside: 1 keeps its promise, below 0 breaks it. Null without scores or where inside is 0. */
  readonly efficiency: number | null;
}

/** Higher is better; null is never chosen. */
export type Score = (returns: Float64Array) => number | null;

function bestOf(trials: readonly Float64Array[], from: number, to: number, score: Score): { readonly chosen: number; readonly scoreInside: number } | null {
  let best: { chosen: number; scoreInside: number } | null = null;
  trials.forEach((returns, chosen) => {
    const scoreInside = score(returns.subarray(from, to));
    if (scoreInside !== null && (best === null || scoreInside > best.scoreInside)) best = { chosen, scoreInside };
  });
  return best;
}

function efficiencyOf(folds: readonly WalkForwardFold[]): number | null {
  const scored = folds.flatMap(({ scoreInside, scoreOutside }) => (scoreOutside === null ? [] : [[scoreInside, scoreOutside] as const]));
  const inside = scored.reduce((sum, [score]) => sum + score, 0);
  return inside === 0 ? null : scored.reduce((sum, [, score]) => sum + score, 0) / inside;
}

/**
 * Walk-forward: stand at a date, pick the variant that was best so far, follow it for a while, pick again. What comes out
 * is a record that a person without foresight could have had, if the variants themselves were thought of in time.
 *
 * `trials` holds the returns of every variant on shared rows, net of costs; the cost of changing from one variant to
 * another is not in them. The last fold may be shorter. Among equals the earlier variant is chosen; where no variant has
 * a score the fold is left out and nothing is held (returns 0). Null where there is not one fold.
 */
export function walkForward(trials: readonly ArrayLike<number>[], plan: WalkForwardPlan, score: Score): WalkForward | null {
  const { trainRows, testRows, gapRows, memory } = plan;
  assert([trainRows, testRows, gapRows].every(Number.isInteger) && trainRows >= 1 && testRows >= 1 && gapRows >= 0, 'walk-forward counts in whole rows');
  const series = trials.map((trial) => Float64Array.from(trial));
  const rows = series[0]?.length ?? 0;
  assert(series.every((trial) => trial.length === rows), 'the trials share their rows');
  const begin = trainRows + gapRows;
  const returns = new Float64Array(Math.max(0, rows - begin));
  const folds: WalkForwardFold[] = [];
  for (let testFrom = begin; testFrom < rows; testFrom += testRows) {
    const [trainTo, testTo] = [testFrom - gapRows, Math.min(rows, testFrom + testRows)];
    const trainFrom = memory === 'rolling' ? trainTo - trainRows : 0;
    const best = bestOf(series, trainFrom, trainTo, score);
    if (!best) continue;
    const test = series[best.chosen].subarray(testFrom, testTo);
    returns.set(test, testFrom - begin);
    folds.push({ trainFrom, trainTo, testFrom, testTo, ...best, scoreOutside: score(test) });
  }
  return folds.length === 0 ? null : { folds, returns, efficiency: efficiencyOf(folds) };
}
