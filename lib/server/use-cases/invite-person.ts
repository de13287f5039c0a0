import * as z from 'zod';
import { ok, refuse } from '../../core/base/result';
import { ROLES, type Actor } from '../auth/actor';
import { appendJournal } from '../db/journal-store';
import { createAccessLink, openInvitations, revokeInvitation as takeBack } from '../db/people-store';
import { newToken, sha256 } from '../hash';
import { linkExpiry } from './access-links';
import { defineUseCase } from './use-case';

/** Null at a desk of people; the personas of the sample desk stay as they are. */
export const refusePersonas = (actor: Actor) =>
  actor.workspaceKind === 'sample' ? refuse('sample-desk', 'The sample desk has its personas; manage people at a desk of your own.') : null;

/** Invites a person into the actor's workspace; the link is shown once, to be handed over by hand. */
export const invitePerson = defineUseCase({
  name: 'invite-person',
  permission: 'manage-people',
  input: z.strictObject({ email: z.email('is not an e-mail address').max(254).toLowerCase(), role: z.enum(ROLES) }),
  run: async ({ db, actor, clock }, input) => {
    const refused = refusePersonas(actor);
    if (refused) return refused;
    const token = newToken();
    await db.$transaction(async (tx) => {
      await createAccessLink(tx, { tokenHash: sha256(token), workspaceId: actor.workspaceId, email: input.email, role: input.role, expiresAt: linkExpiry(clock) });
      await appendJournal(tx, actor.workspaceId, {
        at: clock.now(), actor: actor.userId, kind: 'person.invited', subject: 'workspace', subjectId: actor.workspaceId, body: { email: input.email, role: input.role },
      });
    });
    return ok({ token, email: input.email, role: input.role });
  },
});

/** Takes an open invitation back; its link stops working. */
export const revokeInvitation = defineUseCase({
  name: 'revoke-invitation',
  permission: 'manage-people',
  input: z.strictObject({ invitation: z.uuid('names an invitation') }),
  run: async ({ db, actor, clock }, input) => {
    const { workspaceId, userId } = actor;
    return db.$transaction(async (tx) => {
      const invitation = (await openInvitations(tx, workspaceId, clock.now())).find(({ id }) => id === input.invitation);
      if (!invitation || !(await takeBack(tx, workspaceId, invitation.id, clock.now()))) return refuse('not-found', 'There is no such open invitation at this desk.');
      const { email, role } = invitation;
      await appendJournal(tx, workspaceId, { at: clock.now(), actor: userId, kind: 'person.invitation-revoked', subject: 'workspace', subjectId: workspaceId, body: { email, role } });
      return ok({ email });
    });
  },
});
