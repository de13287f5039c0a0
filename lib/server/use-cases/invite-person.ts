import * as z from 'zod';
import { ok, refuse } from '../../core/base/result';
import { ROLES } from '../auth/actor';
import { appendJournal } from '../db/journal-store';
import { createAccessLink } from '../db/people-store';
import { newToken, sha256 } from '../hash';
import { linkExpiry } from './access-links';
import { defineUseCase } from './use-case';

/** Invites a person into the actor's workspace; the link is shown once, to be handed over by hand. */
export const invitePerson = defineUseCase({
  name: 'invite-person',
  permission: 'manage-people',
  input: z.strictObject({ email: z.email('is not an e-mail address').max(254).toLowerCase(), role: z.enum(ROLES) }),
  run: async ({ db, actor, clock }, input) => {
    if (actor.workspaceKind === 'sample') return refuse('sample-desk', 'The sample desk has its personas; invite people into a desk of your own.');
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
