import pg from 'pg';

/** Plain SQL beside the stores: what a test asks of the database itself, and what somebody with a password could try. */
export interface Sql {
  readonly query: <Row extends pg.QueryResultRow = pg.QueryResultRow>(text: string, values?: readonly unknown[]) => Promise<readonly Row[]>;
  readonly end: () => Promise<void>;
}

export async function openSql(url: string): Promise<Sql> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return {
    query: async <Row extends pg.QueryResultRow>(text: string, values: readonly unknown[] = []) => (await client.query<Row>(text, [...values])).rows,
    end: () => client.end(),
  };
}

/** How many rows every table has, by name: equal before and after means nothing was written and nothing removed. */
export async function countAllTables(sql: Sql): Promise<Readonly<Record<string, number>>> {
  const tables = await sql.query<{ name: string }>(
    "SELECT c.relname AS name FROM pg_class c WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p') AND c.relname <> '_prisma_migrations' ORDER BY 1",
  );
  const counts = tables.map(({ name }) => `SELECT '${name}' AS name, count(*)::int AS rows FROM "${name}"`).join(' UNION ALL ');
  return Object.fromEntries((await sql.query<{ name: string; rows: number }>(counts)).map(({ name, rows }) => [name, rows]));
}

/** Runs `work` inside a transaction that is rolled back, whatever it did. */
export async function rolledBack<T>(sql: Sql, work: () => Promise<T>): Promise<T> {
  await sql.query('BEGIN');
  try {
    return await work();
  } finally {
    await sql.query('ROLLBACK');
  }
}
