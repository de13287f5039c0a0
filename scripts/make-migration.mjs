/**
 * Migrations with the WebAssembly build of Prisma's schema engine (its own command downloads a binary first):
 *
 *   node scripts/make-migration.mjs add_benchmarks            from the schema of the last commit to the one at hand:
 *                                                             writes prisma/migrations/<now>_add_benchmarks/migration.sql
 *   node scripts/make-migration.mjs add_benchmarks --from v1  the same from another commit
 *   node scripts/make-migration.mjs --check                   fails when the migrations do not make what the schema says
 *
 * Read the result before you commit it: triggers and checks are written by hand, for the schema file cannot say them.
 */
import { requireNode } from './lib/node-version.mjs';

requireNode();
const { makeMigration } = await import('./lib/make-migration.mjs');
await makeMigration(process.argv.slice(2));
