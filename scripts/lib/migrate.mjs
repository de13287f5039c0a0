import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { sha256 } from './fingerprint.mjs';
import { root } from './paths.mjs';
import { withClient } from './postgres-server.mjs';
import { Plain } from './say.mjs';

/**
 * Applies prisma/migrations as `prisma migrate deploy` would: the same table, the same checksums, the same advisory
 * lock. So Prisma's own command can take over at any time; ours needs no engine to download, and runs each migration
 * in one transaction, so that a failing one leaves nothing behind.
 */
const prismaLock = 72707369;

const table = `create table if not exists "_prisma_migrations" (
  "id" varchar(36) primary key not null,
  "checksum" varchar(64) not null,
  "finished_at" timestamptz,
  "migration_name" varchar(255) not null,
  "logs" text,
  "rolled_back_at" timestamptz,
  "started_at" timestamptz not null default now(),
  "applied_steps_count" integer not null default 0
)`;

function readMigrations(directory) {
  if (!fs.existsSync(directory)) return [];
  return fs
    .readdirSync(directory)
    .sort()
    .map((name) => ({ name, file: path.join(directory, name, 'migration.sql') }))
    .filter(({ file }) => fs.existsSync(file))
    .map(({ name, file }) => ({ name, sql: fs.readFileSync(file, 'utf8') }));
}

/** Git may have checked the file out with other line ends than it was applied with: that is no edit. */
function checksums(sql) {
  const unix = sql.replaceAll('\r\n', '\n');
  return [sha256(sql), sha256(unix), sha256(unix.replaceAll('\n', '\r\n'))];
}

/** Fails unless what the database has applied is the beginning of what the folder holds, unchanged. */
function assertHistory(applied, migrations) {
  const known = new Map(migrations.map((migration) => [migration.name, migration]));
  for (const { migration_name: name, checksum, finished_at: finished } of applied) {
    if (finished === null) throw new Plain(`Migration ${name} failed half-way when another tool applied it. Resolve it with "prisma migrate resolve" first.`);
    const migration = known.get(name);
    if (!migration) throw new Plain(`The database knows migration ${name}, which this version does not have: it was used by a newer version. Update Mainsheet.`);
    if (!checksums(migration.sql).includes(checksum)) {
      throw new Plain(`Migration ${name} was edited after it was applied. Put it back as it was, and write the change as a new migration.`);
    }
  }
}

/** Brings the database up to the migrations in the folder; returns the names of those it applied. */
export async function migrate(url, directory = path.join(root, 'prisma', 'migrations')) {
  const migrations = readMigrations(directory);
  return withClient(url, async (connection) => {
    // Held until the connection ends; a second start waits here and then finds nothing to do.
    await connection.query('select pg_advisory_lock($1)', [prismaLock]);
    await connection.query("set client_min_messages = 'warning'");
    await connection.query(table);
    const { rows } = await connection.query('select migration_name, checksum, finished_at from "_prisma_migrations" where rolled_back_at is null order by started_at');
    assertHistory(rows, migrations);
    const done = new Set(rows.map((row) => row.migration_name));
    const pending = migrations.filter(({ name }) => !done.has(name));
    for (const migration of pending) await apply(connection, migration);
    return pending.map(({ name }) => name);
  });
}

async function apply(connection, { name, sql }) {
  await connection.query('begin');
  try {
    await connection.query(sql);
    await connection.query(
      `insert into "_prisma_migrations" (id, checksum, finished_at, migration_name, started_at, applied_steps_count)
       values ($1, $2, clock_timestamp(), $3, now(), 1)`,
      [randomUUID(), sha256(sql), name],
    );
    await connection.query('commit');
  } catch (error) {
    await connection.query('rollback');
    const line = error.position ? ` (line ${sql.slice(0, Number(error.position)).split('\n').length})` : '';
    throw new Plain(`Migration ${name} failed${line} and was rolled back: ${error.message}`);
  }
}

/**
 * Brings the job queue's own tables up to date. They belong to the worker library, which counts its migrations itself;
 * the owner applies them here, so that workers need no right to make tables.
 */
export async function migrateQueue(url) {
  // Imported late: the first start loads this file before anything is installed.
  const { Logger, runMigrations } = await import('graphile-worker');
  await runMigrations({ connectionString: url, logger: new Logger(() => () => {}) });
}

export function userOf(url) {
  return decodeURIComponent(new URL(url).username);
}

/**
 * Gives the role that runs the app its rights, as prisma/grants.sql says. Returns false when the app runs as the
 * owner: an owner cannot be kept from anything, so triggers alone protect the journal then.
 */
export async function grantRights(migrationUrl, databaseUrl) {
  const role = userOf(databaseUrl);
  if (userOf(migrationUrl) === role) return false;
  const sql = fs.readFileSync(path.join(root, 'prisma', 'grants.sql'), 'utf8');
  await withClient(migrationUrl, async (connection) => {
    await connection.query('begin');
    // The placeholder is psql's own for a quoted text, so the file can be applied by hand as well.
    await connection.query(sql.replaceAll(":'app_role'", () => connection.escapeLiteral(role)));
    await connection.query('commit');
  });
  return true;
}
