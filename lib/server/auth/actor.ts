/** Roles in rising order of what they may do. */
export const ROLES = ['viewer', 'analyst', 'approver', 'administrator'] as const;
export type Role = (typeof ROLES)[number];

/** What a token may be for. A program never signs, books or manages, whatever the role of the person. */
export const SCOPES = ['read', 'propose'] as const;
export type Scope = (typeof SCOPES)[number];

/** Who acts, and in which workspace. Every use case is given one and checks it. */
export interface Actor {
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  /** At the desk as a whole, and at every portfolio without a row of its own. */
  readonly role: Role;
  /** By the slug of the portfolio: replaces the role at the desk there, up or down. */
  readonly portfolioRoles?: ReadonlyMap<string, Role>;
  /** What the token is for by which a program acts as them; absent where a person acts. */
  readonly scopes?: readonly Scope[];
  /** The portfolio at which they act now; absent for what concerns the desk. */
  readonly at?: string;
  readonly workspaceId: string;
  readonly workspaceSlug: string;
  readonly workspaceName: string;
  readonly workspaceKind: 'real' | 'sample';
}

/** The same person as they act at a portfolio, or, for null, at the desk. */
export const actingAt = (actor: Actor, portfolio: string | null): Actor => ({ ...actor, at: portfolio ?? undefined });

/** The role that counts where the person acts. */
export const roleOf = ({ role, portfolioRoles, at }: Pick<Actor, 'role' | 'portfolioRoles' | 'at'>): Role => (at === undefined ? undefined : portfolioRoles?.get(at)) ?? role;
