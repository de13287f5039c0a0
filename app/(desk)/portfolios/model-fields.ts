import { issuesOf } from '@/lib/core/base/parsing';
import type { Refusal, Result } from '@/lib/core/base/result';
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
function refusalOf(slug: string, typed: Readonly<Record<string, string>>, assets: readonly string[]): Refusal | null {
  const params = typedParams(slug, typed);
  const complete = params.ok ? findModel(slug)?.complete(params.value) : params;
  if (!complete) return { kind: 'unknown-model', message: `There is no model called "${slug}".` };
  if (!complete.ok) return complete.error;
  const refused = roleRefusal(assets, complete.value.roles);
  return refused && !refused.ok ? refused.error : null;
}

/** The parts of a path within a field, as people count them. */
const within = (path: string): string => path.split('.').map((part) => (/^\d+$/.test(part) ? `entry ${Number(part) + 1}` : part)).join(', ');

const sentence = (words: string): string => `${words.slice(0, 1).toUpperCase()}${words.slice(1)}${/[.!?]$/.test(words) ? '' : '.'}`;

/** What is wrong with a model as it is typed, by the name of the field it is wrong in; behind the empty name what is wrong in none. */
export function modelProblems(slug: string, typed: Readonly<Record<string, string>>, assets: readonly string[]): ReadonlyMap<string, string> {
  const refusal = refusalOf(slug, typed, assets);
  if (!refusal) return new Map();
  const issues = issuesOf(refusal);
  if (issues.length === 0) return new Map([['', refusal.message]]);
  const names = fieldsOfModel(slug).map(({ name }) => name);
  const problems = new Map<string, string>();
  for (const { path, message } of issues) {
    const name = names.find((one) => path === one || path.startsWith(`${one}.`)) ?? '';
    const rest = path.slice(name === '' ? 0 : name.length + 1);
    problems.set(name, [problems.get(name), sentence(rest === '' ? message : `${within(rest)}: ${message}`)].filter(Boolean).join(' '));
  }
  return problems;
}
