import type { Refusal } from '../../core/base/result';
import { roleOf, type Actor, type Role } from './actor';

/** What a person may do, by role. A use case names one of these and asks before anything else. */
const PERMISSIONS = {
  'read-desk': ['viewer', 'analyst', 'approver', 'administrator'],
  'compute-recommendation': ['viewer', 'analyst', 'approver', 'administrator'],
  'import-data': ['analyst', 'administrator'],
  'create-portfolio': ['analyst', 'administrator'],
  'run-backtest': ['analyst', 'approver', 'administrator'],
  'change-policy': ['administrator'],
  'propose-reallocation': ['analyst', 'approver', 'administrator'],
  'decide-proposal': ['approver', 'administrator'],
  'withdraw-proposal': ['analyst', 'approver', 'administrator'],
  'execute-proposal': ['analyst', 'approver', 'administrator'],
  'manage-people': ['administrator'],
  'manage-sources': ['administrator'],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof PERMISSIONS;

/** Whether a person may do this where they act: at a portfolio by their role there, else by their role at the desk. */
export const may = (actor: Pick<Actor, 'role' | 'portfolioRoles' | 'at'>, permission: Permission): boolean =>
  (PERMISSIONS[permission] as readonly Role[]).includes(roleOf(actor));

/** Null when allowed; else the refusal to return. */
export function forbidden(actor: Actor, permission: Permission): { readonly ok: false; readonly error: Refusal<'forbidden'> } | null {
  if (may(actor, permission)) return null;
  const where = actor.at !== undefined && actor.portfolioRoles?.has(actor.at) ? ` at ${actor.at}` : '';
  const allowed = PERMISSIONS[permission].join(', ');
  return {
    ok: false,
    error: { kind: 'forbidden', message: `The role ${roleOf(actor)}${where} may not do this; it takes one of: ${allowed}.`, details: { permission } },
  };
}

/** Whether a person may do this at the desk or at any portfolio: for what can be asked before it is known which it is. */
export const maySomewhere = (actor: Actor, permission: Permission): boolean =>
  [undefined, ...(actor.portfolioRoles?.keys() ?? [])].some((at) => may({ ...actor, at }, permission));
