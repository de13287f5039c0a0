/** Roles in rising order of what they may do. */
export const ROLES = ['viewer', 'analyst', 'approver', 'administrator'] as const;
export type Role = (typeof ROLES)[number];

/** Who acts, and in which workspace. Every use case is given one and checks it. */
export interface Actor {
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly workspaceId: string;
  readonly workspaceSlug: string;
  readonly workspaceName: string;
  readonly workspaceKind: 'real' | 'sample';
}
