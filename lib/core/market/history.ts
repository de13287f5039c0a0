import { assert } from '../base/assert';
import type { IsoDate } from '../base/iso-date';
import { NEVER } from '../base/iso-date';
import type { Observation } from './observation';
import type { PriceGrid } from './price-grid';

/** What was known at the close of one day. Nothing in it comes from later, save the date of the next row. */
export interface View {
  readonly asOf: IsoDate;
  /** The rows dated at or before `asOf`. */
  readonly grid: PriceGrid;
  /** The trading calendar's next row where there is one: it says whether the last row closes its period. No value comes with it. */
  readonly nextDate: IsoDate | null;
  /** The observations of a series with `knownAt` ≤ `asOf`, by `knownAt`; empty for an unknown series. `NEVER` is never reached. */
  readonly observationsOf: (seriesId: string) => readonly Observation[];
  /** The newest period of a series that has a value known at `asOf`; null where there is none. Looks it up: no walk of the series. */
  readonly newestPeriodOf: (seriesId: string) => string | null;
}

/** The only door to data: there is no way to a value but through `asOf`. */
export interface History {
  readonly firstDate: IsoDate | null;
  readonly lastDate: IsoDate | null;
  readonly asOf: (date: IsoDate) => View;
}

/** How many leading entries satisfy the test, when those that do come first. */
function countLeading(length: number, isBefore: (index: number) => boolean): number {
  let [low, high] = [0, length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isBefore(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Rows `from` to `to − 1` of a grid. Levels are windows on the same memory, not copies; all rows are the grid itself. */
export function sliceGrid(grid: PriceGrid, from: number, to: number): PriceGrid {
  if (from === 0 && to === grid.dates.length) return grid;
  return {
    ...grid,
    dates: grid.dates.slice(from, to),
    levels: grid.levels.map((column) => column.subarray(from, to)),
    cashLevel: grid.cashLevel?.subarray(from, to) ?? null,
  };
}

function bySeries(observations: readonly Observation[]): ReadonlyMap<string, readonly Observation[]> {
  const groups = new Map<string, Observation[]>();
  for (const observation of observations) {
    const group = groups.get(observation.seriesId);
    if (group) group.push(observation);
    else groups.set(observation.seriesId, [observation]);
  }
  for (const group of groups.values()) group.sort((a, b) => (a.knownAt < b.knownAt ? -1 : a.knownAt > b.knownAt ? 1 : 0));
  return groups;
}

/** After each observation, the newest period so far: what was published last may be about an older period. */
function newestSoFar(observations: readonly Observation[]): readonly string[] {
  let newest = '';
  return observations.map(({ period }) => (newest = period > newest ? period : newest));
}

function assertShape(grid: PriceGrid): void {
  assert(grid.levels.length === grid.assets.length, 'a price grid has one column of levels per asset');
  assert(grid.levels.every((column) => column.length === grid.dates.length), 'every column of a price grid has one level per date');
  assert(grid.cashLevel === null || grid.cashLevel.length === grid.dates.length, 'the cash level has one value per date');
  assert(grid.dates.every((date, t) => t === 0 || grid.dates[t - 1] < date), 'the dates of a price grid ascend without repeats');
}

/**
 * Puts prices and observations behind the door.
 *
 * Several vintages of one `(seriesId, period)` may be given: at any date the one with the newest `knownAt` counts, and
 * among equals the last one given. Which `recordedAt` is looked at is the store's business: it hands in what was recorded.
 * Throws an AssertionError on a grid of the wrong shape; that is a programmer's mistake.
 */
export function createHistory(grid: PriceGrid, observations: readonly Observation[]): History {
  assertShape(grid);
  const series = bySeries(observations);
  const newest = new Map([...series].map(([id, all]) => [id, newestSoFar(all)]));
  const asOf = (date: IsoDate): View => {
    const rows = countLeading(grid.dates.length, (t) => grid.dates[t] <= date);
    const countKnown = (all: readonly Observation[]) => countLeading(all.length, (j) => all[j].knownAt <= date && all[j].knownAt !== NEVER);
    return {
      asOf: date,
      grid: sliceGrid(grid, 0, rows),
      nextDate: grid.dates[rows] ?? null,
      observationsOf: (seriesId) => {
        const all = series.get(seriesId) ?? [];
        return all.slice(0, countKnown(all));
      },
      newestPeriodOf: (seriesId) => newest.get(seriesId)?.[countKnown(series.get(seriesId) ?? []) - 1] ?? null,
    };
  };
  return { firstDate: grid.dates[0] ?? null, lastDate: grid.dates.at(-1) ?? null, asOf };
}

/** The same view without the rows before `start`; observations stay, for a reading may be older than the prices. */
export function since(view: View, start: IsoDate): View {
  const from = countLeading(view.grid.dates.length, (t) => view.grid.dates[t] < start);
  return { ...view, grid: sliceGrid(view.grid, from, view.grid.dates.length) };
}
