import type { Scope } from '../auth/actor';
import type { Database, Transaction } from './client';

/** A key to the programming interface, without the key. */
export interface ApiToken {
  readonly id: string;
  readonly workspaceId: string;
  readonly userId: string;
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly lastUsedAt: Date | null;
  readonly revokedAt: Date | null;
}

const select = { id: true, workspaceId: true, userId: true, name: true, scopes: true, createdAt: true, expiresAt: true, lastUsedAt: true, revokedAt: true } as const;

// The store holds scopes by a constraint to those there are.
const toToken = (row: Omit<ApiToken, 'scopes'> & { readonly scopes: readonly string[] }): ApiToken => ({ ...row, scopes: row.scopes as readonly Scope[] });

export async function createToken(tx: Transaction, token: Pick<ApiToken, 'workspaceId' | 'userId' | 'name' | 'scopes' | 'createdAt' | 'expiresAt'> & { readonly tokenHash: string }): Promise<string> {
  return (await tx.apiToken.create({ data: { ...token, scopes: [...token.scopes] }, select: { id: true } })).id;
}

/** The tokens of a person at a desk that still work, oldest first. */
export async function tokensOf(db: Database | Transaction, workspaceId: string, userId: string, at: Date): Promise<readonly ApiToken[]> {
  const rows = await db.apiToken.findMany({ where: { workspaceId, userId, revokedAt: null, expiresAt: { gt: at } }, orderBy: { createdAt: 'asc' }, select });
  return rows.map(toToken);
}

/** The token with this hash that works at this moment, or null. */
export async function findWorkingToken(db: Database, tokenHash: string, at: Date): Promise<ApiToken | null> {
  const row = await db.apiToken.findFirst({ where: { tokenHash, revokedAt: null, expiresAt: { gt: at } }, select });
  return row && toToken(row);
}

/** Ends a token; false when it has ended already. */
export async function revokeToken(tx: Transaction, id: string, at: Date): Promise<boolean> {
  return (await tx.apiToken.updateMany({ where: { id, revokedAt: null }, data: { revokedAt: at } })).count === 1;
}

/** Notes that a token was used; once a minute is often enough. */
export async function touchToken(db: Database, { id }: ApiToken, at: Date): Promise<void> {
  const before = new Date(at.getTime() - 60_000);
  await db.apiToken.updateMany({ where: { id, OR: [{ lastUsedAt: null }, { lastUsedAt: { lt: before } }] }, data: { lastUsedAt: at } });
}
