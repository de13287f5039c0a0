import type { Database, Transaction } from './client';
import type { Prisma } from './generated/client';

export interface ImportTemplate {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  readonly headerHash: string;
  readonly mapping: Readonly<Record<string, unknown>>;
}

const select = { id: true, kind: true, name: true, headerHash: true, mapping: true } as const;

export async function listTemplates(db: Database | Transaction, workspaceId: string): Promise<readonly ImportTemplate[]> {
  const rows = await db.importTemplate.findMany({ where: { workspaceId }, orderBy: [{ kind: 'asc' }, { name: 'asc' }], select });
  return rows.map((row) => ({ ...row, mapping: row.mapping as Record<string, unknown> }));
}

export type NewTemplate = Omit<ImportTemplate, 'id' | 'kind'> & { readonly workspaceId: string; readonly kind: Prisma.ImportTemplateCreateInput['kind']; readonly createdBy: string };

/** Saves a template; one of the same kind and name is replaced. */
export async function saveTemplate(tx: Transaction, { workspaceId, kind, name, ...rest }: NewTemplate): Promise<string> {
  const data = { ...rest, mapping: rest.mapping as Prisma.InputJsonObject };
  const row = await tx.importTemplate.upsert({ where: { workspaceId_kind_name: { workspaceId, kind, name } }, create: { workspaceId, kind, name, ...data }, update: data, select: { id: true } });
  return row.id;
}

export async function removeTemplate(tx: Transaction, workspaceId: string, id: string): Promise<ImportTemplate | null> {
  const row = await tx.importTemplate.findUnique({ where: { workspaceId_id: { workspaceId, id } }, select });
  if (!row) return null;
  await tx.importTemplate.delete({ where: { workspaceId_id: { workspaceId, id } } });
  return { ...row, mapping: row.mapping as Record<string, unknown> };
}
