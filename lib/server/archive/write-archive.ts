import { createHash } from 'node:crypto';
import type { Clock } from '../clock';
import type { Database, Transaction } from '../db/client';
import { verifyJournal } from '../use-cases/journal';
import { ARCHIVE_VERSION, rowLine, type ArchiveEnd, type ArchiveHeader } from './format';
import { ARCHIVED, type ArchivedTable } from './tables';

/** Rows fetched at once, and how long an archive may take to write. */
const FETCH = 2_000;
const LIMITS = { maxWait: 10_000, timeout: 30 * 60_000 };

/** The newest migration that this database went through. */
export async function schemaOf(db: Database | Transaction): Promise<string> {
  const [{ name }] = await db.$queryRaw<{ name: string }[]>`SELECT max(migration_name) AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL`;
  return name;
}

async function* rowsOf(tx: Transaction, { name, where = 't."workspace_id" = $1::uuid', order }: ArchivedTable, workspaceId: string): AsyncGenerator<string> {
  await tx.$executeRawUnsafe(`DECLARE archived NO SCROLL CURSOR FOR SELECT to_jsonb(t)::text AS row FROM "${name}" t WHERE ${where} ORDER BY ${order}`, workspaceId);
  for (;;) {
    const rows = await tx.$queryRawUnsafe<{ row: string }[]>(`FETCH ${FETCH} FROM archived`);
    for (const { row } of rows) yield row;
    if (rows.length < FETCH) break;
  }
  await tx.$executeRawUnsafe('CLOSE archived');
}

/**
 * Writes everything of a workspace, as it stands at one moment, line by line.
 * `write` is awaited, so that a slow reader slows the database down and fills no memory.
 */
export async function writeArchive(db: Database, clock: Clock, workspace: ArchiveHeader['workspace'], write: (line: string) => Promise<void>): Promise<ArchiveEnd> {
  const hash = createHash('sha256');
  const put = async (line: string) => {
    hash.update(`${line}\n`);
    await write(`${line}\n`);
  };
  return db.$transaction(
    async (tx) => {
      const { rows: journalRows, head } = await verifyJournal(tx, workspace.id);
      const header: ArchiveHeader = { version: ARCHIVE_VERSION, workspace, madeAt: clock.now().toISOString(), schema: await schemaOf(tx), journal: { rows: journalRows, head } };
      await put(JSON.stringify({ archive: header }));
      const rows: Record<string, number> = {};
      for (const table of ARCHIVED) {
        rows[table.name] = 0;
        for await (const row of rowsOf(tx, table, workspace.id)) {
          await put(rowLine(table.name, row));
          rows[table.name] += 1;
        }
      }
      const end: ArchiveEnd = { rows, sha256: hash.digest('hex') };
      await write(`${JSON.stringify({ end })}\n`);
      return end;
    },
    { ...LIMITS, isolationLevel: 'RepeatableRead' },
  );
}
