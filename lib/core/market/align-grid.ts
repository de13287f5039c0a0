import type { IsoDate } from '../base/iso-date';
import type { Result } from '../base/result';
import { ok, refuse } from '../base/result';
import type { AssetId } from '../base/units';
import type { PriceGrid } from './price-grid';

/** Levels as they are read: `null` where a file had none. */
export interface RawColumns {
  readonly dates: readonly IsoDate[];
  readonly columns: Readonly<Record<string, readonly (number | null)[]>>;
}

export interface GridChoice {
  readonly assets: readonly AssetId[];
  /** The column that cash earns; null is 0 %. */
  readonly cash: string | null;
  readonly periodsPerYear: number;
  readonly sampling: 'end' | 'average';
}

export interface AlignedGrid {
  readonly grid: PriceGrid;
  /** Rows left out after the first complete one because a level is missing. */
  readonly droppedRows: readonly IsoDate[];
}

const isLevel = (value: number | null | undefined): value is number => value != null && Number.isFinite(value) && value > 0;

/**
 * A grid of the rows in which every chosen column has a level.
 *
 * Rows before all of them exist are dropped silently, later rows with a gap are dropped and named: no level is ever
 * carried forward, for that would invent a return of zero. Refuses `missing-column`, `bad-level` (zero or negative)
 * and `no-rows`.
 */
export function alignGrid(raw: RawColumns, choice: GridChoice): Result<AlignedGrid, 'missing-column' | 'bad-level' | 'no-rows'> {
  const names = [...new Set<string>([...choice.assets, ...(choice.cash === null ? [] : [choice.cash])])];
  const missing = names.filter((name) => !(name in raw.columns));
  if (missing.length > 0) return refuse('missing-column', `no column named ${missing.join(', ')}`, { missing });
  for (const name of names) {
    const bad = raw.columns[name].findIndex((value) => value !== null && !isLevel(value));
    if (bad >= 0) {
      return refuse('bad-level', `${name} has the level ${raw.columns[name][bad]} on ${raw.dates[bad]}; levels are positive`, { column: name, date: raw.dates[bad] });
    }
  }
  const complete = raw.dates.map((_, t) => names.every((name) => isLevel(raw.columns[name][t])));
  const first = complete.indexOf(true);
  if (first < 0) return refuse('no-rows', 'there is no row in which every column has a level', { columns: names });
  const rows = complete.flatMap((whole, t) => (whole ? [t] : []));
  const take = (name: string) => Float64Array.from(rows, (t) => raw.columns[name][t] as number);
  const grid: PriceGrid = {
    dates: rows.map((t) => raw.dates[t]),
    assets: choice.assets,
    levels: choice.assets.map(take),
    cashLevel: choice.cash === null ? null : take(choice.cash),
    periodsPerYear: choice.periodsPerYear,
    sampling: choice.sampling,
  };
  return ok({ grid, droppedRows: raw.dates.filter((_, t) => t > first && !complete[t]) });
}
