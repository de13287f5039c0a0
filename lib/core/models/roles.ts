import type { Result } from '../base/result';
import { ok, refuse } from '../base/result';
import type { Policy } from '../targets/policy';

/** Which asset of the policy plays each role of a rule; a role left out is played by the asset of its own name. */
export type Roles = Readonly<Record<string, string>>;

/** The policy line of a role. Asking for a role that was not resolved is a programmer's mistake. */
export type LineOf = (role: string) => number;

/**
 * The line that plays each of the named roles. Two roles may be played by one asset.
 * Refuses `missing-asset`, naming every role that nobody plays and the asset it was given to.
 */
export function resolveRoles(names: readonly string[], roles: Roles, policy: Policy): Result<LineOf, 'missing-asset'> {
  const lines = new Map(names.map((role) => [role, policy.lines.findIndex(({ asset }) => asset === (roles[role] ?? role))] as const));
  const missing = names.filter((role) => (lines.get(role) ?? -1) < 0);
  if (missing.length > 0) {
    const told = missing.map((role) => ((roles[role] ?? role) === role ? role : `${role} (given to ${roles[role]})`)).join(', ');
    return refuse('missing-asset', `no asset of the policy plays ${told}`, { roles: missing });
  }
  return ok((role) => lines.get(role) as number);
}
