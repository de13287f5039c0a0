import type { Actor, Role } from '../auth/actor';
import type { Database, Transaction } from './client';

const memberSelect = {
  role: true,
  user: { select: { id: true, name: true, email: true } },
  workspace: { select: { id: true, slug: true, name: true, kind: true } },
} as const;

interface MemberRow {
  role: Role;
  user: { id: string; name: string; email: string };
  workspace: { id: string; slug: string; name: string; kind: 'real' | 'sample' };
}

const toActor = (row: MemberRow): Actor => ({
  userId: row.user.id,
  name: row.user.name,
  email: row.user.email,
  role: row.role,
  workspaceId: row.workspace.id,
  workspaceSlug: row.workspace.slug,
  workspaceName: row.workspace.name,
  workspaceKind: row.workspace.kind,
});

/** A user as a member of each of their workspaces, oldest first. */
export async function actorsOf(db: Database | Transaction, userId: string): Promise<readonly Actor[]> {
  const rows = await db.member.findMany({ where: { userId }, orderBy: { createdAt: 'asc' }, select: memberSelect });
  return rows.map(toActor);
}

export async function membersOf(db: Database | Transaction, workspaceId: string): Promise<readonly Actor[]> {
  const rows = await db.member.findMany({ where: { workspaceId }, orderBy: { createdAt: 'asc' }, select: memberSelect });
  return rows.map(toActor);
}

/** The personas: members of sample desks who have no way to sign in by themselves. */
export async function listPersonas(db: Database | Transaction): Promise<readonly Actor[]> {
  const rows = await db.member.findMany({
    where: { workspace: { kind: 'sample' }, user: { accounts: { none: {} }, members: { every: { workspace: { kind: 'sample' } } } } },
    orderBy: { createdAt: 'asc' },
    select: memberSelect,
  });
  return rows.map(toActor);
}

export async function findPersona(db: Database | Transaction, userId: string): Promise<Actor | null> {
  return (await listPersonas(db)).find((persona) => persona.userId === userId) ?? null;
}

export async function createUser(tx: Transaction, user: { readonly id: string; readonly name: string; readonly email: string }): Promise<void> {
  await tx.user.create({ data: { ...user, emailVerified: true } });
}

export async function createPasswordAccount(tx: Transaction, account: { readonly id: string; readonly userId: string; readonly passwordHash: string }): Promise<void> {
  await tx.account.create({
    data: { id: account.id, accountId: account.userId, providerId: 'credential', userId: account.userId, password: account.passwordHash },
  });
}

/** The user with this address and the hash of their password; personas have none. */
export async function findCredentials(db: Database | Transaction, email: string): Promise<{ userId: string; passwordHash: string | null } | null> {
  const row = await db.user.findUnique({ where: { email }, select: { id: true, accounts: { where: { providerId: 'credential' }, select: { password: true } } } });
  return row && { userId: row.id, passwordHash: row.accounts[0]?.password ?? null };
}

export async function addMember(tx: Transaction, workspaceId: string, userId: string, role: Role): Promise<void> {
  await tx.member.create({ data: { workspaceId, userId, role } });
}

export async function userNames(db: Database | Transaction, userIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await db.user.findMany({ where: { id: { in: [...new Set(userIds)] } }, select: { id: true, name: true } });
  return new Map(rows.map((row) => [row.id, row.name]));
}

// ── One-time links ────────────────────────────────────────────────────────────────────────────────────────────

export interface AccessLink {
  readonly id: string;
  readonly workspaceId: string | null;
  readonly workspaceName: string | null;
  readonly email: string | null;
  readonly role: Role;
  readonly expiresAt: Date;
  readonly usedAt: Date | null;
}

export async function createAccessLink(
  db: Database | Transaction,
  link: { readonly tokenHash: string; readonly workspaceId: string | null; readonly email: string | null; readonly role: Role; readonly expiresAt: Date },
): Promise<void> {
  await db.accessLink.create({ data: link });
}

export async function findAccessLink(db: Database | Transaction, tokenHash: string): Promise<AccessLink | null> {
  const row = await db.accessLink.findUnique({
    where: { tokenHash },
    select: { id: true, workspaceId: true, email: true, role: true, expiresAt: true, usedAt: true, workspace: { select: { name: true } } },
  });
  return row && { ...row, workspaceName: row.workspace?.name ?? null };
}

/** Takes the link; false when somebody else was first. */
export async function useAccessLink(tx: Transaction, id: string, userId: string, at: Date): Promise<boolean> {
  const { count } = await tx.accessLink.updateMany({ where: { id, usedAt: null }, data: { usedAt: at, usedBy: userId } });
  return count === 1;
}

export async function openInvitations(db: Database | Transaction, workspaceId: string, at: Date): Promise<readonly { email: string; role: Role; expiresAt: Date }[]> {
  const rows = await db.accessLink.findMany({
    where: { workspaceId, usedAt: null, expiresAt: { gt: at }, email: { not: null } },
    orderBy: { createdAt: 'asc' },
    select: { email: true, role: true, expiresAt: true },
  });
  return rows.map((row) => ({ email: row.email ?? '', role: row.role, expiresAt: row.expiresAt }));
}
