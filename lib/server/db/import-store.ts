import type { Database, Transaction } from './client';
import type { Prisma } from './generated/client';

export interface ImportBatch {
  readonly id: number;
  readonly kind: 'prices' | 'returns' | 'observations' | 'holdings' | 'weights' | 'transactions' | 'undo';
  readonly fileName: string;
  readonly fileSha256: string;
  readonly options: Readonly<Record<string, unknown>>;
  readonly rowsRead: number;
  readonly rowsStored: number;
  readonly warnings: readonly { readonly line?: number; readonly reason: string }[];
  readonly importedBy: string;
  readonly recordedAt: Date;
  readonly portfolioId: string | null;
  /** The batch that this one takes back. */
  readonly undoes: number | null;
  /** The batch that took this one back. */
  readonly undoneBy: { readonly id: number } | null;
}

const select = {
  id: true, kind: true, fileName: true, fileSha256: true, options: true, rowsRead: true, rowsStored: true, warnings: true, importedBy: true, recordedAt: true, portfolioId: true, undoes: true, undoneBy: { select: { id: true } },
} as const;

const toBatch = (row: Prisma.ImportBatchGetPayload<{ select: typeof select }>): ImportBatch => ({
  ...row,
  options: row.options as Record<string, unknown>,
  warnings: row.warnings as unknown as ImportBatch['warnings'],
});

export async function findBatchById(db: Database | Transaction, workspaceId: string, id: number): Promise<ImportBatch | null> {
  const row = await db.importBatch.findUnique({ where: { workspaceId_id: { workspaceId, id } }, select });
  return row && toBatch(row);
}

/** The slug of the portfolio whose facts a batch holds; null for those of the desk, and for a batch nobody imported. */
export async function portfolioOfBatch(db: Database, workspaceId: string, id: number): Promise<string | null> {
  const row = await db.importBatch.findUnique({ where: { workspaceId_id: { workspaceId, id } }, select: { portfolio: { select: { slug: true } } } });
  return row?.portfolio?.slug ?? null;
}

export async function findBatch(db: Database | Transaction, workspaceId: string, contentHash: string): Promise<ImportBatch | null> {
  const row = await db.importBatch.findUnique({ where: { workspaceId_contentHash: { workspaceId, contentHash } }, select });
  return row && toBatch(row);
}

/** Imports of one workspace queue, so that the same file sent twice at once is stored once. */
export async function lockImports(tx: Transaction, workspaceId: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`import:${workspaceId}`}, 0))`;
}

/** The next batch number. The row itself is written last, when its counts are known: batches are append-only. */
export async function nextBatchId(tx: Transaction): Promise<number> {
  const [row] = await tx.$queryRaw<{ id: number }[]>`SELECT nextval(pg_get_serial_sequence('import_batch', 'id'))::int AS id`;
  return row.id;
}

/** Lets rows of a batch be written before the batch row; the key to it is checked when the transaction ends. */
export async function deferBatchKeys(tx: Transaction): Promise<void> {
  await tx.$executeRaw`SET CONSTRAINTS batch_series_workspace_id_batch_id_fkey DEFERRED`;
}

export type NewBatch = Omit<ImportBatch, 'warnings' | 'undoes' | 'undoneBy'> & {
  readonly undoes?: number;
  readonly workspaceId: string;
  readonly portfolioId: string | null;
  readonly contentHash: string;
  readonly warnings: ImportBatch['warnings'];
};

export async function createBatch(tx: Transaction, batch: NewBatch): Promise<void> {
  await tx.importBatch.create({
    data: { ...batch, options: batch.options as Prisma.InputJsonObject, warnings: batch.warnings as unknown as Prisma.InputJsonArray },
  });
}

export async function listBatches(db: Database | Transaction, workspaceId: string, limit: number): Promise<readonly ImportBatch[]> {
  const rows = await db.importBatch.findMany({ where: { workspaceId }, orderBy: { id: 'desc' }, take: limit, select });
  return rows.map(toBatch);
}
