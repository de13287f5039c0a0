import { ok, refuse, type Refusal, type Result } from './result';

/** What was found wrong at one place: `path` is empty where it is the whole. */
export interface Issue {
  readonly path: string;
  readonly message: string;
}

/** As much of an issue as its words need; which parts are there depends on its code. */
interface RawIssue {
  readonly code?: string;
  readonly input?: unknown;
  readonly expected?: string;
  readonly origin?: string;
  readonly format?: string;
  readonly minimum?: number | bigint;
  readonly maximum?: number | bigint;
  readonly inclusive?: boolean;
  readonly values?: readonly unknown[];
  readonly options?: readonly unknown[];
  readonly keys?: readonly string[];
}

/** As much of a schema as is needed here: the computations that use this stay free of the library that makes them. */
export interface Schema<T> {
  safeParse(
    value: unknown,
    context: { readonly error: (issue: RawIssue) => string | undefined },
  ): { readonly success: true; readonly data: T } | { readonly success: false; readonly error: { readonly issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[] } };
}

const TYPES: Readonly<Record<string, string>> = { number: 'a number', int: 'a whole number', string: 'text', boolean: 'true or false', array: 'a list', object: 'an object', record: 'an object', tuple: 'a list', null: 'empty', date: 'a time' };
const FORMATS: Readonly<Record<string, string>> = { date: 'a day written YYYY-MM-DD', datetime: 'a time written YYYY-MM-DDThh:mm:ssZ', email: 'an e-mail address', url: 'an address that begins with http:// or https://', uuid: 'an identifier as this desk writes them' };

/** What a size is counted in; numbers are compared as they are. */
const COUNTED: Readonly<Record<string, string>> = { string: 'characters', array: 'entries', set: 'entries', map: 'entries', file: 'bytes' };

function bound({ origin = '', inclusive = true }: RawIssue, limit: number | bigint, [orEqual, beyond]: readonly [string, string]): string {
  const counted = COUNTED[origin];
  if (counted && limit === 1 && orEqual === 'at least') return 'must not be empty';
  if (counted) return `must have ${inclusive ? orEqual : beyond} ${limit} ${counted}`;
  return `must be ${inclusive ? orEqual : beyond} ${limit}`;
}

const oneOf = (values: readonly unknown[]): string => (values.length === 1 ? `must be ${String(values[0])}` : `must be one of ${values.map(String).join(', ')}`);

/** An issue in the words of the desk, to stand behind the name of its field; undefined leaves the library its own. */
export function wordsFor(issue: RawIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      if (issue.input === undefined) return 'is missing';
      return `must be ${TYPES[issue.expected ?? ''] ?? issue.expected}`;
    case 'too_small':
      return bound(issue, issue.minimum ?? 0, ['at least', 'more than']);
    case 'too_big':
      return bound(issue, issue.maximum ?? 0, ['at most', 'less than']);
    case 'invalid_value':
      return oneOf(issue.values ?? []);
    case 'invalid_union':
      return issue.options ? oneOf(issue.options) : 'is nothing that may stand here';
    case 'unrecognized_keys':
      return `${(issue.keys ?? []).map((key) => `"${key}"`).join(', ')} is not known here`;
    case 'invalid_format':
      return FORMATS[issue.format ?? ''] ? `must be ${FORMATS[issue.format ?? '']}` : undefined;
    default:
      return undefined;
  }
}

/** Issues as one line, each behind the name of its field, or of the `whole` where it is at none. */
export const describeIssues = (issues: readonly Issue[], whole = ''): string => issues.map(({ path, message }) => [path || whole, message].filter(Boolean).join(': ')).join('; ');

/** The issues that a refusal names, each with its field; none where it is of another sort. */
export const issuesOf = ({ details }: Refusal): readonly Issue[] => (Array.isArray(details?.issues) ? (details.issues as readonly Issue[]) : []);

/** A value from outside against its schema. Refuses as `kind`, in plain words, with each issue in the details. */
export function parseAs<T, Kind extends string>(schema: Schema<T>, value: unknown, kind: Kind, whole = ''): Result<T, Kind> {
  const parsed = schema.safeParse(value, { error: wordsFor });
  if (parsed.success) return ok(parsed.data);
  const issues = parsed.error.issues.map(({ path, message }) => ({ path: path.join('.'), message }));
  return refuse(kind, describeIssues(issues, whole), { issues });
}
