import type { Refusal } from '../../core/base/result';
import type { Actor, Role } from './actor';

/** What a person may do, by role. A use case names one of these and asks before anything else. */
const PERMISSIONS = {
  'read-desk': ['viewer', 'analyst', 'approver', 'administrator'],
  'compute-recommendation': ['viewer', 'analyst', 'approver', 'administrator'],
  'import-data': ['analyst', 'administrator'],
  'create-portfolio': ['analyst', 'administrator'],
  'change-policy': ['administrator'],
  'propose-reallocation': ['analyst', 'approver', 'administrator'],
  'decide-proposal': ['approver', 'administrator'],
  'withdraw-proposal': ['analyst', 'approver', 'administrator'],
  'execute-proposal': ['analyst', 'approver', 'administrator'],
  'manage-people': ['administrator'],
  'manage-sources': ['administrator'],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof PERMISSIONS;

export const may = (actor: Pick<Actor, 'role'>, permission: Permission): boolean =>
  (PERMISSIONS[permission] as readonly Role[]).includes(actor.role);

/** Null when allowed; else the refusal to return. */
export function forbidden(actor: Actor, permission: Permission): { readonly ok: false; readonly error: Refusal<'forbidden'> } | null {
  if (may(actor, permission)) return null;
  const allowed = PERMISSIONS[permission].join(', ');
  return {
    ok: false,
    error: { kind: 'forbidden', message: `The role ${actor.role} may not do this; it takes one of: ${allowed}.`, details: { permission } },
  };
}
