import { performance } from 'node:perf_hooks';
import { join } from 'node:path';
import { assert } from '../../../core/base/assert';
import type { Context } from '../../../server/use-cases/use-case';
import { importFile } from '../../../server/use-cases/import-file';
import { OBSERVATIONS_REQUEST } from './files';
import { asSuperuser, makeSeries, newDesk, type Throwaway } from './throwaway';

/** What `COPY` writes to: a table with the same columns, checks and indexes, and one that has the keys to other tables as well. */
const TWINS = ['copied', 'copied_with_keys'] as const;
const TABLES = ['observation', ...TWINS] as const;
const COLUMNS = 'series_id, period, known_at, recorded_at, value, vintage, estimated, batch_id';

/** How long each way took, in milliseconds. */
export interface ImportRun {
  readonly rows: number;
  readonly importMilliseconds: number;
  readonly copyMilliseconds: number;
  /** `COPY` into a table that also has the foreign keys of the store's own. */
  readonly copyWithKeysMilliseconds: number;
  /** Whether all tables hold the same rows of it afterwards. */
  readonly same: boolean;
}

/** The value of some work and how long it took. */
export async function timed<T>(work: () => Promise<T>): Promise<{ readonly value: T; readonly milliseconds: number }> {
  const start = performance.now();
  const value = await work();
  return { value, milliseconds: performance.now() - start };
}

/** Makes the tables that `COPY` writes to. */
export async function createTwins({ sql }: Throwaway): Promise<void> {
  for (const twin of TWINS) await sql.query(`CREATE TABLE ${twin} (LIKE observation INCLUDING ALL)`);
  await sql.query('ALTER TABLE copied_with_keys ADD FOREIGN KEY (series_id) REFERENCES series (id), ADD FOREIGN KEY (batch_id) REFERENCES import_batch (id)');
}

/** Empties all tables of observations, past the triggers that no role of the app gets past. */
export const emptyTables = (store: Throwaway): Promise<unknown> => asSuperuser(store, `TRUNCATE ${TABLES.join(', ')}`);

/** Days of one series that fills a table. */
const FILLER_DAYS = 33_400;

/**
 * Fills the store's table and the twin of its indexes up to so many rows with other series. The keys are checked row by
 * row, however many there are, so that the twin with keys stays small.
 */
export async function fillTables(store: Throwaway, workspaceId: string, rows: number): Promise<void> {
  const missing = rows - Number((await store.sql.query<{ count: string }>('SELECT count(*) FROM observation')).rows[0].count);
  if (missing <= 0) return;
  const others = await makeSeries(store, workspaceId, 'observation', `other_${rows}_`, Math.ceil(missing / FILLER_DAYS));
  for (const table of TABLES.slice(0, 2)) {
    await asSuperuser(
      store,
      `INSERT INTO ${table} (${COLUMNS})
       SELECT s, '1930-01-01'::date + t, '1930-01-02'::date + t, '2020-01-01', random(), NULL, false, 1
       FROM unnest('{${others.map(({ id }) => id).join(',')}}'::int[]) s, generate_series(0, ${FILLER_DAYS - 1}) t LIMIT ${missing}`,
    );
    await store.sql.query(`VACUUM ANALYZE ${table}`);
  }
}

/** Imports the file through the use case, as a person at a desk does. */
export async function importThrough(context: Context, path: string, dryRun = false): Promise<{ readonly batchId: number | null; readonly stored: number }> {
  const outcome = await importFile(context, { path, fileName: 'observations.csv', request: { ...OBSERVATIONS_REQUEST }, dryRun });
  assert(outcome.ok, outcome.ok ? '' : outcome.error.message);
  return { batchId: outcome.value.batchId, stored: outcome.value.stored };
}

/** A sum over the hashes of a batch's rows: equal when the tables hold the same rows of it. */
async function fingerprint({ sql }: Throwaway, table: string, batchId: number): Promise<string> {
  const { rows } = await sql.query<{ text: string }>(`SELECT count(*) || ' ' || coalesce(sum(hashtextextended(t::text, 0)::numeric), 0) AS text FROM ${table} t WHERE batch_id = ${batchId}`);
  return rows[0].text;
}

/** Imports the file at a new desk, then has `COPY` write the rows that came of it into the twins. */
export async function importAndCopy(store: Throwaway, path: string, slug: string): Promise<ImportRun> {
  const { sql, serverFolder, db } = store;
  const file = join(serverFolder, 'rows.copy').replaceAll("'", "''");
  const desk = await newDesk(db, slug);
  // Nothing written before is still on its way to the disk when the clock starts.
  await sql.query('CHECKPOINT');
  const imported = await timed(() => importThrough(desk, path));
  const batchId = Number(imported.value.batchId);
  await sql.query(`COPY (SELECT ${COLUMNS} FROM observation WHERE batch_id = ${batchId}) TO '${file}'`);
  const copies: number[] = [];
  for (const twin of TWINS) {
    await sql.query('CHECKPOINT');
    copies.push((await timed(() => sql.query(`COPY ${twin} (${COLUMNS}) FROM '${file}'`))).milliseconds);
  }
  const prints: string[] = [];
  for (const table of TABLES) prints.push(await fingerprint(store, table, batchId));
  return {
    rows: imported.value.stored, importMilliseconds: imported.milliseconds, copyMilliseconds: copies[0], copyWithKeysMilliseconds: copies[1],
    same: prints.every((print) => print === prints[0]),
  };
}
