/** From "some Postgres" to "a database this version of the app can use". */
import path from 'node:path';
import { grantRights, migrate, migrateQueue } from './migrate.mjs';
import { given, root } from './paths.mjs';
import { runNode } from './processes.mjs';
import { Plain, say, step } from './say.mjs';
import { withClient } from './postgres-server.mjs';

/** The database named in the environment, or null when the built-in one is to be used. */
export function databaseOfEnvironment(environment = process.env) {
  const databaseUrl = given('DATABASE_URL', environment);
  const migrationUrl = given('MIGRATION_DATABASE_URL', environment);
  if (!databaseUrl && migrationUrl) throw new Plain('MIGRATION_DATABASE_URL is set without DATABASE_URL: the app needs a database to run on.');
  if (!databaseUrl) return null;
  for (const [name, url] of [['DATABASE_URL', databaseUrl], ['MIGRATION_DATABASE_URL', migrationUrl ?? databaseUrl]]) {
    if (!/^postgres(ql)?:\/\/./.test(url) || !URL.canParse(url)) throw new Plain(`${name} must look like postgresql://user:password@host:5432/database`);
  }
  return { databaseUrl, migrationUrl: migrationUrl ?? databaseUrl };
}

/** Turns the driver's terse messages into one that says which database and what to look at. */
export async function assertReachable({ databaseUrl, migrationUrl }) {
  for (const [name, url] of [['MIGRATION_DATABASE_URL', migrationUrl], ['DATABASE_URL', databaseUrl]]) {
    try {
      await withClient(url, (connection) => connection.query('select 1'));
    } catch (error) {
      const { host, pathname } = new URL(url);
      const asked = name === 'MIGRATION_DATABASE_URL' && migrationUrl === databaseUrl ? 'DATABASE_URL' : name;
      throw new Plain(`The database of ${asked} (${host}${pathname}) cannot be used: ${error.message || error.code}`);
    }
  }
}

/** Migrates and grants. Quiet, for the command line; `npm start` prints what it returns. */
export async function prepareDatabase({ databaseUrl, migrationUrl }) {
  const applied = await migrate(migrationUrl);
  await migrateQueue(migrationUrl);
  const separateRoles = await grantRights(migrationUrl, databaseUrl);
  return { applied, separateRoles };
}

/**
 * Nobody has worked here yet, so nothing can be overwritten; or a sample was begun and broken off, and the seed,
 * whose every step looks whether it was done, takes it up again.
 */
export async function wantsSample(databaseUrl) {
  return withClient(databaseUrl, async (connection) => {
    const { rows } = await connection.query(`
      select not exists (select from workspace) or exists (
        select from workspace w where w.kind = 'sample'
        and not exists (select from journal_entry j where j.workspace_id = w.id and j.kind = 'sample.completed')
      ) as wanted`);
    return rows[0].wanted;
  });
}

/** Nobody has set up a desk of their own yet: only then a link to do so is worth printing. */
export async function wantsSetUp(databaseUrl) {
  return withClient(databaseUrl, async (connection) => (await connection.query("select 1 from workspace where kind = 'real' limit 1")).rowCount === 0);
}

/** Whether the sample desk is in this database. */
export async function hasSample(databaseUrl) {
  return withClient(databaseUrl, async (connection) => {
    const { rowCount } = await connection.query("select 1 from workspace where kind = 'sample' limit 1");
    return rowCount > 0;
  });
}

function runTypeScript(file, args, environment) {
  return runNode(['--import', 'tsx', path.join(root, file), ...args], { cwd: root, env: environment });
}

export async function seedSample(environment) {
  await step('Filling the sample desk', async () => {
    const { code, output } = await runTypeScript('prisma/seed.ts', [], environment);
    if (code !== 0) throw new Plain(`${output.trim()}\n\nThe sample desk could not be made: see above. Start without it: MAINSHEET_SAMPLE=off npm start`);
    return 'Sample desk filled';
  });
}

/** A one-time link to set up a workspace of one's own, or null when the command line cannot make one. */
export async function setUpLink(environment) {
  const { code, output } = await runTypeScript('lib/cli/main.ts', ['set-up-link', '--json'], environment);
  if (code !== 0) return null;
  try {
    const line = output.trim().split('\n').at(-1);
    return JSON.parse(line).url ?? null;
  } catch {
    return null;
  }
}

/** How the journal is protected, for the person who starts the desk. */
export function sayProtection(separateRoles) {
  if (!separateRoles) say('    One database role for everything: triggers alone protect the journal. Set MIGRATION_DATABASE_URL to the owner for more.');
}
