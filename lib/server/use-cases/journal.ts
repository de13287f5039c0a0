import * as z from 'zod';
import { ok, type Result } from '../../core/base/result';
import type { Database } from '../db/client';
import { GENESIS, journalHash, journalPage, readJournal as readRows } from '../db/journal-store';
import { userNames } from '../db/people-store';
import type { NamedJournalRow } from './read-proposals';
import { defineUseCase } from './use-case';

export interface JournalVerdict {
  readonly intact: boolean;
  readonly rows: number;
  /** Hash of the last row: the anchor to keep elsewhere, for a cut-off tail shows only against it. */
  readonly head: string;
  /** The first row that does not follow from the one before, and why. */
  readonly broken: { readonly sequence: number; readonly reason: string } | null;
}

const PAGE = 2_000;

/** Walks a workspace's chain from its first row and names the first that is changed, missing, moved or added. */
export async function verifyJournal(db: Database, workspaceId: string): Promise<JournalVerdict> {
  let [previousHash, sequence] = [GENESIS, 0];
  for (;;) {
    const page = await journalPage(db, workspaceId, sequence, PAGE);
    for (const row of page) {
      const reason =
        row.sequence !== sequence + 1
          ? `row ${sequence + 1} is missing`
          : row.previousHash !== previousHash
            ? 'it does not hold the hash of the row before'
            : row.hash !== journalHash(workspaceId, row)
              ? 'its content does not match its hash'
              : null;
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
