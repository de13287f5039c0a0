import type * as z from 'zod';
import { parseAs } from '../../core/base/parsing';
import { refuse, type Result } from '../../core/base/result';
import { actingAt, type Actor } from '../auth/actor';
import { forbidden, maySomewhere, type Permission } from '../auth/permissions';
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

/** The portfolio that an input names under `portfolio`: there the role counts. */
function portfolioIn(input: unknown): string | null {
  const named = typeof input === 'object' && input !== null && 'portfolio' in input ? input.portfolio : null;
  return typeof named === 'string' ? named : null;
}

/**
 * Makes a use case out of its parts. There is no way past the order in here: the role is checked, then the input is
 * parsed, then the work is done.
 *
 * The role is the one at the portfolio the input names, and else the one at the desk. Where the input does not say it
 * by itself, `at` finds the portfolio (null: the desk), and the role is checked once that is known. The work is given
 * an actor who acts there, so that what it asks besides is asked of the same role.
 */
export function defineUseCase<Schema extends z.ZodType, Output>(parts: {
  readonly name: string;
  readonly permission: Permission;
  readonly input: Schema;
  readonly at?: (context: Context, input: z.output<Schema>) => string | null | Promise<string | null>;
  readonly run: (context: Context, input: z.output<Schema>) => Promise<Result<Output>>;
}): UseCase<z.input<Schema>, Output> {
  const { permission, at } = parts;
  const execute = async (context: Context, raw: z.input<Schema>): Promise<Result<Output>> => {
    // The type says there is an actor; whether a session stood behind it is the one thing types do not know.
    if (!(context.actor as Context['actor'] | null | undefined)) return refuse('signed-out', 'Nobody is signed in. Sign in and try again.');
    const early = forbidden(actingAt(context.actor, portfolioIn(raw)), permission);
    if (early && !(at && maySomewhere(context.actor, permission))) return early;
    const input = parseAs(parts.input, raw, 'invalid-input');
    if (!input.ok) return input;
    const actor = actingAt(context.actor, at ? await at(context, input.value) : portfolioIn(input.value));
    return forbidden(actor, permission) ?? parts.run({ ...context, actor }, input.value);
  };
  return Object.assign(execute, { useCaseName: parts.name, permission });
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
