import * as z from 'zod';
import { ok, refuse, type Result } from '../../core/base/result';
import { SCOPES } from '../auth/actor';
import { appendJournal } from '../db/journal-store';
import { createToken, revokeToken as end, tokensOf, type ApiToken } from '../db/token-store';
import { newToken, sha256 } from '../hash';
import { plainText } from './inputs';
import { defineUseCase } from './use-case';

/** What every token begins with, so that people and scanners of leaked secrets know one when they see it. */
export const TOKEN_PREFIX = 'ms_';

/** The longest a token lives, and how many a person may have at a desk. */
const MOST_DAYS = 365;
const MOST_TOKENS = 20;

export type OwnToken = Pick<ApiToken, 'id' | 'name' | 'scopes' | 'createdAt' | 'expiresAt' | 'lastUsedAt'>;

/** Makes a token by which a program acts as the actor at this desk. It is shown once; only its hash is kept. */
export const makeToken = defineUseCase({
  name: 'make-token',
  permission: 'manage-own-tokens',
  input: z.strictObject({
    name: plainText.trim().min(1, 'is needed').max(80),
    scopes: z.array(z.enum(SCOPES)).min(1, 'names at least one').max(SCOPES.length),
    days: z.number().int('is a whole number').min(1, 'is a day or more').max(MOST_DAYS, `is ${MOST_DAYS} at the most`),
  }),
  run: async ({ db, actor, clock }, { name, scopes, days }): Promise<Result<{ readonly token: string; readonly name: string; readonly expiresAt: Date }>> => {
    const { workspaceId, userId } = actor;
    const token = TOKEN_PREFIX + newToken();
    const createdAt = clock.now();
    const expiresAt = new Date(createdAt.getTime() + days * 86_400_000);
    const given = SCOPES.filter((scope) => scopes.includes(scope));
    return db.$transaction(async (tx) => {
      const open = await tokensOf(tx, workspaceId, userId, createdAt);
      if (open.some((one) => one.name === name)) return refuse('name-taken', `You have a token called "${name}" already. Choose another name, or revoke that one.`);
      if (open.length >= MOST_TOKENS) return refuse('too-many', `You have ${MOST_TOKENS} tokens at this desk. Revoke one first.`);
      await createToken(tx, { workspaceId, userId, name, scopes: given, createdAt, expiresAt, tokenHash: sha256(token) });
      await appendJournal(tx, workspaceId, { at: createdAt, actor: userId, kind: 'token.made', subject: 'workspace', subjectId: workspaceId, body: { name, scopes: given, expiresAt: expiresAt.toISOString() } });
      return ok({ token, name, expiresAt });
    });
  },
});

/** The actor's own tokens that still work. */
export const listTokens = defineUseCase({
  name: 'list-tokens',
  permission: 'manage-own-tokens',
  input: z.strictObject({}),
  run: async ({ db, actor, clock }): Promise<Result<readonly OwnToken[]>> => {
    const tokens = await tokensOf(db, actor.workspaceId, actor.userId, clock.now());
    return ok(tokens.map(({ id, name, scopes, createdAt, expiresAt, lastUsedAt }) => ({ id, name, scopes, createdAt, expiresAt, lastUsedAt })));
  },
});

/** Ends one of the actor's own tokens; the next request with it is refused. */
export const revokeToken = defineUseCase({
  name: 'revoke-token',
  permission: 'manage-own-tokens',
  input: z.strictObject({ token: z.uuid('names a token') }),
  run: async ({ db, actor, clock }, input) => {
    const { workspaceId, userId } = actor;
    return db.$transaction(async (tx) => {
      const token = (await tokensOf(tx, workspaceId, userId, clock.now())).find(({ id }) => id === input.token);
      if (!token || !(await end(tx, token.id, clock.now()))) return refuse('not-found', 'There is no such token of yours at this desk.');
      await appendJournal(tx, workspaceId, { at: clock.now(), actor: userId, kind: 'token.revoked', subject: 'workspace', subjectId: workspaceId, body: { name: token.name } });
      return ok({ name: token.name });
    });
  },
});
