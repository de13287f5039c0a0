import type { Database, Transaction } from './client';
import { Prisma } from './generated/client';

/**
 * The condition on rows of `price` or `observation` that their batch was not taken back by a moment, or by now. The
 * list is read once a statement and is usually empty.
 */
export function standing(recordedAt?: Date): Prisma.Sql {
  const by = recordedAt === undefined ? Prisma.empty : Prisma.sql`AND recorded_at <= ${recordedAt}`;
  return Prisma.sql`batch_id <> ALL (ARRAY(SELECT undoes FROM import_batch WHERE undoes IS NOT NULL ${by}))`;
}

/** The batches of one portfolio that were taken back by a moment, or by now. */
export async function undoneOfPortfolio(db: Database | Transaction, portfolioId: string, recordedAt: Date | null): Promise<readonly number[]> {
  const rows = await db.importBatch.findMany({ where: { portfolioId, undoes: { not: null }, ...(recordedAt && { recordedAt: { lte: recordedAt } }) }, select: { undoes: true } });
  return rows.flatMap((row) => row.undoes ?? []);
}

/** The condition on transactions that the file they came from stands. */
export async function standingBookings(db: Database | Transaction, portfolioId: string, recordedAt: Date | null): Promise<Prisma.TransactionWhereInput> {
  const undone = [...(await undoneOfPortfolio(db, portfolioId, recordedAt))];
  if (undone.length === 0) return {};
  const statements = (await db.statement.findMany({ where: { portfolioId, batchId: { in: undone } }, select: { id: true } })).map((one) => one.id);
  return { AND: [{ OR: [{ batchId: null }, { batchId: { notIn: undone } }] }, { OR: [{ statementId: null }, { statementId: { notIn: statements } }] }] };
}
