import type { Database, Transaction } from './client';

export interface Workspace {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly kind: 'real' | 'sample';
}

const select = { id: true, slug: true, name: true, kind: true } as const;

export async function listWorkspaces(db: Database | Transaction): Promise<readonly Workspace[]> {
  return db.workspace.findMany({ orderBy: { createdAt: 'asc' }, select });
}

export async function createWorkspace(tx: Transaction, workspace: Omit<Workspace, 'id'>): Promise<Workspace> {
  return tx.workspace.create({ data: workspace, select });
}

/** The slug as asked for, or with the first free number behind it. */
export async function freeWorkspaceSlug(tx: Transaction, wanted: string): Promise<string> {
  const taken = new Set((await tx.workspace.findMany({ where: { slug: { startsWith: wanted } }, select: { slug: true } })).map((row) => row.slug));
  for (let number = 1; ; number++) {
    const slug = number === 1 ? wanted : `${wanted}-${number}`;
    if (!taken.has(slug)) return slug;
  }
}

/** Migrations applied, for the health answer. */
export async function appliedMigrations(db: Database): Promise<readonly string[]> {
  const rows = await db.$queryRaw<{ name: string }[]>`
    SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY migration_name`;
  return rows.map((row) => row.name);
}
