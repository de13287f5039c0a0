import * as z from 'zod';
import { ok, type Result } from '../../core/base/result';
import type { Database, Transaction } from '../db/client';
import { GENESIS, journalPage, readJournal as readRows } from '../db/journal-store';
import { userNames } from '../db/people-store';
import { anchorLine, faultOf, headerLine, rowLine, type JournalVerdict } from '../journal-file';
import type { NamedJournalRow } from './read-proposals';
import { defineUseCase } from './use-case';

const PAGE = 2_000;

/** Walks a workspace's chain from its first row and names the first that is changed, missing, moved or added. */
export async function verifyJournal(db: Database | Transaction, workspaceId: string): Promise<JournalVerdict> {
  let [previousHash, sequence] = [GENESIS, 0];
  for (;;) {
    const page = await journalPage(db, workspaceId, sequence, PAGE);
    for (const row of page) {
      const reason = faultOf(workspaceId, row, { sequence, hash: previousHash });
      if (reason) return { intact: false, rows: sequence, head: previousHash, broken: { sequence: row.sequence, reason } };
      [previousHash, sequence] = [row.hash, row.sequence];
    }
    if (page.length < PAGE) return { intact: true, rows: sequence, head: previousHash, broken: null };
  }
}

export interface JournalReading {
  readonly verdict: JournalVerdict;
  readonly rows: readonly NamedJournalRow[];
}

/** The newest rows of the journal and whether its chain holds. */
export const readJournal = defineUseCase({
  name: 'read-journal',
  permission: 'read-desk',
  input: z.strictObject({ limit: z.number().int().min(1).max(1_000).default(200) }),
  run: async ({ db, actor }, { limit }): Promise<Result<JournalReading>> => {
    const [verdict, rows] = await Promise.all([verifyJournal(db, actor.workspaceId), readRows(db, actor.workspaceId, { limit })]);
    const people = await userNames(db, rows.map((row) => row.actor));
    return ok({ verdict, rows: rows.map((row) => ({ ...row, actorName: people.get(row.actor) ?? row.actor })) });
  },
});

export interface JournalExport {
  readonly fileName: string;
  /** JSON lines, page by page: a long journal is never in memory as a whole. */
  readonly lines: AsyncIterable<string>;
}

async function* exported(db: Database, workspaceId: string, workspace: string, last: { readonly rows: number; readonly head: string }): AsyncGenerator<string> {
  yield headerLine({ workspace, workspaceId, ...last });
  for (let sequence = 0; sequence < last.rows; ) {
    const page = (await journalPage(db, workspaceId, sequence, PAGE)).filter((row) => row.sequence <= last.rows);
    if (page.length === 0) break;
    yield page.map(rowLine).join('');
    sequence = page[page.length - 1].sequence;
  }
  yield anchorLine(last);
}

/** The whole chain as a file that can be verified without this desk: header, every row as it is stored, anchor. */
export const exportJournal = defineUseCase({
  name: 'export-journal',
  permission: 'read-desk',
  input: z.strictObject({}),
  run: async ({ db, actor: { workspaceId, workspaceSlug } }): Promise<Result<JournalExport>> => {
    const [newest] = await readRows(db, workspaceId, { limit: 1 });
    const last = { rows: newest?.sequence ?? 0, head: newest?.hash ?? GENESIS };
    return ok({ fileName: `${workspaceSlug}-journal-${last.rows}.jsonl`, lines: exported(db, workspaceId, workspaceSlug, last) });
  },
});

export interface JournalPage {
  readonly rows: readonly NamedJournalRow[];
  /** What the next page comes after; null when this was the last. */
  readonly next: number | null;
}

/** Rows of the chain in order, from after a sequence number, for whoever keeps a copy and walks the hashes. */
export const readJournalPage = defineUseCase({
  name: 'read-journal-page',
  permission: 'read-desk',
  input: z.strictObject({ after: z.number().int('is a whole number').min(0, 'is 0 or more').max(2_147_483_647).default(0), limit: z.number().int('is a whole number').min(1, 'is 1 or more').max(500, 'is 500 at the most').default(100) }),
  run: async ({ db, actor }, { after, limit }): Promise<Result<JournalPage>> => {
    const found = await journalPage(db, actor.workspaceId, after, limit + 1);
    const rows = found.slice(0, limit);
    const people = await userNames(db, rows.map((row) => row.actor));
    return ok({ rows: rows.map((row) => ({ ...row, actorName: people.get(row.actor) ?? row.actor })), next: found.length > limit ? (rows.at(-1)?.sequence ?? null) : null });
  },
});
