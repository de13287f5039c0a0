import { canonicalJson, sha256 } from '../hash';
import type { Database, Transaction } from './client';
import { Prisma } from './generated/client';

export interface JournalEvent {
  readonly at: Date;
  readonly actor: string;
  readonly kind: string;
  readonly subject: string;
  readonly subjectId: string;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface JournalRow extends JournalEvent {
  readonly sequence: number;
  readonly previousHash: string;
  readonly hash: string;
}

export const GENESIS = '0'.repeat(64);

/** What a row's hash is taken of: everything in it, the desk it belongs to, and the hash of the row before. */
export function journalText(workspaceId: string, row: Omit<JournalRow, 'hash'>): string {
  return canonicalJson({
    workspaceId,
    sequence: row.sequence,
    at: row.at.toISOString(),
    actor: row.actor,
    kind: row.kind,
    subject: row.subject,
    subjectId: row.subjectId,
    body: row.body,
    previousHash: row.previousHash,
  });
}

export const journalHash = (workspaceId: string, row: Omit<JournalRow, 'hash'>): string => sha256(journalText(workspaceId, row));

/**
 * Appends one event to the workspace's chain, inside the caller's transaction.
 * The advisory lock makes appenders queue: reading the last row and adding the next must not interleave.
 */
export async function appendJournal(tx: Transaction, workspaceId: string, event: JournalEvent): Promise<JournalRow> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`journal:${workspaceId}`}, 0))`;
  const last = await tx.journalEntry.findFirst({ where: { workspaceId }, orderBy: { sequence: 'desc' }, select: { sequence: true, hash: true } });
  const open = { ...event, sequence: (last?.sequence ?? 0) + 1, previousHash: last?.hash ?? GENESIS };
  const row = { ...open, hash: journalHash(workspaceId, open) };
  await tx.journalEntry.create({ data: { workspaceId, ...row, body: row.body as Prisma.InputJsonObject } });
  return row;
}

const select = { sequence: true, at: true, actor: true, kind: true, subject: true, subjectId: true, body: true, previousHash: true, hash: true } as const;

const toRow = (row: { body: unknown } & Omit<JournalRow, 'body'>): JournalRow => ({ ...row, body: row.body as Record<string, unknown> });

/** The newest rows first, at most `limit`, optionally of one subject. */
export async function readJournal(
  db: Database | Transaction,
  workspaceId: string,
  filter: { readonly subject?: string; readonly subjectIds?: readonly string[]; readonly limit: number },
): Promise<readonly JournalRow[]> {
  const rows = await db.journalEntry.findMany({
    where: {
      workspaceId,
      ...(filter.subject === undefined ? {} : { subject: filter.subject }),
      ...(filter.subjectIds === undefined ? {} : { subjectId: { in: [...filter.subjectIds] } }),
    },
    orderBy: { sequence: 'desc' },
    take: filter.limit,
    select,
  });
  return rows.map(toRow);
}

/** Rows of the chain in order, from after `sequence`, for walking it page by page. */
export async function journalPage(db: Database | Transaction, workspaceId: string, after: number, limit: number): Promise<readonly JournalRow[]> {
  const rows = await db.journalEntry.findMany({ where: { workspaceId, sequence: { gt: after } }, orderBy: { sequence: 'asc' }, take: limit, select });
  return rows.map(toRow);
}

export async function journalRow(db: Database, workspaceId: string, sequence: number): Promise<JournalRow | null> {
  const row = await db.journalEntry.findUnique({ where: { workspaceId_sequence: { workspaceId, sequence } }, select });
  return row && toRow(row);
}

export interface JournalLink {
  readonly hash: string;
  readonly previousHash: string;
}

/** The hashes of rows by their numbers: what ties a row to its neighbours. */
export async function journalLinks(db: Database, workspaceId: string, sequences: readonly number[]): Promise<ReadonlyMap<number, JournalLink>> {
  const rows = await db.journalEntry.findMany({ where: { workspaceId, sequence: { in: [...sequences] } }, select: { sequence: true, hash: true, previousHash: true } });
  return new Map(rows.map(({ sequence, ...link }) => [sequence, link]));
}

export interface JournalFilter {
  /** Rows before this number. */
  readonly before?: number;
  /** Slug and id: a row names its portfolio by one of them. */
  readonly portfolio?: { readonly slug: string; readonly id: string };
  readonly actor?: string;
  /** What stands before the dot of a kind; an imported policy is of `policy`. */
  readonly topics?: readonly string[];
  readonly from?: Date;
  /** Not included. */
  readonly until?: Date;
  readonly limit: number;
}

/** The numbers of the newest rows that a filter lets through; each of its parts has an index. */
export function journalQuery(workspaceId: string, { before, portfolio, actor, topics, from, until, limit }: JournalFilter): Prisma.Sql {
  const wanted = [
    Prisma.sql`workspace_id = ${workspaceId}::uuid`,
    ...(before === undefined ? [] : [Prisma.sql`sequence < ${before}`]),
    ...(actor === undefined ? [] : [Prisma.sql`actor = ${actor}`]),
    ...(topics === undefined ? [] : [Prisma.sql`journal_topic(kind, body) = ANY (${[...topics]})`]),
    ...(portfolio === undefined ? [] : [Prisma.sql`journal_place(subject, subject_id, body) IN (${portfolio.slug}, ${portfolio.id})`]),
    ...(from === undefined ? [] : [Prisma.sql`at >= ${from}`]),
    ...(until === undefined ? [] : [Prisma.sql`at < ${until}`]),
  ];
  return Prisma.sql`SELECT sequence FROM journal_entry WHERE ${Prisma.join(wanted, ' AND ')} ORDER BY sequence DESC LIMIT ${limit}`;
}

/** The newest rows that a filter lets through, newest first. */
export async function filterJournal(db: Database, workspaceId: string, filter: JournalFilter): Promise<readonly JournalRow[]> {
  const found = await db.$queryRaw<{ sequence: number }[]>(journalQuery(workspaceId, filter));
  const rows = await db.journalEntry.findMany({ where: { workspaceId, sequence: { in: found.map((one) => one.sequence) } }, orderBy: { sequence: 'desc' }, select });
  return rows.map(toRow);
}

/** Every actor and every topic that occurs. Each step jumps to the next value of an index, so that many rows cost no more than few. */
export async function journalValues(db: Database, workspaceId: string): Promise<{ readonly actors: readonly string[]; readonly topics: readonly string[] }> {
  const distinct = (column: Prisma.Sql) => db.$queryRaw<{ value: string }[]>`
    WITH RECURSIVE found AS (
      (SELECT ${column} AS value FROM journal_entry WHERE workspace_id = ${workspaceId}::uuid ORDER BY 1 LIMIT 1)
      UNION ALL
      SELECT (SELECT ${column} FROM journal_entry WHERE workspace_id = ${workspaceId}::uuid AND ${column} > found.value ORDER BY 1 LIMIT 1) FROM found WHERE found.value IS NOT NULL
    ) SELECT value FROM found WHERE value IS NOT NULL`;
  const [actors, topics] = await Promise.all([distinct(Prisma.sql`actor`), distinct(Prisma.sql`journal_topic(kind, body)`)]);
  return { actors: actors.map((one) => one.value), topics: topics.map((one) => one.value) };
}
