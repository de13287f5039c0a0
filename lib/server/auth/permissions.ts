import type { Refusal } from '../../core/base/result';
import { roleOf, type Actor, type Role, type Scope } from './actor';

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
  'manage-own-tokens': ['viewer', 'analyst', 'approver', 'administrator'],
  'manage-own-mail': ['viewer', 'analyst', 'approver', 'administrator'],
  'manage-people': ['administrator'],
  'manage-sources': ['administrator'],
  'archive-desk': ['administrator'],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof PERMISSIONS;

/** What a program may do with a token, by its scopes: these and nothing else, and never more than its person. */
const SCOPE_PERMISSIONS: Readonly<Record<Scope, readonly Permission[]>> = {
  read: ['read-desk'],
  propose: ['propose-reallocation'],
};

type Acting = Pick<Actor, 'role' | 'portfolioRoles' | 'at' | 'scopes'>;

const roleAllows = (actor: Acting, permission: Permission): boolean => (PERMISSIONS[permission] as readonly Role[]).includes(roleOf(actor));
const scopesAllow = ({ scopes }: Acting, permission: Permission): boolean => scopes === undefined || scopes.some((scope) => SCOPE_PERMISSIONS[scope].includes(permission));

/**
 * Whether somebody may do this where they act: at a portfolio by their role there, else by their role at the desk; and
 * a program within the scopes of its token besides.
 */
export const may = (actor: Acting, permission: Permission): boolean => roleAllows(actor, permission) && scopesAllow(actor, permission);

/** Null when allowed; else the refusal to return. */
export function forbidden(actor: Actor, permission: Permission): { readonly ok: false; readonly error: Refusal<'forbidden'> } | null {
  const refusing = (message: string) => ({ ok: false, error: { kind: 'forbidden', message, details: { permission } } }) as const;
  if (!roleAllows(actor, permission)) {
    const where = actor.at !== undefined && actor.portfolioRoles?.has(actor.at) ? ` at ${actor.at}` : '';
    return refusing(`The role ${roleOf(actor)}${where} may not do this; it takes one of: ${PERMISSIONS[permission].join(', ')}.`);
  }
  return scopesAllow(actor, permission) ? null : refusing(`This token is for ${actor.scopes?.join(', ')} and may not do this; a person does it, signed in.`);
}

/** Whether a person may do this at the desk or at any portfolio: for what can be asked before it is known which it is. */
export const maySomewhere = (actor: Actor, permission: Permission): boolean =>
  [undefined, ...(actor.portfolioRoles?.keys() ?? [])].some((at) => may({ ...actor, at }, permission));
