import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { migrate } from '../../../scripts/lib/migrate.mjs';
import { freshDatabase, type TestDatabase } from './database';

let database: TestDatabase;
let folder: string;

function write(name: string, sql: string) {
  mkdirSync(path.join(folder, name), { recursive: true });
  writeFileSync(path.join(folder, name, 'migration.sql'), sql);
}

async function rows(sql: string) {
  const client = new pg.Client({ connectionString: database.ownerUrl });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

beforeEach(async () => {
  database = await freshDatabase();
  folder = mkdtempSync(path.join(tmpdir(), 'mainsheet-migrations-'));
  cpSync('prisma/migrations', folder, { recursive: true });
});

afterEach(async () => {
  await database.drop();
  rmSync(folder, { recursive: true });
});

it('applies what is new, in order, and then nothing more', async () => {
  write('99990101000000_a', 'create table a (x int);');
  write('99990102000000_b', 'insert into a values (1);');
  expect(await migrate(database.ownerUrl, folder)).toEqual(['99990101000000_a', '99990102000000_b']);
  expect(await migrate(database.ownerUrl, folder)).toEqual([]);
  expect(await rows('select x from a')).toEqual([{ x: 1 }]);
});

it('refuses a migration that was edited after it was applied', async () => {
  write('99990101000000_a', 'create table a (x int);');
  await migrate(database.ownerUrl, folder);
  write('99990101000000_a', 'create table a (x bigint);');
  await expect(migrate(database.ownerUrl, folder)).rejects.toThrow('99990101000000_a was edited');
});

it('takes other line ends for the same migration', async () => {
  write('99990101000000_a', 'create table a (\n  x int\n);\n');
  await migrate(database.ownerUrl, folder);
  write('99990101000000_a', 'create table a (\r\n  x int\r\n);\r\n');
  expect(await migrate(database.ownerUrl, folder)).toEqual([]);
});

it('leaves nothing behind of a migration that fails, and says where', async () => {
  write('99990101000000_a', 'create table a (x int);\ncreate table a (x int);');
  await expect(migrate(database.ownerUrl, folder)).rejects.toThrow(/99990101000000_a failed.*already exists/);
  expect(await rows("select to_regclass('a') as a")).toEqual([{ a: null }]);
});

it('refuses a database that a newer version has used', async () => {
  write('99990101000000_a', 'create table a (x int);');
  await migrate(database.ownerUrl, folder);
  rmSync(path.join(folder, '99990101000000_a'), { recursive: true });
  await expect(migrate(database.ownerUrl, folder)).rejects.toThrow('newer version');
});

it('lets two starts at once apply each migration once', async () => {
  write('99990101000000_a', 'create table a (x int);');
  const done = await Promise.all([1, 2, 3].map(() => migrate(database.ownerUrl, folder)));
  expect(done.flat()).toEqual(['99990101000000_a']);
});
