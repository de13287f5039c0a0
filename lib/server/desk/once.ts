import * as z from 'zod';
import { refuse, type Result } from '../../core/base/result';
import type { Transaction } from '../db/client';
import { findAction, recordAction, type ProposalAction } from '../db/decision-store';
import { isUniqueViolation } from '../db/errors';
import { hashOf } from '../hash';
import type { Context } from '../use-cases/use-case';

/** A key that the sender makes for one deed; sending it again asks for the same deed, not for another one. */
export const keySchema = z.string().regex(/^[A-Za-z0-9_-]{8,100}$/, 'is 8 to 100 letters, digits, hyphens and underscores').optional();

/** Keeps the outcome under the key, in the transaction that brings it about. */
export type Remember<T> = (tx: Transaction, proposalId: string, outcome: T) => Promise<T>;

function again<T>({ name, inputHash, outcome }: ProposalAction, asked: { readonly name: string; readonly inputHash: string }): Result<T> {
  if (name !== asked.name || inputHash !== asked.inputHash) return refuse('key-reused', 'This key belongs to another request. Reload the page and try again.');
  return { ok: true, value: outcome as T };
}

/**
 * Does a deed once for its key: the same key with the same question gets the answer of the first time, also when the
 * first answer was lost or two arrive at once. Refusals are not kept: nothing happened, and it may be tried again.
 */
export async function once<T extends object>(
  { db, actor }: Context,
  name: string,
  input: { readonly key?: string },
  work: (remember: Remember<T>) => Promise<Result<T>>,
): Promise<Result<T>> {
  const { key } = input;
  if (key === undefined) return work((_tx, _id, outcome) => Promise.resolve(outcome));
  const asked = { name, inputHash: hashOf(input) };
  const known = await findAction(db, actor, key);
  if (known) return again(known, asked);
  let failure: unknown = null;
  const result = await work(async (tx, proposalId, outcome) => {
    await recordAction(tx, { ...asked, workspaceId: actor.workspaceId, userId: actor.userId, key, proposalId, outcome });
    return outcome;
  }).catch((error: unknown) => {
    if (!isUniqueViolation(error)) throw error;
    failure = error;
    return null;
  });
  if (result?.ok) return result;
  // Somebody was faster: if it was this very request, its answer is this one's too.
  const meanwhile = await findAction(db, actor, key);
  if (meanwhile) return again(meanwhile, asked);
  if (result) return result;
  throw failure;
}
