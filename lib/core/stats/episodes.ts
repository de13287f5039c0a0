/** One fall from a peak and the way back. Rows index the wealth series. */
export interface Episode {
  /** The last row at the peak. */
  readonly start: number;
  /** The first row at the lowest point. */
  readonly trough: number;
  /** The first row back at the peak or above; null while it is open. */
  readonly recovery: number | null;
  /** Negative. */
  readonly depth: number;
  readonly periodsDown: number;
  readonly periodsToRecover: number | null;
  /** From the peak to the recovery, or to the last row while it is open. */
  readonly periods: number;
}

function episodeOf(wealth: ArrayLike<number>, start: number, trough: number, recovery: number | null): Episode {
  return {
    start,
    trough,
    recovery,
    depth: wealth[trough] / wealth[start] - 1,
    periodsDown: trough - start,
    periodsToRecover: recovery === null ? null : recovery - trough,
    periods: (recovery ?? wealth.length - 1) - start,
  };
}

/**
 * Every fall of a wealth series below its running peak, in order of time; the peak is seeded at the first value.
 * Start is the last equal peak, trough the first minimum. Example: 100, 90, 95, 90, 100 is one episode, 1 period down,
 * 3 from trough to recovery, 4 in all.
 */
export function drawdownEpisodes(wealth: ArrayLike<number>): readonly Episode[] {
  const episodes: Episode[] = [];
  let peak = 0;
  let trough = 0;
  for (let t = 1; t < wealth.length; t += 1) {
    if (wealth[t] >= wealth[peak]) {
      if (trough > peak) episodes.push(episodeOf(wealth, peak, trough, t));
      peak = t;
      trough = t;
    } else if (wealth[t] < wealth[trough]) trough = t;
  }
  if (trough > peak) episodes.push(episodeOf(wealth, peak, trough, null));
  return episodes;
}

/** Deepest first; among equals the earlier. */
export function byDepth(episodes: readonly Episode[]): readonly Episode[] {
  return [...episodes].sort((a, b) => a.depth - b.depth || a.start - b.start);
}
