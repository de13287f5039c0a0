import * as z from 'zod';
import { ok, type Result } from '../../core/base/result';
import type { Role } from '../auth/actor';
import { membersOf, openInvitations } from '../db/people-store';
import { defineUseCase } from './use-case';

export interface PeopleReading {
  readonly members: readonly { readonly userId: string; readonly name: string; readonly email: string; readonly role: Role }[];
  readonly invitations: readonly { readonly email: string; readonly role: Role; readonly expiresAt: Date }[];
}

/** Who works at this desk, and who is invited. */
export const readPeople = defineUseCase({
  name: 'read-people',
  permission: 'read-desk',
  input: z.strictObject({}),
  run: async ({ db, actor, clock }): Promise<Result<PeopleReading>> => {
    const [members, invitations] = await Promise.all([membersOf(db, actor.workspaceId), openInvitations(db, actor.workspaceId, clock.now())]);
    return ok({ members: members.map(({ userId, name, email, role }) => ({ userId, name, email, role })), invitations });
  },
});
