import { assert } from '../base/assert';
import type { IsoDate } from '../base/iso-date';
import type { Result } from '../base/result';
import { ok, refuse } from '../base/result';
import { WEIGHT_SUM_TOLERANCE } from '../base/units';
import type { PriceGrid } from '../market/price-grid';
import { maxDrawdown } from '../stats/drawdown';
import type { NamedEpisode } from './stress-episodes';

export interface EpisodeRows {
  readonly from: number;
  readonly to: number;
}

/** The last row at or before a date; −1 without one. Dates ascend. */
function rowAtOrBefore(dates: readonly IsoDate[], date: IsoDate): number {
  let row = -1;
  while (row + 1 < dates.length && dates[row + 1] <= date) row += 1;
  return row;
}

/**
 * The rows of an episode: from the last row at or before its start to the last at or before its end, so that on month-ends
 * it is the months in between. Refuses `out-of-reach` where the data begin later, end earlier, or have no row in it: half an
 * episode would look like a mild one.
 */
export function episodeRows(dates: readonly IsoDate[], { label, start, end }: NamedEpisode): Result<EpisodeRows, 'out-of-reach'> {
  const [from, to] = [rowAtOrBefore(dates, start), rowAtOrBefore(dates, end)];
  const last = dates.at(-1);
  if (from < 0 || last === undefined || last < end) return refuse('out-of-reach', `the data do not cover ${label} (${start} to ${end})`);
  return to > from ? ok({ from, to }) : refuse('out-of-reach', `the data have no row within ${label} (${start} to ${end})`);
}

export interface StressOutcome {
  /** From the first to the last row of the episode. */
  readonly returnOverall: number;
  /** Deepest fall from a peak within it; negative, or 0. */
  readonly maxDrawdown: number;
}

/** What a strategy that was already running did in an episode. `wealth` shares its rows with the dates. */
export function replayStrategy(dates: readonly IsoDate[], wealth: Float64Array, episode: NamedEpisode): Result<StressOutcome, 'out-of-reach'> {
  const rows = episodeRows(dates, episode);
  if (!rows.ok) return rows;
  const { from, to } = rows.value;
  return ok({ returnOverall: wealth[to] / wealth[from] - 1, maxDrawdown: maxDrawdown(wealth.subarray(from, to + 1)) ?? 0 });
}

export interface MixReplay extends StressOutcome {
  /** What each asset added, in the order of the grid's assets; with `cash` they sum to the return. */
  readonly contributions: readonly number[];
  /** What uninvested money added. */
  readonly cash: number;
}

/**
 * What today's mix would have done: bought at the beginning of the episode and left alone to its end, without costs.
 * `weights` are in the order of the grid's assets; what is missing from 1 earns cash. Asserts that they sum to 1 at most.
 */
export function replayMix(grid: PriceGrid, weights: readonly number[], episode: NamedEpisode): Result<MixReplay, 'out-of-reach'> {
  const invested = weights.reduce((sum, weight) => sum + weight, 0);
  assert(weights.length === grid.assets.length && invested <= 1 + WEIGHT_SUM_TOLERANCE, 'a mix has a weight per asset and no more than everything');
  const rows = episodeRows(grid.dates, episode);
  if (!rows.ok) return rows;
  const { from, to } = rows.value;
  const growth = (level: Float64Array | null, row: number) => (level ? level[row] / level[from] : 1);
  const wealth = Float64Array.from({ length: to - from + 1 }, (_, j) =>
    weights.reduce((sum, weight, i) => sum + weight * growth(grid.levels[i], from + j), (1 - invested) * growth(grid.cashLevel, from + j)),
  );
  const contributions = weights.map((weight, i) => weight * (growth(grid.levels[i], to) - 1));
  const cash = (1 - invested) * (growth(grid.cashLevel, to) - 1);
  return ok({ returnOverall: wealth[to - from] - 1, maxDrawdown: maxDrawdown(wealth) ?? 0, contributions, cash });
}

export interface ShockOutcome {
  readonly returnOverall: number;
  /** In the order of the assets. */
  readonly contributions: readonly number[];
  /** Assets nobody named; they are taken to stand still, and the screen says so. */
  readonly unmoved: readonly string[];
}

/**
 * What a mix would lose if prices moved as a person types: `Σ w·shock`, at once, without trading. Shocks are fractions
 * (−0.3 is a fall of 30 %). Refuses `unknown-asset` for a shock to something that is not held, and `bad-shock` below −1 or
 * not a number.
 */
export function applyShocks(
  assets: readonly string[],
  weights: readonly number[],
  shocks: Readonly<Record<string, number>>,
): Result<ShockOutcome, 'unknown-asset' | 'bad-shock'> {
  const unknown = Object.keys(shocks).filter((asset) => !assets.includes(asset));
  if (unknown.length > 0) return refuse('unknown-asset', `${unknown.join(', ')} is not in this mix`, { unknown });
  const bad = Object.entries(shocks).filter(([, shock]) => !(shock >= -1 && Number.isFinite(shock)));
  if (bad.length > 0) return refuse('bad-shock', `${bad.map(([asset]) => asset).join(', ')}: a price can fall by 100 % at most`, { bad: bad.map(([asset]) => asset) });
  const contributions = assets.map((asset, i) => weights[i] * (shocks[asset] ?? 0));
  return ok({ returnOverall: contributions.reduce((sum, part) => sum + part, 0), contributions, unmoved: assets.filter((asset) => !(asset in shocks)) });
}
