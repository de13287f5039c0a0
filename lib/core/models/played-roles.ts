import type { Issue } from '../base/parsing';
import { refuse, type Result } from '../base/result';

/**
 * What is wrong with roles as somebody gave them out: those that nobody plays, and those given to an asset that is not
 * there. Null where each is played, or where the model has none.
 */
export function roleRefusal(assets: readonly string[], roles: unknown): Result<never, 'missing-asset'> | null {
  const wrong = Object.entries((roles ?? {}) as Readonly<Record<string, string>>).filter(([, asset]) => !assets.includes(asset));
  if (wrong.length === 0) return null;
  const told = wrong.map(([role, asset]) => (asset === role || asset === '' ? role : `${role} (given to ${asset})`)).join(', ');
  const issues = wrong.map(([role, asset]): Issue => ({ path: `roles.${role}`, message: `"${asset}" is no asset class of the policy` }));
  return refuse('missing-asset', `No asset class of the policy plays ${told}. Give each role to one of ${assets.join(', ')}.`, { issues });
}
