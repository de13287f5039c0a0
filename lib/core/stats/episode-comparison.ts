import type { Episode } from './episodes';
import { drawdownEpisodes } from './episodes';

/** What another mix did in an episode of the strategic mix. */
export interface EpisodeOfMix {
  /** Its own worst fall from a peak inside the episode's rows; 0 where it never fell. */
  readonly depth: number;
  /** Rows of that fall; null where it never fell. */
  readonly start: number | null;
  readonly trough: number | null;
  /** First row back at the peak it fell from, looked for to the end of the series; null while it is open. */
  readonly recovery: number | null;
  /** Its return from the strategic mix's peak to the strategic mix's trough. */
  readonly returnToTrough: number;
}

export interface ComparedEpisode extends Episode {
  /** In the order of the other mixes given. */
  readonly others: readonly EpisodeOfMix[];
}

function recoveryAfter(wealth: ArrayLike<number>, peak: number, trough: number): number | null {
  for (let t = trough + 1; t < wealth.length; t += 1) if (wealth[t] >= wealth[peak]) return t;
  return null;
}

function episodeOfMix(wealth: ArrayLike<number>, episode: Episode): EpisodeOfMix {
  const rows = episode.periods + 1;
  const window = Array.from({ length: rows }, (_, j) => wealth[episode.start + j]);
  const returnToTrough = wealth[episode.trough] / wealth[episode.start] - 1;
  const falls = drawdownEpisodes(window);
  if (falls.length === 0) return { depth: 0, start: null, trough: null, recovery: null, returnToTrough };
  const worst = falls.reduce((deepest, fall) => (fall.depth < deepest.depth ? fall : deepest));
  const [start, trough] = [episode.start + worst.start, episode.start + worst.trough];
  return { depth: worst.depth, start, trough, recovery: recoveryAfter(wealth, start, trough), returnToTrough };
}

/** The episodes of the strategic mix, in order of time, with what each other mix did in them. All series share their rows. */
export function compareEpisodes(strategic: ArrayLike<number>, others: readonly ArrayLike<number>[]): readonly ComparedEpisode[] {
  return drawdownEpisodes(strategic).map((episode) => ({ ...episode, others: others.map((wealth) => episodeOfMix(wealth, episode)) }));
}
