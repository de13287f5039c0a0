import { chmod, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepareDatabase } from '../../../../scripts/lib/database.mjs';
import { type SqlClient, startServer, stopServer, withClient } from '../../../../scripts/lib/postgres-server.mjs';
import { removeData } from '../../../../scripts/lib/remove.mjs';
import { systemClock } from '../../../server/clock';
import type { Database } from '../../../server/db/client';
import type { Context } from '../../../server/use-cases/use-case';

/** A Postgres that nobody else knows of, migrated and empty. */
export interface Throwaway {
  /** For files; it goes with the database. */
  readonly folder: string;
  /** The database's own folder, which the server may read and write. */
  readonly serverFolder: string;
  readonly databaseUrl: string;
  /** As the role that runs the app. */
  readonly db: Database;
  /** As the superuser, for what the app may not do. */
  readonly sql: SqlClient;
}

/** Signals by which people and machines end a program, and the exit code of each. */
const ENDINGS = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

/** Runs `close` when the program is told to end, then ends it. Returns how to stop listening. */
function closeOnSignal(close: () => Promise<void>): () => void {
  const listeners = Object.entries(ENDINGS).map(([signal, code]) => [signal as NodeJS.Signals, () => void close().finally(() => process.exit(code))] as const);
  for (const [signal, listener] of listeners) process.once(signal, listener);
  return () => listeners.forEach(([signal, listener]) => process.off(signal, listener));
}

async function open(folder: string, work: (store: Throwaway) => Promise<unknown>): Promise<void> {
  const server = await startServer(folder);
  await prepareDatabase(server);
  const { connect } = await import('../../../server/db/client');
  const db = connect(server.databaseUrl, 2);
  try {
    await withClient(server.superuserUrl, async (sql) => {
      const [{ data_directory: serverFolder }] = (await sql.query<{ data_directory: string }>('SHOW data_directory')).rows;
      await work({ folder, serverFolder, databaseUrl: server.databaseUrl, db, sql });
    });
  } finally {
    await db.$disconnect();
  }
}

/**
 * Runs work on a Postgres of its own in a temporary folder, set up as a desk's own is, and removes both afterwards: at the
 * end, after an error and when the program is told to end. No other database is looked at.
 */
export async function withThrowaway<T>(work: (store: Throwaway) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'mainsheet-store-bench-'));
  // Postgres does not run as root; the user it then runs as must reach its files.
  if (process.getuid?.() === 0) await chmod(folder, 0o711);
  let closing: Promise<void> | null = null;
  const close = () => (closing ??= stopServer(folder).then(() => removeData(folder)));
  const forget = closeOnSignal(close);
  const results: T[] = [];
  try {
    await open(folder, async (store) => results.push(await work(store)));
    return results[0];
  } finally {
    await close();
    forget();
  }
}

/** Runs one statement past the triggers, as no role of the app can. */
export async function asSuperuser({ sql }: Throwaway, statement: string): Promise<void> {
  await sql.query('SET session_replication_role = replica');
  try {
    await sql.query(statement);
  } finally {
    await sql.query('SET session_replication_role = origin');
  }
}

/** A series that no file brought. */
export interface MadeSeries {
  readonly id: number;
  readonly name: string;
}

/** Makes series of one kind and says their numbers. */
export async function makeSeries({ sql }: Throwaway, workspaceId: string, kind: 'price' | 'observation', prefix: string, count: number): Promise<readonly MadeSeries[]> {
  const [basis, currency, frequency] = kind === 'price' ? ["'total-return'", "'USD'", 'daily'] : ['NULL', 'NULL', 'monthly'];
  const { rows } = await sql.query<MadeSeries>(
    `INSERT INTO series (workspace_id, kind, code, basis, currency, sampling, frequency, unit, name, source, licence, simulated, point_in_time)
     SELECT '${workspaceId}', '${kind}', '${prefix}' || n, ${basis}, ${currency}, 'end', '${frequency}', 'level', '${prefix}' || n, 'generated', '', true, ${kind === 'observation'}
     FROM generate_series(1, ${count}) n RETURNING id, code AS name`,
  );
  return rows;
}

/** An administrator of a desk made for this one occasion: its series are all new. */
export async function newDesk(db: Database, slug: string): Promise<Context> {
  const { createWorkspace } = await import('../../../server/db/workspace-store');
  const { id, name, kind } = await db.$transaction((tx) => createWorkspace(tx, { slug, name: slug, kind: 'real' }));
  const actor = { userId: 'command-line', name: 'command line', email: '', role: 'administrator', workspaceId: id, workspaceSlug: slug, workspaceName: name, workspaceKind: kind } as const;
  return { db, actor, clock: systemClock };
}
