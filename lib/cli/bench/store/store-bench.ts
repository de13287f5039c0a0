import { join } from 'node:path';
import { describeMachine, type Machine } from '../machine';
import { writeObservations } from './files';
import { createTwins, emptyTables, fillTables, importAndCopy, type ImportRun } from './import-case';
import { measureMemory, type MemoryRun } from './memory';
import { growPrices, measureRead, prepareWindow, type ReadRun, type ReadShape } from './read-case';
import { newDesk, withThrowaway, type Throwaway } from './throwaway';

/** Times `COPY` that an import may take, and times a plain statement that the read of a decision may. */
export const IMPORT_AT_MOST = 2.5;
export const READ_AT_MOST = 3;

export interface StoreOptions {
  /** Rows of the tables, rising. */
  readonly rows: readonly number[];
  /** Rows of the file. */
  readonly fileRows: number;
  /** Imports into the empty table; larger tables take one. */
  readonly importRepeats: number;
  readonly readRepeats: number;
  readonly shape: ReadShape;
  /** Megabytes of the small and the large file; null leaves memory out. */
  readonly memory: readonly [small: number, large: number] | null;
  /** Progress, for people who wait. */
  readonly say: (text: string) => void;
}

export const STORE_DEFAULTS = { fileRows: 1_000_000, importRepeats: 3, readRepeats: 7, shape: { assets: 30, indicators: 8, years: 50 }, memory: [1, 200] } as const;

/** One import with the size of the table it led to. */
export interface ImportOutcome extends ImportRun {
  readonly tableRows: number;
  readonly ratio: number;
  readonly ratioWithKeys: number;
  readonly rowsPerSecond: number;
}

export interface StoreReport {
  readonly machine: Machine;
  readonly postgres: string;
  readonly fileMegabytes: number;
  readonly imports: readonly ImportOutcome[];
  readonly reads: readonly ReadRun[];
  readonly memory: readonly MemoryRun[];
}

const outcomeOf = (run: ImportRun, tableRows: number): ImportOutcome => ({
  ...run, tableRows, ratio: run.importMilliseconds / run.copyMilliseconds, ratioWithKeys: run.importMilliseconds / run.copyWithKeysMilliseconds, rowsPerSecond: (1000 * run.rows) / run.importMilliseconds,
});

/** How far a measure came, for people who wait. */
const secondsOf = (milliseconds: number): string => (milliseconds / 1000).toFixed(2);

async function measureImports(store: Throwaway, path: string, { rows, fileRows, importRepeats, say }: StoreOptions): Promise<readonly ImportOutcome[]> {
  const outcomes: ImportOutcome[] = [];
  const { workspaceId } = (await newDesk(store.db, 'filler')).actor;
  for (const [k, size] of rows.entries()) {
    for (let repeat = 0; repeat < (k === 0 ? importRepeats : 1); repeat += 1) {
      say(`import: ${fileRows} rows into a table that has ${size} afterwards`);
      if (k === 0) await emptyTables(store);
      await fillTables(store, workspaceId, size - fileRows);
      const run = await importAndCopy(store, path, `import-${size}-${repeat}`);
      say(`  ${secondsOf(run.importMilliseconds)} s; COPY ${secondsOf(run.copyMilliseconds)} s, with keys ${secondsOf(run.copyWithKeysMilliseconds)} s`);
      outcomes.push(outcomeOf(run, size));
    }
  }
  return outcomes;
}

async function measureReads(store: Throwaway, { rows, readRepeats, shape, say }: StoreOptions): Promise<readonly ReadRun[]> {
  const { workspaceId } = (await newDesk(store.db, 'reader')).actor;
  const window = await prepareWindow(store, workspaceId, shape);
  const runs: ReadRun[] = [];
  for (const size of rows) {
    say(`read: a decision from a table of ${size} rows`);
    const run = await measureRead(store, window, await growPrices(store, workspaceId, size, shape.years), readRepeats);
    say(`  ${secondsOf(run.read.median)} s; SELECT ${secondsOf(run.select.median)} s`);
    runs.push(run);
  }
  return runs;
}

/** Measures the store on a Postgres of its own, which is gone afterwards. */
export function runStoreBench(options: StoreOptions): Promise<StoreReport> {
  return withThrowaway(async (store) => {
    const path = join(store.folder, 'observations.csv');
    const bytes = await writeObservations(path, options.fileRows);
    await createTwins(store);
    const imports = await measureImports(store, path, options);
    await emptyTables(store);
    const reads = await measureReads(store, options);
    const memory = options.memory ? await measureMemory(store, options.memory, options.say) : [];
    const { rows } = await store.sql.query<{ server_version: string }>('SHOW server_version');
    return { machine: describeMachine(), postgres: rows[0].server_version, fileMegabytes: Math.round(bytes / 2 ** 20), imports, reads, memory };
  });
}
