import * as z from 'zod';
import { ok, type Result } from '../../core/base/result';
import type { Role } from '../auth/actor';
import { membersOf, openInvitations, type Invitation } from '../db/people-store';
import { listPortfolios } from '../db/portfolio-store';
import { defineUseCase } from './use-case';

export interface MemberReading {
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  /** Where another role counts than the one at the desk. */
  readonly portfolioRoles: readonly { readonly slug: string; readonly name: string; readonly role: Role }[];
}

export interface PeopleReading {
  readonly members: readonly MemberReading[];
  readonly invitations: readonly Invitation[];
  readonly portfolios: readonly { readonly slug: string; readonly name: string }[];
}

/** Who works at this desk, with which roles, and who is invited. */
export const readPeople = defineUseCase({
  name: 'read-people',
  permission: 'read-desk',
  input: z.strictObject({}),
  run: async ({ db, actor, clock }): Promise<Result<PeopleReading>> => {
    const { workspaceId } = actor;
    const [members, invitations, all] = await Promise.all([membersOf(db, workspaceId), openInvitations(db, workspaceId, clock.now()), listPortfolios(db, workspaceId)]);
    const portfolios = all.map(({ slug, name }) => ({ slug, name }));
    return ok({
      members: members.map(({ userId, name, email, role, portfolioRoles }) => ({
        userId, name, email, role,
        portfolioRoles: portfolios.flatMap((portfolio) => {
          const there = portfolioRoles?.get(portfolio.slug);
          return there ? [{ ...portfolio, role: there }] : [];
        }),
      })),
      invitations,
      portfolios,
    });
  },
});
