import type { IsoDate } from '../../core/base/iso-date';
import type { Database, Transaction } from './client';
import { fromDay, toDay } from './dates';
import type { Prisma } from './generated/client';

/** A backtest somebody asked for under a name, with the moment whose data it looks at. */
export interface NamedRun {
  readonly id: string;
  readonly workspaceId: string;
  readonly portfolioId: string;
  readonly name: string;
  readonly spec: Readonly<Record<string, unknown>>;
  readonly inputHash: string;
  readonly asOf: IsoDate;
  readonly recordedAt: Date;
  readonly createdBy: string;
  /** By the store's clock; what was written to the books later does not count. */
  readonly createdAt: Date;
  readonly portfolioSlug: string;
  readonly workspaceKind: 'real' | 'sample';
}

const select = { id: true, workspaceId: true, portfolioId: true, name: true, spec: true, inputHash: true, asOf: true, recordedAt: true, createdBy: true, createdAt: true, portfolio: { select: { slug: true } }, workspace: { select: { kind: true } } } as const;

const toRun = ({ portfolio, workspace, ...row }: Prisma.NamedRunGetPayload<{ select: typeof select }>): NamedRun => ({
  ...row, asOf: fromDay(row.asOf), spec: row.spec as Record<string, unknown>, portfolioSlug: portfolio.slug, workspaceKind: workspace.kind,
});

/** Names a run; one that is there for the same inputs already keeps its name and is the answer. */
export async function nameRun(tx: Transaction, { spec, asOf, ...run }: Omit<NamedRun, 'id' | 'createdAt' | 'portfolioSlug' | 'workspaceKind'>): Promise<NamedRun> {
  await tx.namedRun.createMany({ data: [{ ...run, asOf: toDay(asOf), spec: spec as Prisma.InputJsonObject }], skipDuplicates: true });
  const { portfolioId, inputHash } = run;
  return toRun(await tx.namedRun.findUniqueOrThrow({ where: { portfolioId_inputHash: { portfolioId, inputHash } }, select }));
}

export async function findNamedRun(db: Database | Transaction, workspaceId: string, id: string): Promise<NamedRun | null> {
  const row = await db.namedRun.findUnique({ where: { workspaceId_id: { workspaceId, id } }, select });
  return row && toRun(row);
}

/** The runs of a portfolio, the newest first. */
export async function listNamedRuns(db: Database | Transaction, workspaceId: string, portfolioId: string, limit: number): Promise<readonly NamedRun[]> {
  return (await db.namedRun.findMany({ where: { workspaceId, portfolioId }, orderBy: [{ createdAt: 'desc' }, { id: 'desc' }], take: limit, select })).map(toRun);
}

export async function renameNamedRun(db: Database, workspaceId: string, id: string, name: string): Promise<void> {
  await db.namedRun.updateMany({ where: { workspaceId, id }, data: { name } });
}

/** Takes a name away, and the jobs under it. The run and its try stay. */
export async function removeNamedRun(db: Database, workspaceId: string, id: string): Promise<void> {
  await db.namedRun.deleteMany({ where: { workspaceId, id } });
}
