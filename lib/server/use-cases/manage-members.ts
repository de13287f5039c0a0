import * as z from 'zod';
import { ok, refuse, type Result } from '../../core/base/result';
import { ROLES, type Actor } from '../auth/actor';
import type { Transaction } from '../db/client';
import { appendJournal } from '../db/journal-store';
import { actorsOf, clearRole, createAccessLink, lockPeople, membersOf, putRole, removeMember as takeRoles, revokeResets } from '../db/people-store';
import { findPortfolio } from '../db/portfolio-store';
import { unknownPortfolio } from '../desk/open-desk';
import { newToken, sha256 } from '../hash';
import { slugSchema } from './inputs';
import { refusePersonas } from './invite-person';
import { defineUseCase, orRollback, type Context } from './use-case';

const personSchema = z.string().min(1).max(64);
const roleSchema = z.enum(ROLES);

/** A link for a new password lies about for a day at the most. */
const RESET_HOURS = 24;

interface Deed {
  readonly kind: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/**
 * Changes what a member may do, in turn with everybody else who does: the work sees the member and all members as they
 * are now, and what it did stands in the journal.
 */
async function withMember(
  { db, actor, clock }: Context,
  person: string,
  work: (tx: Transaction, member: Actor, members: readonly Actor[]) => Promise<Result<Deed>>,
): Promise<Result<{ readonly name: string }>> {
  const refused = refusePersonas(actor);
  if (refused) return refused;
  const { workspaceId, userId } = actor;
  return orRollback(() =>
    db.$transaction(async (tx): Promise<Result<{ readonly name: string }>> => {
      await lockPeople(tx, workspaceId);
      const members = await membersOf(tx, workspaceId);
      const member = members.find((one) => one.userId === person);
      if (!member) return refuse('not-found', 'There is no such person at this desk.');
      const deed = await work(tx, member, members);
      if (!deed.ok) return deed;
      const { name, email } = member;
      await appendJournal(tx, workspaceId, { at: clock.now(), actor: userId, kind: deed.value.kind, subject: 'workspace', subjectId: workspaceId, body: { name, email, ...deed.value.body } });
      return ok({ name });
    }),
  );
}

/** A desk that nobody administers could never be put right again. */
function refuseLast(member: Actor, members: readonly Actor[]) {
  const isLast = member.role === 'administrator' && members.filter((one) => one.role === 'administrator').length === 1;
  return isLast ? refuse('last-administrator', `${member.name} is the only administrator of this desk. Make somebody else one first.`) : null;
}

/** Gives a member another role at the desk. */
export const changeRole = defineUseCase({
  name: 'change-role',
  permission: 'manage-people',
  input: z.strictObject({ person: personSchema, role: roleSchema }),
  run: (context, { person, role }) =>
    withMember(context, person, async (tx, member, members) => {
      if (member.role === role) return refuse('unchanged', `${member.name} is ${role} already.`);
      const refused = refuseLast(member, members);
      if (refused) return refused;
      await putRole(tx, { workspaceId: member.workspaceId, userId: person, portfolioId: null }, role);
      return ok({ kind: 'person.role-changed', body: { from: member.role, role } });
    }),
});

/** Gives a member a role of their own at a portfolio, in place of the one at the desk; null gives the desk's back. */
export const setPortfolioRole = defineUseCase({
  name: 'set-portfolio-role',
  permission: 'manage-people',
  input: z.strictObject({ person: personSchema, portfolio: slugSchema, role: roleSchema.nullable() }),
  // People are managed by the administrators of the desk, not by those of a portfolio.
  at: () => null,
  run: (context, { person, portfolio: slug, role }) =>
    withMember(context, person, async (tx, member) => {
      const portfolio = await findPortfolio(tx, member.workspaceId, slug);
      if (!portfolio) return unknownPortfolio(slug);
      const place = { workspaceId: member.workspaceId, userId: person, portfolioId: portfolio.id };
      const before = member.portfolioRoles?.get(slug) ?? null;
      if (before === role) return refuse('unchanged', `${member.name} has ${role === null ? 'no role of their own' : `the role ${role}`} at ${portfolio.name} already.`);
      if (role === null) await clearRole(tx, place);
      else await putRole(tx, place, role);
      return ok({ kind: role === null ? 'person.portfolio-role-cleared' : 'person.portfolio-role-set', body: { portfolio: slug, from: before ?? member.role, role: role ?? member.role } });
    }),
});

/** Takes a member off the desk, with their tokens here. What they did stays, and so do their other desks and sessions. */
export const removeMember = defineUseCase({
  name: 'remove-member',
  permission: 'manage-people',
  input: z.strictObject({ person: personSchema }),
  run: (context, { person }) =>
    withMember(context, person, async (tx, member, members) => {
      const refused = refuseLast(member, members);
      if (refused) return refused;
      await takeRoles(tx, member.workspaceId, person, context.clock.now());
      return ok({ kind: 'person.removed', body: { role: member.role } });
    }),
});

/**
 * Makes a one-time link by which a member chooses a new password; shown once, to be handed over. Only by somebody who
 * administers every desk of that person: a password opens them all.
 */
export const makeResetLink = defineUseCase({
  name: 'make-reset-link',
  permission: 'manage-people',
  input: z.strictObject({ person: personSchema }),
  run: async (context, { person }): Promise<Result<{ readonly token: string; readonly name: string }>> => {
    const { actor, clock } = context;
    const token = newToken();
    const made = await withMember(context, person, async (tx, member) => {
      if (person === actor.userId) return refuse('own-password', 'Change your own password under your account.');
      const administered = new Set((await actorsOf(tx, actor.userId)).filter(({ role }) => role === 'administrator').map(({ workspaceId }) => workspaceId));
      const foreign = (await actorsOf(tx, person)).some(({ workspaceId }) => !administered.has(workspaceId));
      if (foreign) return refuse('other-desk', `${member.name} also works at a desk that you do not administer; a new password would open it to whoever has the link.`);
      await revokeResets(tx, person, clock.now());
      const expiresAt = new Date(clock.now().getTime() + RESET_HOURS * 3_600_000);
      await createAccessLink(tx, { tokenHash: sha256(token), workspaceId: member.workspaceId, email: member.email, role: member.role, expiresAt, resetsUser: person });
      return ok({ kind: 'person.reset-link-made', body: {} });
    });
    return made.ok ? ok({ token, name: made.value.name }) : made;
  },
});
