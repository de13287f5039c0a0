import type * as z from 'zod';
import { refuse, type Result } from '../../core/base/result';
import type { Actor } from '../auth/actor';
import { forbidden, type Permission } from '../auth/permissions';
import type { Clock } from '../clock';
import type { Database } from '../db/client';

/** What every use case is given: who acts, when it is, and the store. */
export interface Context {
  readonly db: Database;
  readonly actor: Actor;
  readonly clock: Clock;
}

/** A use case answers with a value or a refusal; any may refuse as `forbidden` or `invalid-input`. */
export interface UseCase<Input, Output> {
  (context: Context, input: Input): Promise<Result<Output>>;
  readonly useCaseName: string;
  readonly permission: Permission;
}

/** Reads a zod error as sentences that name the field. */
export function describeIssues(error: z.ZodError): string {
  return error.issues.map((issue) => (issue.path.length > 0 ? `${issue.path.join('.')}: ${issue.message}` : issue.message)).join('; ');
}

/**
 * Makes a use case out of its parts. There is no way past the order in here:
 * the role is checked, then the input is parsed, then the work is done.
 */
export function defineUseCase<Schema extends z.ZodType, Output>(parts: {
  readonly name: string;
  readonly permission: Permission;
  readonly input: Schema;
  readonly run: (context: Context, input: z.output<Schema>) => Promise<Result<Output>>;
}): UseCase<z.input<Schema>, Output> {
  const execute = async (context: Context, raw: z.input<Schema>): Promise<Result<Output>> => {
    // The type says there is an actor; whether a session stood behind it is the one thing types do not know.
    if (!(context.actor as Context['actor'] | null | undefined)) return refuse('signed-out', 'Nobody is signed in. Sign in and try again.');
    const refused = forbidden(context.actor, parts.permission);
    if (refused) return refused;
    const parsed = parts.input.safeParse(raw);
    if (!parsed.success) return refuse('invalid-input', describeIssues(parsed.error));
    return parts.run(context, parsed.data);
  };
  return Object.assign(execute, { useCaseName: parts.name, permission: parts.permission });
}

/** Thrown inside a transaction to roll it back and answer with a refusal. */
export class Rollback extends Error {
  constructor(readonly refusal: { readonly ok: false; readonly error: { readonly kind: string; readonly message: string; readonly details?: Readonly<Record<string, unknown>> } }) {
    super(refusal.error.message);
  }
}

/** Runs work that may throw a `Rollback`, and gives its refusal back as a result. */
export async function orRollback<T, Kind extends string>(work: () => Promise<Result<T, Kind>>): Promise<Result<T, Kind>> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Rollback) return error.refusal as Result<T, Kind>;
    throw error;
  }
}
