import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { migrate } from './migrate.mjs';
import { root } from './paths.mjs';
import { startServer, withClient } from './postgres-server.mjs';
import { removeData } from './remove.mjs';
import { Plain, report, say } from './say.mjs';

const schemaFile = path.join(root, 'prisma', 'schema.prisma');
const folder = path.join(root, 'prisma', 'migrations');

const currentSchema = () => fs.readFileSync(schemaFile, 'utf8');

/** The engine as published loads itself in bundlers only; this is what they would do. */
async function loadEngine() {
  const home = path.dirname(createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm'));
  const bindings = await import(pathToFileURL(path.join(home, 'schema_engine_bg.js')).href);
  const { instance } = await WebAssembly.instantiate(fs.readFileSync(path.join(home, 'schema_engine_bg.wasm')), { './schema_engine_bg.js': bindings });
  bindings.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start?.();
  return bindings.SchemaEngine;
}

/** The SQL from one schema (or null: nothing) to another. The engine wants a database at hand to ask its version. */
async function sqlBetween(from, to, connectionString) {
  const { PrismaPg } = await import('@prisma/adapter-pg');
  const { bindMigrationAwareSqlAdapterFactory } = await import('@prisma/driver-adapter-utils');
  const SchemaEngine = await loadEngine();
  const factory = bindMigrationAwareSqlAdapterFactory(new PrismaPg({ connectionString }));
  const engine = await SchemaEngine.new({ datamodels: [[schemaFile, to]] }, () => {}, factory);
  const target = (content) => (content === null ? { tag: 'empty' } : { tag: 'schemaDatamodel', files: [{ path: schemaFile, content }] });
  const { stdout } = await engine.diff({
    from: target(from),
    to: target(to),
    script: true,
    exitCode: null,
    filters: { externalTables: [], externalEnums: [] },
    shadowDatabaseUrl: null,
  });
  return stdout;
}

async function withScratchServer(work) {
  const data = fs.mkdtempSync(path.join(os.tmpdir(), 'mainsheet-shadow-'));
  if (process.getuid?.() === 0) fs.chmodSync(data, 0o711);
  const server = await startServer(data, { durable: false });
  try {
    return await work(server);
  } finally {
    await server.stop();
    removeData(data);
  }
}

const isEmpty = (sql) => sql.split('\n').every((line) => line.trim() === '' || line.startsWith('--'));

function schemaAt(commit) {
  try {
    return execFileSync('git', ['show', `${commit}:prisma/schema.prisma`], { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  } catch {
    throw new Plain(`There is no prisma/schema.prisma in ${commit}.`);
  }
}

/** What the schema file can say about a database, one line for each thing. (When a foreign key is checked it cannot.) */
const inventory = `
  select format('column %s.%s %s%s%s', c.relname, a.attname, format_type(a.atttypid, a.atttypmod),
                case when a.attnotnull then ' not null' end, ' default ' || pg_get_expr(d.adbin, d.adrelid)) as line
    from pg_class c join pg_attribute a on a.attrelid = c.oid left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped
  union all
  select format('enum %s: %s', t.typname, string_agg(e.enumlabel, ', ' order by e.enumsortorder))
    from pg_type t join pg_enum e on e.enumtypid = t.oid group by t.typname
  union all
  select indexdef from pg_indexes where schemaname = 'public'
  union all
  select format('foreign key %s.%s %s', conrelid::regclass, conname, regexp_replace(pg_get_constraintdef(oid), ' (NOT )?DEFERRABLE.*', '')) from pg_constraint where contype = 'f'`;

async function inventoryOf(url) {
  return withClient(url, async (connection) => (await connection.query(inventory)).rows.map(({ line }) => line));
}

/** The migrations may make more than the schema says (triggers, checks, partial indexes), never less. */
async function check() {
  const missing = await withScratchServer(async (server) => {
    await migrate(server.migrationUrl);
    const made = new Set(await inventoryOf(server.migrationUrl));
    const sql = await sqlBetween(null, currentSchema(), server.superuserUrl);
    await withClient(server.superuserUrl, (connection) => connection.query('create database said'));
    const said = new URL(server.superuserUrl);
    said.pathname = '/said';
    await withClient(said.href, (connection) => connection.query(sql));
    return (await inventoryOf(said.href)).filter((line) => !made.has(line));
  });
  if (missing.length > 0) throw new Plain(`The migrations do not make what prisma/schema.prisma says. Missing or other:\n${missing.map((line) => `  ${line}`).join('\n')}`);
  say('The migrations make what the schema says.');
}

async function write(name, commit) {
  const sql = await withScratchServer((server) => sqlBetween(schemaAt(commit), currentSchema(), server.superuserUrl));
  if (isEmpty(sql)) {
    say(`The schema says what it said in ${commit}.`);
    return;
  }
  const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
  const file = path.join(folder, `${stamp}_${name}`, 'migration.sql');
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, sql);
  say(`Written: ${path.relative(root, file)}`);
}

export async function makeMigration(args) {
  try {
    const [name, option, commit, ...rest] = args;
    if (name === '--check' && args.length === 1) await check();
    else if (/^[a-z][a-z0-9_]*$/.test(name ?? '') && (args.length === 1 || (option === '--from' && commit)) && rest.length === 0) await write(name, commit ?? 'HEAD');
    else throw new Plain('Usage: node scripts/make-migration.mjs <name_in_lower_case> [--from <commit>] | --check');
    // The engine keeps connections that would hold the process.
    process.exit(0);
  } catch (error) {
    report(error);
    process.exit(1);
  }
}
