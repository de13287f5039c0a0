import { describeIssues, type Issue } from '@/lib/core/base/parsing';
import { ok, refuse, type Result } from '@/lib/core/base/result';
import type { RebalanceRule } from '@/lib/core/rebalancing/rule';
import { CADENCES } from '@/lib/core/series/period-ends';
import { numberIn } from '../proposals/[proposal]/form-fields';

/** One parameter of a model as a field. The name is that of the parameter, with the role behind a point. */
export interface ParamField {
  readonly name: string;
  readonly label: string;
  readonly kind: 'number' | 'text' | 'json' | 'choice';
  readonly value: string;
  readonly options?: readonly { readonly value: string; readonly label: string }[];
  readonly hint?: string;
}

export interface FormModel {
  readonly slug: string;
  readonly label: string;
  readonly rule: string;
  readonly fields: readonly ParamField[];
  readonly lacks: string | null;
  readonly observes: readonly string[];
  readonly unread: readonly string[];
}

type Params = Readonly<Record<string, unknown>>;

/** `trendMonths` → `Trend months`. */
export const words = (name: string): string => `${name.slice(0, 1).toUpperCase()}${name.slice(1).replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)}`;

const CADENCE_WORDS: Readonly<Record<(typeof CADENCES)[number], string>> = { 'every-row': 'Every row', 'week-end': 'Week-ends', 'month-end': 'Month-ends', 'quarter-end': 'Quarter-ends', 'year-end': 'Year-ends' };

export interface PolicyAsset {
  readonly asset: string;
  readonly name: string;
}

interface CardWords {
  readonly parameters: Readonly<Record<string, string>>;
  readonly roles?: Readonly<Record<string, string>>;
}

/** The fields of a model: numbers and words as they are, roles as choices among the asset classes, all else as JSON. */
export function fieldsOf(params: Params, card: CardWords, assets: readonly PolicyAsset[]): readonly ParamField[] {
  return Object.entries(params).flatMap(([name, value]): readonly ParamField[] => {
    const own = { name, label: words(name), hint: card.parameters[name] };
    if (name === 'roles') {
      const options = [{ value: '', label: 'Nobody yet' }, ...assets.map(({ asset, name: label }) => ({ value: asset, label }))];
      return Object.entries(value as Readonly<Record<string, string>>).map(([role, asset]) => ({ name: `roles.${role}`, label: `Who plays ${role}`, hint: card.roles?.[role], kind: 'choice', value: asset, options }));
    }
    if (name === 'cadence') return [{ ...own, label: 'Decides at', kind: 'choice', value: String(value), options: CADENCES.map((cadence) => ({ value: cadence, label: CADENCE_WORDS[cadence] })) }];
    if (value === null || typeof value === 'number') return [{ ...own, kind: 'number', value: value === null ? '' : String(value) }];
    if (typeof value === 'string') return [{ ...own, kind: 'text', value }];
    return [{ ...own, kind: 'json', value: JSON.stringify(value) }];
  });
}

interface Offered {
  readonly card: CardWords & Pick<FormModel, 'slug' | 'label' | 'rule'>;
  readonly params: Params;
  readonly lacks: string | null;
  readonly observes: readonly string[];
  readonly unread: readonly string[];
}

/** The models that are offered over the classes of a policy, each with its fields. */
export function formModels(models: readonly Offered[], { policy, classes }: { readonly policy: { readonly lines: readonly { readonly asset: string }[] }; readonly classes: readonly { readonly name: string }[] }): readonly FormModel[] {
  const assets = policy.lines.map(({ asset }, k) => ({ asset, name: classes[k].name }));
  return models.map(({ card, params, lacks, observes, unread }) => ({ slug: card.slug, label: card.label, rule: card.rule, fields: fieldsOf(params, card, assets), lacks, observes, unread }));
}

function read(field: ParamField, text: string): Result<unknown, 'unreadable'> {
  const typed = text.trim();
  if (field.kind === 'number') {
    // Left empty: nothing, where the model takes nothing, and else its default.
    if (typed === '') return ok(field.value === '' ? null : undefined);
    const value = numberIn(typed);
    return Number.isFinite(value) ? ok(value) : refuse('unreadable', `"${typed}" is not a number`);
  }
  if (field.kind !== 'json') return ok(typed);
  try {
    return ok(JSON.parse(typed) as unknown);
  } catch {
    return refuse('unreadable', `"${typed.length > 60 ? `${typed.slice(0, 60)}…` : typed}" is not JSON: lists are written [3, 6, 12], names in double quotes`);
  }
}

/** The parameters as typed into the fields of a model; what was left out has its default. Refuses what cannot be read, by its label. */
export function paramsIn(fields: readonly ParamField[], typed: Readonly<Record<string, string>>): Result<Params, 'bad-parameters'> {
  const params: Record<string, unknown> = {};
  const roles: Record<string, string> = {};
  const unreadable: { readonly label: string; readonly issue: Issue }[] = [];
  for (const field of fields) {
    const text = typed[`param:${field.name}`];
    if (text === undefined) continue;
    const value = read(field, text);
    if (!value.ok) {
      unreadable.push({ label: field.label, issue: { path: field.name, message: value.error.message } });
      continue;
    }
    if (value.value === undefined) continue;
    if (field.name.startsWith('roles.')) roles[field.name.slice('roles.'.length)] = value.value as string;
    else params[field.name] = value.value;
  }
  if (unreadable.length > 0) return refuse('bad-parameters', `${describeIssues(unreadable.map(({ label, issue }) => ({ ...issue, path: label })))}.`, { issues: unreadable.map(({ issue }) => issue) });
  return ok(Object.keys(roles).length > 0 ? { ...params, roles } : params);
}

export const RULES = [
  { value: 'policy', label: 'As the policy says' },
  { value: 'none', label: 'Never' },
  { value: 'month-end', label: 'At month-ends' },
  { value: 'quarter-end', label: 'At quarter-ends' },
  { value: 'year-end', label: 'At year-ends' },
  { value: 'band', label: 'When a class leaves its band, back to target' },
] as const;

/** The rule that was chosen; undefined is the policy's own. */
export function ruleIn(choice: string, band: string): Result<RebalanceRule | undefined, 'bad-rule'> {
  if (choice === '' || choice === 'policy') return ok(undefined);
  if (choice === 'none') return ok({ rule: 'none' });
  const every = CADENCES.find((cadence) => cadence === choice);
  if (every) return ok({ rule: 'calendar', every });
  const width = numberIn(band);
  return width > 0 && width <= 100 ? ok({ rule: 'threshold', absolute: width / 100, destination: 'target', check: 'every-row' }) : refuse('bad-rule', `Band: "${band}" is not a width in percentage points, such as 5.`);
}

/** Identifiers that an address names: separated by commas or said twice; what is none is left out. */
export function chosenIn(compare: string | readonly string[] | undefined): readonly string[] {
  const all = (Array.isArray(compare) ? compare : [compare ?? '']).flatMap((part: string) => part.split(','));
  return [...new Set(all.filter((id) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)))];
}
