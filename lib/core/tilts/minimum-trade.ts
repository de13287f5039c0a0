/** What is left of the moves when those below the minimum are not made, the larger side scaled so that they sum to 0. */
function balanced(moves: Float64Array, minimum: number): Float64Array {
  const kept = moves.map((move) => (Math.abs(move) < minimum ? 0 : move));
  const [bought, sold] = [kept.reduce((sum, move) => sum + Math.max(move, 0), 0), kept.reduce((sum, move) => sum - Math.min(move, 0), 0)];
  const matched = Math.min(bought, sold);
  return kept.map((move) => (move === 0 ? 0 : (move * matched) / (move > 0 ? bought : sold)));
}

/**
 * The change from `last` to `aim` without moves smaller than `minimum` in one asset. What the small moves would have
 * paid for is not bought: the larger side shrinks until both are equal, and what thereby falls below the minimum
 * goes too. Every weight stays between `last` and `aim`, so limits of single assets that both keep are kept; those of
 * groups and risk may not be, which is for the caller to look at.
 */
export function dropSmallTrades(last: ArrayLike<number>, aim: ArrayLike<number>, minimum: number): Float64Array {
  if (minimum <= 0) return Float64Array.from(aim);
  let moves: Float64Array = Float64Array.from(aim, (to, a) => to - last[a]);
  for (let round = 0; round <= aim.length; round += 1) moves = balanced(moves, minimum);
  return moves.map((move, a) => last[a] + move);
}
