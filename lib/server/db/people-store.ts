import { randomUUID } from 'node:crypto';
import type { Actor, Role } from '../auth/actor';
import type { Database, Transaction } from './client';

const memberSelect = {
  role: true,
  user: { select: { id: true, name: true, email: true } },
  workspace: { select: { id: true, slug: true, name: true, kind: true } },
  portfolio: { select: { slug: true } },
} as const;

interface MemberRow {
  role: Role;
  user: { id: string; name: string; email: string };
  workspace: { id: string; slug: string; name: string; kind: 'real' | 'sample' };
  portfolio: { slug: string } | null;
}

/** People at desks out of their rows: each desk-wide one with those of the same person at portfolios of that desk. */
function toActors(rows: readonly MemberRow[]): readonly Actor[] {
  const isAtPortfolio = (row: MemberRow): row is MemberRow & { portfolio: { slug: string } } => row.portfolio !== null;
  const special = rows.filter(isAtPortfolio);
  return rows
    .filter((row) => !isAtPortfolio(row))
    .map(({ user, workspace, role }) => ({
      userId: user.id,
      name: user.name,
      email: user.email,
      role,
      portfolioRoles: new Map(special.filter((one) => one.user.id === user.id && one.workspace.id === workspace.id).map((one) => [one.portfolio.slug, one.role])),
      workspaceId: workspace.id,
      workspaceSlug: workspace.slug,
      workspaceName: workspace.name,
      workspaceKind: workspace.kind,
    }));
}

/** A user as a member of each of their workspaces, oldest first. */
export async function actorsOf(db: Database | Transaction, userId: string): Promise<readonly Actor[]> {
  return toActors(await db.member.findMany({ where: { userId }, orderBy: [{ createdAt: 'asc' }, { id: 'asc' }], select: memberSelect }));
}

export async function membersOf(db: Database | Transaction, workspaceId: string): Promise<readonly Actor[]> {
  return toActors(await db.member.findMany({ where: { workspaceId }, orderBy: [{ createdAt: 'asc' }, { id: 'asc' }], select: memberSelect }));
}

/** The personas: members of sample desks who have no way to sign in by themselves. */
export async function listPersonas(db: Database | Transaction): Promise<readonly Actor[]> {
  const rows = await db.member.findMany({
    where: { workspace: { kind: 'sample' }, user: { accounts: { none: {} }, members: { every: { workspace: { kind: 'sample' } } } } },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    select: memberSelect,
  });
  return toActors(rows);
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

/** Makes changes to who may do what at a desk queue, for the length of the transaction: each sees what the one before left. */
export async function lockPeople(tx: Transaction, workspaceId: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`people:${workspaceId}`}, 0))`;
}

/** Gives a role, at the desk (null) or at a portfolio, in place of the one held there. */
export async function putRole(tx: Transaction, place: { readonly workspaceId: string; readonly userId: string; readonly portfolioId: string | null }, role: Role): Promise<void> {
  const { count } = await tx.member.updateMany({ where: place, data: { role } });
  if (count === 0) await tx.member.create({ data: { ...place, role } });
}

/** Takes a role at a portfolio away, so that the one at the desk counts there again; false when there was none. */
export async function clearRole(tx: Transaction, place: { readonly workspaceId: string; readonly userId: string; readonly portfolioId: string }): Promise<boolean> {
  return (await tx.member.deleteMany({ where: place })).count > 0;
}

/** Takes every role of a person at a desk away, and with them their tokens there and links for a new password. */
export async function removeMember(tx: Transaction, workspaceId: string, userId: string, at: Date): Promise<void> {
  await tx.member.deleteMany({ where: { workspaceId, userId } });
  await revokeResets(tx, userId, at);
  await tx.apiToken.updateMany({ where: { workspaceId, userId, revokedAt: null }, data: { revokedAt: at } });
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
  readonly revokedAt: Date | null;
  /** The person who may choose a new password with it; null for a link that makes a member. */
  readonly resetsUser: string | null;
}

export async function createAccessLink(
  db: Database | Transaction,
  link: { readonly tokenHash: string; readonly workspaceId: string | null; readonly email: string | null; readonly role: Role; readonly expiresAt: Date; readonly resetsUser?: string },
): Promise<void> {
  await db.accessLink.create({ data: link });
}

export async function findAccessLink(db: Database | Transaction, tokenHash: string): Promise<AccessLink | null> {
  const row = await db.accessLink.findUnique({
    where: { tokenHash },
    select: { id: true, workspaceId: true, email: true, role: true, expiresAt: true, usedAt: true, revokedAt: true, resetsUser: true, workspace: { select: { name: true } } },
  });
  return row && { ...row, workspaceName: row.workspace?.name ?? null };
}

/** Takes the link; false when somebody else was first, or when it was revoked. */
export async function useAccessLink(tx: Transaction, id: string, userId: string, at: Date): Promise<boolean> {
  const { count } = await tx.accessLink.updateMany({ where: { id, usedAt: null, revokedAt: null }, data: { usedAt: at, usedBy: userId } });
  return count === 1;
}

export interface Invitation {
  readonly id: string;
  readonly email: string;
  readonly role: Role;
  readonly expiresAt: Date;
}

const openAt = (at: Date) => ({ usedAt: null, revokedAt: null, expiresAt: { gt: at } });

export async function openInvitations(db: Database | Transaction, workspaceId: string, at: Date): Promise<readonly Invitation[]> {
  const rows = await db.accessLink.findMany({
    where: { workspaceId, ...openAt(at), email: { not: null }, resetsUser: null },
    orderBy: { createdAt: 'asc' },
    select: { id: true, email: true, role: true, expiresAt: true },
  });
  return rows.map((row) => ({ ...row, email: row.email ?? '' }));
}

/** Takes an open invitation back; false when it is none any more. */
export async function revokeInvitation(tx: Transaction, workspaceId: string, id: string, at: Date): Promise<boolean> {
  return (await tx.accessLink.updateMany({ where: { id, workspaceId, resetsUser: null, ...openAt(at) }, data: { revokedAt: at } })).count === 1;
}

/** Takes back every link by which this person could choose a new password. */
export async function revokeResets(tx: Transaction, userId: string, at: Date): Promise<void> {
  await tx.accessLink.updateMany({ where: { resetsUser: userId, usedAt: null, revokedAt: null }, data: { revokedAt: at } });
}

/** Changes a password and ends every session of the person. */
export async function replacePassword(tx: Transaction, userId: string, passwordHash: string): Promise<void> {
  const { count } = await tx.account.updateMany({ where: { userId, providerId: 'credential' }, data: { password: passwordHash } });
  // Somebody whose desk was restored from an archive has none yet.
  if (count === 0) await createPasswordAccount(tx, { id: randomUUID(), userId, passwordHash });
  await tx.session.deleteMany({ where: { userId } });
}
