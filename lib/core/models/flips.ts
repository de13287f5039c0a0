import { momentumFlipLevel } from '../indicators/momentum';
import { trendFlipLevel } from '../indicators/trend';
import type { RuleFlip } from './rule-model';

/**
 * Where a line would cross the mean of its last month-ends, given oldest first with today's last: `Q/(h − 1)`, Q the sum
 * of those before today's. A state of −1 turns above it, one of +1 at it. One month-end is its own mean and never crosses it.
 */
export function trendFlip(line: number, closes: ArrayLike<number>, isAbove: boolean): readonly RuleFlip[] {
  const state = isAbove ? 1 : -1;
  const months = closes.length;
  return months < 2 ? [] : [{ line, indicator: 'trend', months, state, level: trendFlipLevel(closes, months - 1, months, 0, state) }];
}

/** Where the return of a line since the oldest of its month-ends would equal that of another: today's level, from the oldest, grown as the other has. */
export function momentumFlip(line: number, closes: ArrayLike<number>, others: ArrayLike<number>, isAhead: boolean): RuleFlip {
  const months = closes.length - 1;
  return { line, indicator: 'momentum', months, state: isAhead ? 1 : -1, level: momentumFlipLevel(closes, others, months, months) };
}
