import type { Database } from '../db/client';
import { actorsOf } from '../db/people-store';
import { findWorkingToken, type ApiToken } from '../db/token-store';
import { sha256 } from '../hash';
import type { Actor } from './actor';

const BEARER = /^Bearer (ms_[A-Za-z0-9_-]{43})$/i;

/** The person behind a bearer token, with their roles of now and the token's scopes; null when it opens nothing. */
export async function bearerActor(db: Database, authorization: string | null, at: Date): Promise<{ readonly actor: Actor; readonly token: ApiToken } | null> {
  const text = BEARER.exec(authorization ?? '')?.[1];
  const token = text === undefined ? null : await findWorkingToken(db, sha256(text), at);
  if (!token) return null;
  const member = (await actorsOf(db, token.userId)).find(({ workspaceId }) => workspaceId === token.workspaceId);
  return member ? { actor: { ...member, scopes: token.scopes }, token } : null;
}
