import type { View } from '../market/history';
import type { Decision, DistanceToFlip } from '../models/decision';

/** A signal whose level was passed after the decision, and not yet counted by one. */
export interface Crossing extends DistanceToFlip {
  /** Move of the asset from the close decided on to the last close that is known, as a fraction. */
  readonly moved: number;
}

/**
 * The price signals that would turn by now, were the decision made on the last known close: those whose asset has moved
 * at least as far as their distance, in its direction. The windows of the signals are those of the decision.
 */
export function crossed({ date, distances }: Pick<Decision, 'date' | 'distances'>, { grid }: View): readonly Crossing[] {
  const row = grid.dates.indexOf(date);
  const last = grid.dates.length - 1;
  if (row < 0) return [];
  return distances.flatMap((distance): readonly Crossing[] => {
    const column = grid.assets.indexOf(distance.asset);
    if (column < 0 || distance.move === 0) return [];
    const moved = grid.levels[column][last] / grid.levels[column][row] - 1;
    return distance.move > 0 ? (moved >= distance.move ? [{ ...distance, moved }] : []) : moved <= distance.move ? [{ ...distance, moved }] : [];
  });
}
