import type { IsoDate } from '../../core/base/iso-date';
import type { RawColumns } from '../../core/market/align-grid';
import type { Rate } from '../../core/market/exchange-rates';
import type { Observation } from '../../core/market/observation';
import { BOOLEAN, DATE, FLOAT, INT, Sheet, type Columns } from './binary-array';
import type { Database, Transaction } from './client';
import { fromDayNumber, toDay } from './dates';
import { Prisma } from './generated/client';
import { standing } from './undone';
import type { Wire } from './wire';

export type Basis = 'price' | 'total-return';
export type Frequency = 'daily' | 'weekly' | 'monthly' | 'quarterly' | 'annual';

export interface SeriesMeta {
  readonly id: number;
  readonly kind: 'price' | 'observation';
  readonly code: string;
  readonly basis: Basis | null;
  readonly sampling: 'end' | 'average';
  readonly frequency: Frequency;
  readonly currency: string | null;
  readonly unit: string;
  readonly name: string;
  readonly source: string;
  readonly simulated: boolean;
  readonly pointInTime: boolean;
  /** Days from the end of a period to its release, where somebody stated them. */
  readonly typicalLagDays: number | null;
}

/** How far a series reaches and how fresh it is, for the data room. */
export interface SeriesCoverage extends SeriesMeta {
  readonly rows: number;
  readonly first: IsoDate | null;
  readonly last: IsoDate | null;
  /** Values whose release date is a typical lag, not a stated date. */
  readonly estimated: number;
  /** Values without any release date: no decision may use them. */
  readonly neverKnown: number;
}

const seriesSelect = {
  id: true, kind: true, code: true, basis: true, sampling: true, frequency: true, currency: true,
  unit: true, name: true, source: true, simulated: true, pointInTime: true, typicalLagDays: true,
} as const;

type SeriesRow = Omit<SeriesMeta, 'basis'> & { basis: 'price' | 'total_return' | null };

const toBasis = (basis: SeriesRow['basis']): Basis | null => (basis === 'total_return' ? 'total-return' : basis);
const fromBasis = (basis: Basis | null) => (basis === 'total-return' ? ('total_return' as const) : basis);
const toMeta = (row: SeriesRow): SeriesMeta => ({ ...row, basis: toBasis(row.basis) });

export async function listSeries(db: Database | Transaction, workspaceId: string): Promise<readonly SeriesMeta[]> {
  const rows = await db.series.findMany({ where: { workspaceId }, orderBy: [{ kind: 'asc' }, { id: 'asc' }], select: seriesSelect });
  return rows.map(toMeta);
}

export type NewSeries = Omit<SeriesMeta, 'id' | 'typicalLagDays'> & { readonly licence?: string; readonly typicalLagDays?: number | null };

/** Finds the series by code and meaning, or makes it. Metadata of an existing one stays as it is. */
export async function ensureSeries(tx: Transaction, workspaceId: string, series: NewSeries): Promise<SeriesMeta> {
  const key = { workspaceId, kind: series.kind, code: series.code, basis: fromBasis(series.basis) };
  const existing = await tx.series.findFirst({ where: key, select: seriesSelect });
  if (existing) return toMeta(existing);
  return toMeta(await tx.series.create({ data: { ...series, ...key }, select: seriesSelect }));
}

export async function seriesCoverage(db: Database, workspaceId: string): Promise<readonly SeriesCoverage[]> {
  const [series, prices, observations] = await Promise.all([
    listSeries(db, workspaceId),
    db.$queryRaw<{ id: number; rows: number; first: number; last: number }[]>`
      SELECT p.series_id AS id, count(DISTINCT p.date)::int AS rows, min(p.date) - '1970-01-01'::date AS first, max(p.date) - '1970-01-01'::date AS last
      FROM price p JOIN series s ON s.id = p.series_id WHERE s.workspace_id = ${workspaceId}::uuid AND ${standing()} GROUP BY p.series_id`,
    db.$queryRaw<{ id: number; rows: number; first: number; last: number; estimated: number; never: number }[]>`
      SELECT o.series_id AS id, count(DISTINCT o.period)::int AS rows, min(o.period) - '1970-01-01'::date AS first, max(o.period) - '1970-01-01'::date AS last,
             count(*) FILTER (WHERE o.estimated)::int AS estimated, count(*) FILTER (WHERE o.known_at = '9999-12-31')::int AS never
      FROM observation o JOIN series s ON s.id = o.series_id WHERE s.workspace_id = ${workspaceId}::uuid AND ${standing()} GROUP BY o.series_id`,
  ]);
  const extent = new Map([...prices.map((row) => ({ ...row, estimated: 0, never: 0 })), ...observations].map((row) => [row.id, row]));
  return series.map((meta) => {
    const row = extent.get(meta.id);
    return {
      ...meta,
      rows: row?.rows ?? 0,
      first: row ? fromDayNumber(row.first) : null,
      last: row ? fromDayNumber(row.last) : null,
      estimated: row?.estimated ?? 0,
      neverKnown: row?.never ?? 0,
    };
  });
}

/** How much of one year of a series is there. */
export interface SeriesYear {
  readonly year: number;
  /** Days or periods with a value. */
  readonly count: number;
  /** Those with more than one value. */
  readonly revised: number;
  readonly first: IsoDate;
  readonly last: IsoDate;
}

interface YearRow {
  id: number;
  year: number;
  count: number;
  revised: number;
  first: number;
  last: number;
}

/** Every series of a desk with its years, oldest first; one without a value has none. */
export async function seriesByYear(
  db: Database | Transaction,
  workspaceId: string,
): Promise<readonly { readonly series: SeriesMeta & { readonly licence: string }; readonly years: readonly SeriesYear[] }[]> {
  const [series, prices, observations] = await Promise.all([
    db.series.findMany({ where: { workspaceId }, orderBy: [{ kind: 'asc' }, { id: 'asc' }], select: { ...seriesSelect, licence: true } }),
    db.$queryRaw<YearRow[]>`
      SELECT id, extract(year FROM day)::int AS year, count(*)::int AS count, count(*) FILTER (WHERE n > 1)::int AS revised, min(day) - '1970-01-01'::date AS first, max(day) - '1970-01-01'::date AS last
      FROM (SELECT p.series_id AS id, p.date AS day, count(*) AS n FROM price p JOIN series s ON s.id = p.series_id WHERE s.workspace_id = ${workspaceId}::uuid AND ${standing()} GROUP BY 1, 2) days
      GROUP BY 1, 2 ORDER BY 1, 2`,
    db.$queryRaw<YearRow[]>`
      SELECT id, extract(year FROM day)::int AS year, count(*)::int AS count, count(*) FILTER (WHERE n > 1)::int AS revised, min(day) - '1970-01-01'::date AS first, max(day) - '1970-01-01'::date AS last
      FROM (SELECT o.series_id AS id, o.period AS day, count(*) AS n FROM observation o JOIN series s ON s.id = o.series_id WHERE s.workspace_id = ${workspaceId}::uuid AND ${standing()} GROUP BY 1, 2) periods
      GROUP BY 1, 2 ORDER BY 1, 2`,
  ]);
  const bySeries = new Map<number, SeriesYear[]>();
  for (const { id, first, last, ...row } of [...prices, ...observations]) {
    bySeries.set(id, [...(bySeries.get(id) ?? []), { ...row, first: fromDayNumber(first), last: fromDayNumber(last) }]);
  }
  return series.map((row) => ({ series: { ...toMeta(row), licence: row.licence }, years: bySeries.get(row.id) ?? [] }));
}

/** The store's own time: what an import is recorded at. */
export async function storeTime(db: Database | Transaction): Promise<Date> {
  const [row] = await db.$queryRaw<{ now: Date }[]>`SELECT clock_timestamp() AS now`;
  return row.now;
}

/**
 * The newest batch that is wholly there, and when it was recorded: together they name a state of the data. Not the
 * time of asking: an import under way has taken its time already, and would join that state afterwards. With `upTo`
 * the state of the data at that moment.
 */
export async function dataRevision(db: Database | Transaction, workspaceId: string, upTo?: Date): Promise<{ readonly recordedAt: Date; readonly batchId: number }> {
  const row = await db.importBatch.findFirst({ where: { workspaceId, ...(upTo && { recordedAt: { lte: upTo } }) }, orderBy: { id: 'desc' }, select: { id: true, recordedAt: true } });
  return { recordedAt: row?.recordedAt ?? new Date(0), batchId: row?.id ?? 0 };
}

interface ColumnRow {
  id: number;
  days: number[];
  levels: number[];
}

/**
 * Levels of several series as known at `asOf` in the state recorded at `recordedAt`, on the union of their dates;
 * `null` where a series has no level. Reads one index range per series and brings two arrays each, not a row per level.
 */
export async function readLevels(
  db: Database | Transaction,
  series: readonly { readonly id: number; readonly name: string }[],
  asOf: IsoDate,
  recordedAt: Date,
): Promise<RawColumns> {
  const rows = await db.$queryRaw<ColumnRow[]>`
    SELECT series_id AS id, array_agg(date - '1970-01-01'::date ORDER BY date) AS days, array_agg(level ORDER BY date) AS levels
    FROM (
      SELECT DISTINCT ON (series_id, date) series_id, date, level FROM price
      WHERE series_id = ANY(${series.map((one) => one.id)}::int[]) AND date <= ${toDay(asOf)}::date AND recorded_at <= ${recordedAt} AND ${standing(recordedAt)}
      ORDER BY series_id DESC, date DESC, recorded_at DESC
    ) newest GROUP BY series_id`;
  return unionOfDates(series, new Map(rows.map((row) => [row.id, row])));
}

function unionOfDates(series: readonly { readonly id: number; readonly name: string }[], byId: ReadonlyMap<number, ColumnRow>): RawColumns {
  const days = [...new Set([...byId.values()].flatMap((row) => row.days))].sort((a, b) => a - b);
  const rowOf = new Map(days.map((day, row) => [day, row]));
  const columns = Object.fromEntries(
    series.map(({ id, name }) => {
      const column: (number | null)[] = new Array<number | null>(days.length).fill(null);
      const found = byId.get(id);
      found?.days.forEach((day, k) => {
        column[rowOf.get(day) as number] = found.levels[k];
      });
      return [name, column];
    }),
  );
  return { dates: days.map(fromDayNumber), columns };
}

/** Every vintage of these observation series known at `asOf` in the state recorded at `recordedAt`, oldest `knownAt` first. */
export async function readObservations(db: Database | Transaction, workspaceId: string, codes: readonly string[], asOf: IsoDate, recordedAt: Date): Promise<readonly Observation[]> {
  const rows = await db.$queryRaw<{ code: string; periods: number[]; known: number[]; values: number[] }[]>`
    SELECT s.code, array_agg(o.period - '1970-01-01'::date ORDER BY o.known_at, o.period) AS periods,
           array_agg(o.known_at - '1970-01-01'::date ORDER BY o.known_at, o.period) AS known,
           array_agg(o.value ORDER BY o.known_at, o.period) AS values
    FROM series s JOIN LATERAL (
      SELECT DISTINCT ON (period, known_at) period, known_at, value FROM observation
      WHERE series_id = s.id AND known_at <= ${toDay(asOf)}::date AND recorded_at <= ${recordedAt} AND ${standing(recordedAt)}
      ORDER BY period DESC, known_at DESC, recorded_at DESC
    ) o ON true
    WHERE s.workspace_id = ${workspaceId}::uuid AND s.kind = 'observation' AND s.code = ANY(${[...codes]}::text[]) GROUP BY s.code`;
  return rows.flatMap((row) =>
    row.values.map((value, k) => ({
      seriesId: row.code,
      period: fromDayNumber(row.periods[k]).slice(0, 7),
      value,
      knownAt: fromDayNumber(row.known[k]),
    })),
  );
}

/** Every value of some observation series by its day, as known at `asOf` and recorded by `recordedAt`: for exchange rates, which are of a day, not of a month. */
export async function readRates(db: Database | Transaction, seriesIds: readonly number[], asOf: IsoDate, recordedAt: Date): Promise<ReadonlyMap<number, readonly Rate[]>> {
  const rows = await db.$queryRaw<{ id: number; days: number[]; known: number[]; values: number[] }[]>`
    SELECT series_id AS id, array_agg(period - '1970-01-01'::date ORDER BY period) AS days, array_agg(known_at - '1970-01-01'::date ORDER BY period) AS known, array_agg(value ORDER BY period) AS values
    FROM (
      SELECT DISTINCT ON (series_id, period, known_at) series_id, period, known_at, value FROM observation
      WHERE series_id = ANY(${[...seriesIds]}::int[]) AND known_at <= ${toDay(asOf)}::date AND recorded_at <= ${recordedAt} AND ${standing(recordedAt)}
      ORDER BY series_id DESC, period DESC, known_at DESC, recorded_at DESC
    ) newest GROUP BY series_id`;
  return new Map(rows.map((row) => [row.id, row.values.map((value, k) => ({ day: fromDayNumber(row.days[k]), knownAt: fromDayNumber(row.known[k]), value }))]));
}

/** The newest level of each series at or before a date, and its day. */
export async function latestLevels(
  db: Database | Transaction,
  seriesIds: readonly number[],
  asOf: IsoDate,
  recordedAt: Date,
): Promise<ReadonlyMap<number, { readonly date: IsoDate; readonly level: number }>> {
  const rows = await db.$queryRaw<{ id: number; day: number; level: number }[]>`
    SELECT s.id, p.date - '1970-01-01'::date AS day, p.level FROM unnest(${[...seriesIds]}::int[]) AS s(id)
    CROSS JOIN LATERAL (SELECT date, level FROM price WHERE series_id = s.id AND date <= ${toDay(asOf)}::date AND recorded_at <= ${recordedAt} AND ${standing(recordedAt)} ORDER BY date DESC, recorded_at DESC LIMIT 1) p`;
  return new Map(rows.map((row) => [row.id, { date: fromDayNumber(row.day), level: row.level }]));
}

/** Days on which every one of the series has a level, within a range, oldest first. */
export async function completeDays(db: Database | Transaction, seriesIds: readonly number[], after: IsoDate, limit: number): Promise<readonly IsoDate[]> {
  const ids = [...new Set(seriesIds)];
  const rows = await db.$queryRaw<{ day: number }[]>`
    SELECT date - '1970-01-01'::date AS day FROM price WHERE series_id = ANY(${ids}::int[]) AND date > ${toDay(after)}::date AND ${standing()}
    GROUP BY date HAVING count(DISTINCT series_id) = ${ids.length} ORDER BY date LIMIT ${limit}`;
  return rows.map((row) => fromDayNumber(row.day));
}

/** How far behind the slowest series' last day a complete day is looked for. Beyond it the series do not belong together. */
const LOOK_BACK_DAYS = 400;

/** The last day on which every one of the series has a level, or null. Reads the end of each series, not its history. */
export async function lastCompleteDay(db: Database | Transaction, seriesIds: readonly number[], upTo: IsoDate, recordedAt: Date): Promise<IsoDate | null> {
  const ids = [...new Set(seriesIds)];
  const rows = await db.$queryRaw<{ day: number }[]>`
    WITH newest AS (
      SELECT min(last.date) AS day FROM unnest(${ids}::int[]) AS s(id)
      CROSS JOIN LATERAL (SELECT date FROM price WHERE series_id = s.id AND date <= ${toDay(upTo)}::date AND recorded_at <= ${recordedAt} AND ${standing(recordedAt)} ORDER BY date DESC LIMIT 1) last
    )
    SELECT date - '1970-01-01'::date AS day FROM price, newest
    WHERE series_id = ANY(${ids}::int[]) AND recorded_at <= ${recordedAt} AND ${standing(recordedAt)} AND date <= newest.day AND date > newest.day - ${LOOK_BACK_DAYS}::int
    GROUP BY date HAVING count(DISTINCT series_id) = ${ids.length} ORDER BY date DESC LIMIT 1`;
  return rows[0] ? fromDayNumber(rows[0].day) : null;
}

// ── Writing: one statement a chunk, inside the import's transaction ────────────────────────────────────────────

export interface PriceRow {
  readonly seriesId: number;
  readonly date: IsoDate;
  readonly level: number;
}

const PRICE_COLUMNS: Columns<PriceRow> = { seriesId: INT, date: DATE, level: FLOAT };
export const priceSheet = (rows?: readonly PriceRow[]): Sheet<PriceRow> => new Sheet(PRICE_COLUMNS, rows);
const incomingPrices = (sheet: Sheet<PriceRow>): Prisma.Sql => sheet.from('series_id, date, level');

/** Adds levels of days of which nothing is kept. Returns how many. */
export async function addPrices(wire: Wire, batchId: number, recordedAt: Date, sheet: Sheet<PriceRow>): Promise<number> {
  return wire.execute(Prisma.sql`INSERT INTO price (series_id, date, recorded_at, level, batch_id) SELECT series_id, date, ${recordedAt}, level, ${batchId} FROM ${incomingPrices(sheet)}`);
}

/**
 * Adds the levels that say something new: a level equal to the newest recorded one of its day is left out,
 * a different one becomes a further row beside it. What is left out is kept as leaning on the batch that holds it.
 * Returns how many were added.
 */
export async function insertPrices(wire: Wire, batchId: number, recordedAt: Date, sheet: Sheet<PriceRow>): Promise<number> {
  return wire.execute(Prisma.sql`
    WITH incoming AS (
      SELECT n.*, kept.level AS kept, kept.batch_id AS kept_by FROM ${incomingPrices(sheet)}
      LEFT JOIN LATERAL (SELECT level, batch_id FROM price p WHERE p.series_id = n.series_id AND p.date = n.date AND ${standing()} ORDER BY p.recorded_at DESC LIMIT 1) kept ON true
    ), leaning AS (
      INSERT INTO import_confirmation (batch_id, confirms)
      SELECT DISTINCT ${batchId}::int, kept_by FROM incoming WHERE kept = level AND kept_by <> ${batchId}::int ON CONFLICT DO NOTHING
    )
    INSERT INTO price (series_id, date, recorded_at, level, batch_id)
    SELECT series_id, date, ${recordedAt}, level, ${batchId} FROM incoming WHERE kept IS DISTINCT FROM level`);
}

export interface ObservationRow {
  readonly seriesId: number;
  /** First day of the period observed. */
  readonly period: IsoDate;
  readonly knownAt: IsoDate;
  readonly value: number;
  readonly vintage: IsoDate | null;
  readonly estimated: boolean;
}

const OBSERVATION_COLUMNS: Columns<ObservationRow> = { seriesId: INT, period: DATE, knownAt: DATE, value: FLOAT, vintage: DATE, estimated: BOOLEAN };
export const observationSheet = (): Sheet<ObservationRow> => new Sheet(OBSERVATION_COLUMNS);
const incomingObservations = (sheet: Sheet<ObservationRow>): Prisma.Sql => sheet.from('series_id, period, known_at, value, vintage, estimated');

/** Adds observations of periods of which nothing is kept. Returns how many. */
export async function addObservations(wire: Wire, batchId: number, recordedAt: Date, sheet: Sheet<ObservationRow>): Promise<number> {
  return wire.execute(Prisma.sql`
    INSERT INTO observation (series_id, period, known_at, recorded_at, value, vintage, estimated, batch_id)
    SELECT series_id, period, known_at, ${recordedAt}, value, vintage, estimated, ${batchId} FROM ${incomingObservations(sheet)}`);
}

/** Adds the observations that say something new, as `insertPrices` does for levels. */
export async function insertObservations(wire: Wire, batchId: number, recordedAt: Date, sheet: Sheet<ObservationRow>): Promise<number> {
  return wire.execute(Prisma.sql`
    WITH incoming AS (
      SELECT n.*, kept.value AS kept, kept.batch_id AS kept_by FROM ${incomingObservations(sheet)}
      LEFT JOIN LATERAL (
        SELECT value, batch_id FROM observation o WHERE o.series_id = n.series_id AND o.period = n.period AND o.known_at = n.known_at AND ${standing()} ORDER BY o.recorded_at DESC LIMIT 1
      ) kept ON true
    ), leaning AS (
      INSERT INTO import_confirmation (batch_id, confirms)
      SELECT DISTINCT ${batchId}::int, kept_by FROM incoming WHERE kept = value AND kept_by <> ${batchId}::int ON CONFLICT DO NOTHING
    )
    INSERT INTO observation (series_id, period, known_at, recorded_at, value, vintage, estimated, batch_id)
    SELECT series_id, period, known_at, ${recordedAt}, value, vintage, estimated, ${batchId} FROM incoming WHERE kept IS DISTINCT FROM value`);
}

/** How many levels differ from the newest kept of their day, and the least and greatest share of it that they are. */
export interface Rewrites {
  readonly count: number;
  readonly lowest: number;
  readonly highest: number;
}

/** What these levels would rewrite, by series. */
export async function compareWithKept(wire: Wire, sheet: Sheet<PriceRow>): Promise<readonly (Rewrites & { readonly seriesId: number })[]> {
  return wire.query<Rewrites & { readonly seriesId: number }>(Prisma.sql`
    SELECT n.series_id AS "seriesId", count(*)::int AS count, min(n.level / newest.level) AS lowest, max(n.level / newest.level) AS highest
    FROM ${incomingPrices(sheet)}
    CROSS JOIN LATERAL (SELECT level FROM price p WHERE p.series_id = n.series_id AND p.date = n.date AND ${standing()} ORDER BY p.recorded_at DESC LIMIT 1) newest
    WHERE newest.level <> n.level GROUP BY n.series_id`);
}

/** The first and the last day of which a series keeps anything, taken back or not; null where it keeps nothing. */
export interface KeptSpan {
  readonly first: IsoDate;
  readonly last: IsoDate;
}

/** How far what is kept of a series reaches; read from the two ends of its index. */
export async function keptSpan(tx: Transaction, kind: SeriesMeta['kind'], seriesId: number): Promise<KeptSpan | null> {
  const [{ first, last }] = await (kind === 'price'
    ? tx.$queryRaw<{ first: number | null; last: number | null }[]>`SELECT min(date) - '1970-01-01'::date AS first, max(date) - '1970-01-01'::date AS last FROM price WHERE series_id = ${seriesId}`
    : tx.$queryRaw<{ first: number | null; last: number | null }[]>`SELECT min(period) - '1970-01-01'::date AS first, max(period) - '1970-01-01'::date AS last FROM observation WHERE series_id = ${seriesId}`);
  return first === null || last === null ? null : { first: fromDayNumber(first), last: fromDayNumber(last) };
}
