import { randomUUID } from 'node:crypto';
import { hashPassword, verifyPassword } from 'better-auth/crypto';
import * as z from 'zod';
import { parseAs } from '../../core/base/parsing';
import { ok, refuse, type Result } from '../../core/base/result';
import { passwordSchema } from '../auth/password';
import type { Clock } from '../clock';
import type { Database, Transaction } from '../db/client';
import { isUniqueViolation } from '../db/errors';
import { appendJournal } from '../db/journal-store';
import { addMember, createAccessLink, createPasswordAccount, createUser, findAccessLink, findCredentials, membersOf, replacePassword, revokeResets, useAccessLink, type AccessLink } from '../db/people-store';
import { createWorkspace, freeWorkspaceSlug } from '../db/workspace-store';
import { newToken, sha256 } from '../hash';
import { plainText, slugFrom } from './inputs';
import { orRollback, Rollback } from './use-case';

/** How long a one-time link works. */
const LINK_DAYS = 7;

/** When a link made now stops working. */
export const linkExpiry = (clock: Clock): Date => new Date(clock.now().getTime() + LINK_DAYS * 86_400_000);

/**
 * A one-time link that sets up a new workspace; whoever opens it becomes its administrator.
 * For the operator at the terminal alone: it asks for no actor, and no room reaches it.
 */
export async function createSetUpLink(db: Database, clock: Clock): Promise<{ readonly token: string }> {
  const token = newToken();
  await createAccessLink(db, { tokenHash: sha256(token), workspaceId: null, email: null, role: 'administrator', expiresAt: linkExpiry(clock) });
  return { token };
}

/**
 * Links for a new password for every administrator of a desk whose people have none: one that was restored. For the
 * operator at the terminal alone, who could read the database anyway.
 */
export async function makeOperatorsResetLinks(db: Database, clock: Clock, workspaceId: string): Promise<readonly { readonly email: string; readonly token: string }[]> {
  const administrators = (await membersOf(db, workspaceId)).filter(({ role }) => role === 'administrator');
  return Promise.all(administrators.map(async ({ userId, email, role }) => {
    const token = newToken();
    await createAccessLink(db, { tokenHash: sha256(token), workspaceId, email, role, expiresAt: linkExpiry(clock), resetsUser: userId });
    return { email, token };
  }));
}

type LinkRefusal = 'link-unusable' | 'invalid-input' | 'wrong-password' | 'already-member';

type Purpose = 'join' | 'reset';
const purposeOf = (link: AccessLink): Purpose => (link.resetsUser === null ? 'join' : 'reset');

async function usableLink(db: Database | Transaction, token: string, clock: Clock): Promise<Result<AccessLink, 'link-unusable'>> {
  const link = await findAccessLink(db, sha256(token));
  if (!link) return refuse('link-unusable', 'This link is not known here. Ask for a new one.');
  if (link.revokedAt) return refuse('link-unusable', 'This link was taken back. Ask for a new one.');
  if (link.usedAt) return refuse('link-unusable', 'This link was used already. Sign in, or ask for a new one.');
  if (link.expiresAt <= clock.now()) return refuse('link-unusable', 'This link has expired. Ask for a new one.');
  return ok(link);
}

/** The link, if it is still good and for this. */
async function linkFor(purpose: Purpose, ...args: Parameters<typeof usableLink>): ReturnType<typeof usableLink> {
  const link = await usableLink(...args);
  return link.ok && purposeOf(link.value) !== purpose ? refuse('link-unusable', 'This link is for something else. Open it as it was given to you.') : link;
}

interface LinkReading {
  readonly purpose: Purpose;
  readonly workspaceName: string | null;
  readonly email: string | null;
}

/** What a link is for, before it is taken. */
export async function readAccessLink(db: Database, clock: Clock, token: string): Promise<Result<LinkReading, 'link-unusable'>> {
  const link = await usableLink(db, token, clock);
  return link.ok ? ok({ purpose: purposeOf(link.value), workspaceName: link.value.workspaceName, email: link.value.email }) : link;
}

const acceptSchema = z.strictObject({
  token: z.string().min(1).max(200),
  name: plainText.trim().min(1, 'is needed').max(120),
  email: z.email('is not an e-mail address').max(254).toLowerCase(),
  password: passwordSchema,
  workspaceName: plainText.trim().min(1, 'is needed').max(120).optional(),
});

async function userFor(tx: Transaction, input: z.output<typeof acceptSchema>): Promise<string> {
  const known = await findCredentials(tx, input.email);
  if (known) {
    const matches = known.passwordHash !== null && (await verifyPassword({ hash: known.passwordHash, password: input.password }));
    if (!matches) throw new Rollback(refuse('wrong-password', 'This e-mail address has an account here already; give its password.'));
    return known.userId;
  }
  const userId = randomUUID();
  await createUser(tx, { id: userId, name: input.name, email: input.email });
  await createPasswordAccount(tx, { id: randomUUID(), userId, passwordHash: await hashPassword(input.password) });
  return userId;
}

/** Takes a one-time link: makes the person, and the workspace when the link sets one up. */
export async function acceptAccessLink(db: Database, clock: Clock, raw: z.input<typeof acceptSchema>): Promise<Result<{ readonly workspaceSlug: string; readonly email: string }, LinkRefusal>> {
  const parsed = parseAs(acceptSchema, raw, 'invalid-input');
  if (!parsed.ok) return parsed;
  const input = parsed.value;
  const taken = () =>
    db.$transaction(async (tx) => {
      const found = await linkFor('join', tx, input.token, clock);
      if (!found.ok) throw new Rollback(found);
      const link = found.value;
      if (link.email !== null && link.email !== input.email) throw new Rollback(refuse('invalid-input', `This link invites ${link.email}; use that address.`));
      if (link.workspaceId === null && !input.workspaceName) throw new Rollback(refuse('invalid-input', 'workspaceName: is needed'));
      const userId = await userFor(tx, input);
      if (!(await useAccessLink(tx, link.id, userId, clock.now()))) throw new Rollback(refuse('link-unusable', 'This link was used a moment ago by somebody else.'));
      const workspace = await workspaceFor(tx, link, input.workspaceName ?? '');
      if (workspace.members.includes(userId)) throw new Rollback(refuse('already-member', 'You are a member of this desk already; sign in.'));
      await addMember(tx, workspace.id, userId, link.role);
      // Whoever made a link for a new password answered for the desks the person had until now, not for this one.
      await revokeResets(tx, userId, clock.now());
      await appendJournal(tx, workspace.id, {
        at: clock.now(), actor: userId, kind: 'person.joined', subject: 'workspace', subjectId: workspace.id, body: { name: input.name, email: input.email, role: link.role },
      });
      return ok({ workspaceSlug: workspace.slug, email: input.email });
    });
  return orRollback(() =>
    taken().catch((error: unknown) => {
      // The same link opened twice at once: the second finds the person, or the desk's name, just made by the first.
      if (isUniqueViolation(error)) throw new Rollback(refuse('link-unusable', 'This link, or this address, was used a moment ago. Sign in, or try again.'));
      throw error;
    }),
  );
}

async function workspaceFor(tx: Transaction, link: AccessLink, name: string): Promise<{ readonly id: string; readonly slug: string; readonly members: readonly string[] }> {
  if (link.workspaceId !== null) {
    const members = await membersOf(tx, link.workspaceId);
    return { id: link.workspaceId, slug: members[0]?.workspaceSlug ?? '', members: members.map((member) => member.userId) };
  }
  const made = await createWorkspace(tx, { slug: await freeWorkspaceSlug(tx, slugFrom(name) || 'desk'), name, kind: 'real' });
  return { ...made, members: [] };
}

const resetSchema = z.strictObject({ token: z.string().min(1).max(200), password: passwordSchema });

/** Takes a link for a new password: changes it, and ends every session of the person. */
export async function resetPassword(db: Database, clock: Clock, raw: z.input<typeof resetSchema>): Promise<Result<{ readonly email: string }, 'link-unusable' | 'invalid-input'>> {
  const parsed = parseAs(resetSchema, raw, 'invalid-input');
  if (!parsed.ok) return parsed;
  const passwordHash = await hashPassword(parsed.value.password);
  return orRollback(() =>
    db.$transaction(async (tx) => {
      const found = await linkFor('reset', tx, parsed.value.token, clock);
      if (!found.ok) return found;
      const { id, workspaceId, resetsUser, email } = found.value;
      if (resetsUser === null || workspaceId === null) throw new Error('a link for a new password names a person and a desk');
      if (!(await useAccessLink(tx, id, resetsUser, clock.now()))) throw new Rollback(refuse('link-unusable', 'This link was used a moment ago.'));
      await replacePassword(tx, resetsUser, passwordHash);
      await appendJournal(tx, workspaceId, { at: clock.now(), actor: resetsUser, kind: 'person.password-reset', subject: 'workspace', subjectId: workspaceId, body: { email } });
      return ok({ email: email ?? '' });
    }),
  );
}
