import { hashOf } from '../hash';
import type { Prisma } from './generated/client';
import type { Database, Transaction } from './client';

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

/** What a row's hash covers: everything in it, and the hash of the row before. */
export function journalHash(workspaceId: string, row: Omit<JournalRow, 'hash'>): string {
  return hashOf({
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
