import { isoDate, monthIndex, monthText, type IsoDate } from '../../../core/base/iso-date';
import type { AssetId } from '../../../core/base/units';
import { assert } from '../../../core/base/assert';
import { alignGrid } from '../../../core/market/align-grid';
import { readLevels, readObservations } from '../../../server/db/market-store';
import type { Side, Timing } from '../timing';
import { timeByTurns } from '../timing';
import { timed } from './import-case';
import { asSuperuser, makeSeries, type MadeSeries, type Throwaway } from './throwaway';

/** What a decision reads: levels of so many assets over fifty years of weekdays, and eight monthly indicators. */
export interface ReadShape {
  readonly assets: number;
  readonly indicators: number;
  readonly years: number;
}

const LAST_DAY = isoDate('2020-12-31');
const RECORDED_AT = '2021-01-01T00:00:00Z';

export interface ReadRun {
  /** Rows of the table of prices, and those read. */
  readonly tableRows: number;
  readonly readRows: number;
  readonly read: Timing;
  readonly select: Timing;
  readonly ratio: number;
  /** Of the store's own read, by the server's own count. */
  readonly indexScans: number;
  readonly sequentialScans: number;
  /** Whether both sides brought the same values. */
  readonly same: boolean;
}

/** What stands in the table for the read. */
export interface Window {
  readonly workspaceId: string;
  readonly series: readonly MadeSeries[];
  readonly indicators: readonly MadeSeries[];
}

const firstDay = (years: number): IsoDate => isoDate(`${Number(LAST_DAY.slice(0, 4)) - years + 1}-01-01`);

/** Writes levels of every weekday, day by day as a wide file brings them. */
const fillPrices = (store: Throwaway, ids: readonly number[], years: number, limit: number): Promise<void> =>
  asSuperuser(
    store,
    `INSERT INTO price (series_id, date, recorded_at, level, batch_id)
     SELECT s, d::date, '${RECORDED_AT}', 100 + random(), 1
     FROM generate_series('${firstDay(years)}'::timestamp, '${LAST_DAY}', '1 day') d, unnest('{${ids.join(',')}}'::int[]) s
     WHERE extract(isodow FROM d) < 6 ORDER BY d LIMIT ${limit}`,
  );

/** Puts the levels and indicators of a decision into the tables. */
export async function prepareWindow(store: Throwaway, workspaceId: string, shape: ReadShape): Promise<Window> {
  const series = await makeSeries(store, workspaceId, 'price', 'asset_', shape.assets);
  const indicators = await makeSeries(store, workspaceId, 'observation', 'indicator_', shape.indicators);
  await fillPrices(store, series.map(({ id }) => id), shape.years, 100_000_000);
  await asSuperuser(
    store,
    `INSERT INTO observation (series_id, period, known_at, recorded_at, value, estimated, batch_id)
     SELECT s, d::date, d::date + 50, '${RECORDED_AT}', random(), false, 1
     FROM unnest('{${indicators.map(({ id }) => id).join(',')}}'::int[]) s, generate_series('${firstDay(shape.years)}'::timestamp, '${monthText(monthIndex(LAST_DAY) - 3)}-01', '1 month') d`,
  );
  await store.sql.query('VACUUM ANALYZE price, observation');
  return { workspaceId, series, indicators };
}

/** Fills the table of prices up to so many rows with other series, which the read must pass by. */
export async function growPrices(store: Throwaway, workspaceId: string, rows: number, years: number): Promise<number> {
  const count = async () => Number((await store.sql.query<{ count: string }>('SELECT count(*) FROM price')).rows[0].count);
  const missing = rows - (await count());
  if (missing > 0) {
    const others = await makeSeries(store, workspaceId, 'price', `other_${rows}_`, Math.ceil(missing / (years * 260)));
    await fillPrices(store, others.map(({ id }) => id), years, missing);
    await store.sql.query('VACUUM ANALYZE price');
  }
  return count();
}

interface Brought {
  readonly rows: number;
  readonly sum: number;
}

/** What the desk reads for a decision, through the store, up to the columns that the engine computes with. */
async function readForDecision({ db }: Throwaway, { workspaceId, series, indicators }: Window): Promise<Brought> {
  const recordedAt = new Date(RECORDED_AT);
  const raw = await readLevels(db, series, LAST_DAY, recordedAt);
  const grid = alignGrid(raw, { assets: series.map(({ name }) => name as AssetId), cash: null, periodsPerYear: 260, sampling: 'end' });
  const observations = await readObservations(db, workspaceId, indicators.map(({ name }) => name), LAST_DAY, recordedAt);
  assert(grid.ok, 'every asset has a level on every day');
  const { levels } = grid.value.grid;
  return {
    rows: levels.reduce((count, column) => count + column.length, 0) + observations.length,
    sum: levels.reduce((total, column) => total + column.reduce((sum, level) => sum + level, 0), 0) + observations.reduce((sum, { value }) => sum + value, 0),
  };
}

/** The same rows by a plain statement, as the same client brings them. */
async function readPlainly({ db }: Throwaway, { series, indicators }: Window): Promise<Brought> {
  const ids = (of: Window['series']) => of.map(({ id }) => id);
  const prices = await db.$queryRawUnsafe<{ value: number }[]>('SELECT series_id, date, level AS value FROM price WHERE series_id = ANY($1::int[]) AND date <= $2::date ORDER BY series_id, date', ids(series), LAST_DAY);
  const observations = await db.$queryRawUnsafe<{ value: number }[]>('SELECT series_id, period, known_at, value FROM observation WHERE series_id = ANY($1::int[]) AND known_at <= $2::date ORDER BY series_id, period', ids(indicators), LAST_DAY);
  const sum = (rows: readonly { readonly value: number }[]) => rows.reduce((total, { value }) => total + value, 0);
  return { rows: prices.length + observations.length, sum: sum(prices) + sum(observations) };
}

/** Scans of the table of prices so far, by the server's own count. */
async function scans({ db, sql }: Throwaway): Promise<{ readonly index: number; readonly sequential: number }> {
  // The connection that read holds its counts back for a while; this has it hand them in.
  await db.$queryRawUnsafe('SELECT 1 AS one FROM (SELECT pg_stat_force_next_flush()) flushed');
  const { rows } = await sql.query<{ index: string; sequential: string }>("SELECT idx_scan AS index, seq_scan AS sequential FROM pg_stat_user_tables WHERE relname = 'price'");
  return { index: Number(rows[0].index), sequential: Number(rows[0].sequential) };
}

/** A side that awaits its work. */
const sideOf = (work: () => Promise<unknown>): Side => async (runs) => {
  const { milliseconds } = await timed(async () => {
    for (let k = 0; k < runs; k += 1) await work();
  });
  return milliseconds / runs;
};

const SAME = 1e-9;

/** Times the read of a decision and the plain statement by turns, and compares what they bring. */
export async function measureRead(store: Throwaway, window: Window, tableRows: number, repeats: number): Promise<ReadRun> {
  const before = await scans(store);
  const own = await readForDecision(store, window);
  const after = await scans(store);
  const plain = await readPlainly(store, window);
  const [read, select] = await timeByTurns([sideOf(() => readForDecision(store, window)), sideOf(() => readPlainly(store, window))], { repeats, warmUpMilliseconds: 0 });
  return {
    tableRows, readRows: own.rows, read, select, ratio: read.median / select.median,
    indexScans: after.index - before.index, sequentialScans: after.sequential - before.sequential,
    same: own.rows === plain.rows && Math.abs(own.sum - plain.sum) <= SAME * Math.abs(plain.sum),
  };
}
