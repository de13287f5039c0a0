import * as z from 'zod';
import { ok, refuse, type Result } from '../../core/base/result';
import type { Transaction } from '../db/client';
import { lockHoldings } from '../db/holdings-store';
import { createBatch, findBatchById, lockImports, nextBatchId, portfolioOfBatch, type ImportBatch } from '../db/import-store';
import { appendJournal } from '../db/journal-store';
import { storeTime } from '../db/market-store';
import { dependentOf } from '../desk/batch-dependents';
import { hashOf } from '../hash';
import { defineUseCase, orRollback, type Context } from './use-case';

export interface Undone {
  /** The batch that takes the other back. */
  readonly batchId: number;
  readonly fileName: string;
}

/** Why this batch is none that can be taken back, whatever depends on it. */
function misfit(batch: ImportBatch | null, id: number): ReturnType<typeof refuse> | null {
  if (!batch) return refuse('not-found', `There is no import ${id} at this desk.`);
  if (batch.kind === 'undo') return refuse('is-an-undo', 'An undo is not undone. Import the file again.');
  return batch.undoneBy ? refuse('already-undone', `${batch.fileName} was undone before; nothing was changed.`) : null;
}

/** Writes the batch that takes another back, with its row in the journal. */
async function takeBack({ actor, clock }: Context, tx: Transaction, batch: ImportBatch): Promise<number> {
  const { workspaceId, userId } = actor;
  const recordedAt = await storeTime(tx);
  const id = await nextBatchId(tx);
  await createBatch(tx, {
    id, workspaceId, portfolioId: batch.portfolioId, kind: 'undo', undoes: batch.id, fileName: batch.fileName, fileSha256: batch.fileSha256, contentHash: hashOf({ undoes: batch.id }),
    options: {}, rowsRead: batch.rowsRead, rowsStored: 0, warnings: [], importedBy: userId, recordedAt,
  });
  await appendJournal(tx, workspaceId, {
    at: clock.now(), actor: userId, kind: 'data.undone', subject: batch.portfolioId ? 'portfolio' : 'workspace', subjectId: batch.portfolioId ?? workspaceId,
    body: { batch: id, undoes: batch.id, kind: batch.kind, file: batch.fileName, sha256: batch.fileSha256, rows: batch.rowsStored },
  });
  return id;
}

/**
 * Takes an import back while nothing depends on it. Its rows stay where they are: from this moment on reads leave them
 * out, and a look at the desk as it was before still sees them.
 */
export const undoImport = defineUseCase({
  name: 'undo-import',
  permission: 'import-data',
  input: z.strictObject({ batch: z.number().int().min(1).max(2_147_483_647) }),
  at: async ({ db, actor }, input) => portfolioOfBatch(db, actor.workspaceId, input.batch),
  run: async (context, input): Promise<Result<Undone>> => {
    const { workspaceId } = context.actor;
    return orRollback(() =>
      context.db.$transaction(async (tx): Promise<Result<Undone>> => {
        await lockImports(tx, workspaceId);
        const batch = await findBatchById(tx, workspaceId, input.batch);
        const refused = misfit(batch, input.batch);
        if (refused || !batch) return refused ?? refuse('not-found', `There is no import ${input.batch} at this desk.`);
        if (batch.portfolioId) await lockHoldings(tx, batch.portfolioId);
        const dependent = await dependentOf(tx, workspaceId, batch);
        if (dependent) return refuse('depended-on', `${batch.fileName} was not undone. ${dependent}`);
        return ok({ batchId: await takeBack(context, tx, batch), fileName: batch.fileName });
      }, { timeout: 60_000, maxWait: 30_000 }),
    );
  },
});
