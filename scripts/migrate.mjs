/** The step of its own that a server takes before the app: migrates as the owner, and gives the app's role its rights. */
import { requireNode } from './lib/node-version.mjs';

requireNode();
const { assertReachable, databaseOfEnvironment, prepareDatabase, sayProtection } = await import('./lib/database.mjs');
const { Plain, report, say } = await import('./lib/say.mjs');

try {
  const database = databaseOfEnvironment();
  if (!database) throw new Plain('Set DATABASE_URL to the database as the role of the app, and MIGRATION_DATABASE_URL to the same as its owner.');
  await assertReachable(database);
  const { applied, separateRoles } = await prepareDatabase(database);
  say(applied.length > 0 ? `Database migrated: ${applied.join(', ')}` : 'Database is up to date');
  sayProtection(separateRoles);
} catch (error) {
  report(error);
  process.exitCode = 1;
}
