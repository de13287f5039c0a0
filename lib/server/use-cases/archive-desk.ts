import * as z from 'zod';
import { ok, type Result } from '../../core/base/result';
import type { ArchiveEnd } from '../archive/format';
import { writeArchive } from '../archive/write-archive';
import { appendJournal } from '../db/journal-store';
import { defineUseCase } from './use-case';

export interface DeskArchive {
  readonly fileName: string;
  /** Writes the archive line by line, as the desk stands when it begins. */
  readonly write: (line: (text: string) => Promise<void>) => Promise<ArchiveEnd>;
}

/** Everything of a desk in one file, for a copy in another place. Who took it stands in the journal, and so in the file. */
export const archiveDesk = defineUseCase({
  name: 'archive-desk',
  permission: 'archive-desk',
  input: z.strictObject({}),
  run: async ({ db, actor, clock }): Promise<Result<DeskArchive>> => {
    const workspace = { id: actor.workspaceId, slug: actor.workspaceSlug, name: actor.workspaceName };
    await db.$transaction((tx) => appendJournal(tx, actor.workspaceId, { at: clock.now(), actor: actor.userId, kind: 'desk.archived', subject: 'workspace', subjectId: actor.workspaceId, body: {} }));
    return ok({
      fileName: `mainsheet-${actor.workspaceSlug}-${clock.now().toISOString().slice(0, 10)}.jsonl.gz`,
      write: (line) => writeArchive(db, clock, workspace, line),
    });
  },
});
