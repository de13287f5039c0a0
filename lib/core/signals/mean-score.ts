/** The mean over several horizons at k of those that have a score; NaN when none has. */
export function meanScore(scores: readonly ArrayLike<number>[], k: number, isMissing: (value: number) => boolean = Number.isNaN): number {
  let [sum, count] = [0, 0];
  for (const horizon of scores) {
    if (isMissing(horizon[k])) continue;
    sum += horizon[k];
    count += 1;
  }
  return count > 0 ? sum / count : NaN;
}
