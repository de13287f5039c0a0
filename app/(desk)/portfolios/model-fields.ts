import type { Result } from '@/lib/core/base/result';
import { roleRefusal } from '@/lib/core/models/played-roles';
import { findModel } from '@/lib/core/models/registry';
import { fieldsOf, paramsIn, type ParamField } from './[portfolio]/backtest/run-form';

/** Every field of a model by its defaults: what kind each is does not depend on the portfolio. */
function fieldsOfModel(slug: string): readonly ParamField[] {
  const entry = findModel(slug);
  const complete = entry?.complete({});
  const roles = entry?.card.roles && Object.fromEntries(Object.keys(entry.card.roles).map((role) => [role, '']));
  return entry && complete?.ok ? fieldsOf(roles ? { ...complete.value, roles } : complete.value, entry.card, []) : [];
}

/** The parameters of a model as they stand in a form. Refuses what cannot be read, by its label. */
export function typedParams(slug: string, typed: Readonly<Record<string, string>>): Result<Readonly<Record<string, unknown>>, 'bad-parameters'> {
  return paramsIn(fieldsOfModel(slug), typed);
}

/** Why a model as it is typed could not follow a policy of these asset classes; null where it could. */
export function modelProblem(slug: string, typed: Readonly<Record<string, string>>, assets: readonly string[]): string | null {
  const params = typedParams(slug, typed);
  const complete = params.ok ? findModel(slug)?.complete(params.value) : params;
  if (!complete) return `There is no model called "${slug}".`;
  if (!complete.ok) return complete.error.message;
  const refused = roleRefusal(assets, complete.value.roles);
  return refused && !refused.ok ? refused.error.message : null;
}
