import { trialKey, type TrialSpec } from '../../core/backtest/trial-key';
import type { Trial, TrialRegistry } from '../../core/backtest/trial-registry';
import type { Database, Transaction } from './client';
import type { Prisma } from './generated/client';

/** Keeps tries that are new; one that is there already stays as it was first seen. */
export async function recordTrials(db: Database | Transaction, workspaceId: string, trials: readonly Trial[]): Promise<void> {
  if (trials.length === 0) return;
  const data = trials.map(({ spec, sharpePerPeriod, periodsPerYear }) => ({
    workspaceId, keyHash: trialKey(spec), spec: spec as unknown as Prisma.InputJsonObject, sharpe: sharpePerPeriod, periodsPerYear,
  }));
  await db.trial.createMany({ data, skipDuplicates: true });
}

/** The distinct tries of a workspace in the order first recorded; with a moment, those that had been made by then. */
export async function listTrials(db: Database | Transaction, workspaceId: string, upTo: Date | null = null): Promise<readonly Trial[]> {
  const rows = await db.trial.findMany({
    where: { workspaceId, ...(upTo ? { firstSeen: { lte: upTo } } : {}) },
    orderBy: [{ firstSeen: 'asc' }, { id: 'asc' }],
    select: { spec: true, sharpe: true, periodsPerYear: true },
  });
  return rows.map(({ spec, sharpe, periodsPerYear }) => ({ spec: spec as unknown as TrialSpec, sharpePerPeriod: sharpe, periodsPerYear }));
}

/** The tries of a workspace as the engine asks for them. */
export function trialRegistry(db: Database | Transaction, workspaceId: string): TrialRegistry {
  return { record: (trial) => recordTrials(db, workspaceId, [trial]), all: () => listTrials(db, workspaceId) };
}
