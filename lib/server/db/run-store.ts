import type { Database, Transaction } from './client';
import type { Prisma } from './generated/client';

/** A finished backtest: what was asked, what came out in short, and its long series as bytes. */
export interface BacktestRun {
  readonly inputHash: string;
  readonly engineVersion: string;
  readonly spec: Readonly<Record<string, unknown>>;
  readonly summary: Readonly<Record<string, unknown>>;
  readonly series: Uint8Array;
}

export async function findRun(db: Database | Transaction, portfolioId: string, inputHash: string): Promise<BacktestRun | null> {
  const row = await db.backtestRun.findUnique({
    where: { portfolioId_inputHash: { portfolioId, inputHash } },
    select: { inputHash: true, engineVersion: true, spec: true, summary: true, series: true },
  });
  return row && { ...row, spec: row.spec as Record<string, unknown>, summary: row.summary as Record<string, unknown> };
}

/** The short of some runs of a portfolio, by hash; those that are not computed are left out. */
export async function summariesOf(db: Database | Transaction, portfolioId: string, inputHashes: readonly string[]): Promise<ReadonlyMap<string, BacktestRun['summary']>> {
  const rows = await db.backtestRun.findMany({ where: { portfolioId, inputHash: { in: [...inputHashes] } }, select: { inputHash: true, summary: true } });
  return new Map(rows.map((row) => [row.inputHash, row.summary as Record<string, unknown>]));
}

/** Keeps a run; a run that is there already stays, for the same inputs give the same run. */
export async function saveRun(db: Database | Transaction, key: { readonly workspaceId: string; readonly portfolioId: string }, run: BacktestRun): Promise<void> {
  await db.backtestRun.createMany({
    data: [{ ...key, ...run, spec: run.spec as Prisma.InputJsonObject, summary: run.summary as Prisma.InputJsonObject, series: new Uint8Array(run.series) }],
    skipDuplicates: true,
  });
}
