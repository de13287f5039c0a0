import type { View } from '../market/history';
import type { Decision, DistanceToFlip } from '../models/decision';

/** A change of one signal, and where the model's target would then have been. */
export interface Reversal extends DistanceToFlip {
  /** Target of the asset as decided, and as it would be had the asset closed at the level where the signal turns. */
  readonly target: number;
  readonly targetAfter: number;
}

/** Past the level itself by this share, so that a signal that turns only beyond it has turned. */
const BEYOND = 1e-6;

/** As many signals are tried, the nearest first: each try is a whole run of the model. */
const MOST_TRIED = 12;

/** Farther away than this, a signal says nothing about this decision. */
const FARTHEST = 0.3;

/** Smaller changes of a target are no argument. */
const WORTH_SAYING = 0.001;

/** The same view, had one asset closed a share higher or lower on the day of a decision. */
function nudged(view: View, column: number, row: number, move: number): View {
  const levels = view.grid.levels.map((level, k) => (k === column ? Float64Array.from(level) : level));
  levels[column][row] *= (1 + move) * (1 + Math.sign(move) * BEYOND);
  return { ...view, grid: { ...view.grid, levels } };
}

/**
 * What would have spoken against a shift: signals whose turn, each alone and all else as it was, takes the target of
 * their asset back against the direction of its shift. Found by deciding again, not by guessing; the nearest first.
 * `shiftOf` gives the shift of an asset as a weight; `decideOn` gives null where the model refuses.
 */
export function reversals(decision: Decision, view: View, shiftOf: (asset: string) => number, decideOn: (view: View) => Decision | null): readonly Reversal[] {
  const row = view.grid.dates.indexOf(decision.date);
  if (row < 0) return [];
  const near = decision.distances.filter((one) => Math.abs(one.move) <= FARTHEST && Math.abs(shiftOf(one.asset)) >= WORTH_SAYING).sort((a, b) => Math.abs(a.move) - Math.abs(b.move));
  return near.slice(0, MOST_TRIED).flatMap((distance): readonly Reversal[] => {
    const [column, place] = [view.grid.assets.indexOf(distance.asset), decision.assets.indexOf(distance.asset)];
    const other = column < 0 ? null : decideOn(nudged(view, column, row, distance.move));
    if (!other) return [];
    const [target, targetAfter] = [decision.target[place], other.target[place]];
    const goesBack = (targetAfter - target) * Math.sign(shiftOf(distance.asset)) <= -WORTH_SAYING;
    return goesBack ? [{ ...distance, target, targetAfter }] : [];
  });
}
