import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshDatabase, type TestDatabase } from './database';

let database: TestDatabase;
let other: TestDatabase;

async function query(url: string, sql: string) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await client.query(sql);
  } finally {
    await client.end();
  }
}

const asApp = (sql: string) => query(database.databaseUrl, sql);
const asOwner = (sql: string) => query(database.ownerUrl, sql);

beforeAll(async () => {
  database = await freshDatabase();
  other = await freshDatabase();
});

afterAll(async () => {
  await database.drop();
  await other.drop();
});

describe('a fresh database', () => {
  it('is migrated and empty, and nobody else writes into it', async () => {
    await asApp("insert into workspace (id, slug, name, kind) values (gen_random_uuid(), 'one', 'One', 'real')");
    expect((await asApp('select * from workspace')).rowCount).toBe(1);
    expect((await query(other.databaseUrl, 'select * from workspace')).rowCount).toBe(0);
  });
});

describe('the role that runs the app', () => {
  const facts = ['journal_entry', 'price', 'observation', 'transaction', 'recommendation', 'proposal_decision', 'policy_version'];

  it.each(facts)('adds to %s and reads it, and may neither change, remove nor empty it', async (fact) => {
    const rights = "array(select privilege_type::text from information_schema.role_table_grants where grantee = 'mainsheet_app' and table_name = $$" + fact + '$$ order by 1)';
    expect((await asOwner(`select ${rights} as rights`)).rows[0].rights).toEqual(['INSERT', 'SELECT']);
    await expect(asApp(`delete from "${fact}"`)).rejects.toThrow('permission denied');
    await expect(asApp(`truncate "${fact}" cascade`)).rejects.toThrow('permission denied');
  });

  it('cannot switch the protection off', async () => {
    await expect(asApp('alter table journal_entry disable trigger all')).rejects.toThrow('must be owner');
    await expect(asApp('drop table journal_entry')).rejects.toThrow('must be owner');
    await expect(asApp('set role mainsheet_owner')).rejects.toThrow('permission denied');
    await expect(asApp("set session_replication_role = 'replica'")).rejects.toThrow('permission denied');
  });

  it('moves the state of a proposal, never its content', async () => {
    await expect(asApp('update proposal set state = state, version = version + 1 where false')).resolves.toBeDefined();
    await expect(asApp('update proposal set value = 0')).rejects.toThrow('permission denied');
    await expect(asApp('delete from proposal')).rejects.toThrow('permission denied');
  });

  it('does not rewrite which migrations were applied', async () => {
    await expect(asApp('update _prisma_migrations set checksum = checksum')).rejects.toThrow('permission denied');
  });
});
