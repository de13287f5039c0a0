'use server';

import { redirect } from 'next/navigation';
import * as z from 'zod';
import { ok, refuse, type Result } from '@/lib/core/base/result';
import { OVERRIDE_KINDS } from '@/lib/core/proposals/state-machine';
import { editProposal } from '@/lib/server/use-cases/edit-proposal';
import { proposeReallocation } from '@/lib/server/use-cases/propose-reallocation';
import type { Context } from '@/lib/server/use-cases/use-case';
import type { ActionState } from '../../../action-result';
import { runDeskAction } from '../../../desk-action';
import { amountsIn, editOf } from './proposals/[proposal]/form-fields';

/** A number of 0 says that no proposal is open. */
const fields = z
  .object({
    portfolio: z.string().min(1).max(60), number: z.coerce.number().int().min(0), version: z.coerce.number().int().min(0), key: z.string().max(100).optional(),
    reason: z.string().max(2_000), kind: z.enum(OVERRIDE_KINDS), expiresOn: z.string().max(10),
  })
  .catchall(z.string().max(60));

type Fields = z.output<typeof fields>;

/** What is to be edited: the open proposal, or else the rule's own, made now, so that both stand on record. */
async function parentOf(context: Context, { portfolio, number, version, key }: Fields): Promise<Result<{ readonly number: number; readonly version: number }>> {
  if (number > 0) return ok({ number, version });
  const made = await proposeReallocation(context, { portfolio, ...(key && { key: `rule-${key}` }) });
  return made.ok ? ok({ number: made.value.number, version: 1 }) : made;
}

async function proposeWeights(context: Context, input: Fields): Promise<Result<{ readonly number: number }>> {
  const parent = await parentOf(context, input);
  if (!parent.ok) return parent;
  const { portfolio, key, reason, kind, expiresOn } = input;
  const edited = await editProposal(context, { portfolio, ...parent.value, key, reason, kind, expiresOn, ...editOf('weights', amountsIn(input)) });
  if (edited.ok || input.number > 0) return edited;
  return refuse(edited.error.kind, `The rule’s own proposal ${parent.value.number} was made, but yours did not take its place: ${edited.error.message}`);
}

/** Turns a mix that was tried into a proposal in the place of the open one, and shows it. */
export async function proposeMix(_before: ActionState, form: FormData): Promise<ActionState> {
  const { state, value } = await runDeskAction(form, fields, proposeWeights);
  if (!value) return state;
  redirect(`/portfolios/${String(form.get('portfolio'))}/proposals/${value.number}`);
}
