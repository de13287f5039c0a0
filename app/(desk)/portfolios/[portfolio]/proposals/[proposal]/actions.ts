'use server';

import * as z from 'zod';
import { decideProposal } from '@/lib/server/use-cases/decide-proposal';
import { withdrawProposal } from '@/lib/server/use-cases/withdraw-proposal';
import { executeProposal } from '@/lib/server/use-cases/execute-proposal';
import type { ActionState } from '../../../../../action-result';
import { runDeskAction } from '../../../../../desk-action';

const reference = { portfolio: z.string().min(1).max(60), number: z.coerce.number().int().min(1), version: z.coerce.number().int().min(1) };

/** Approves or rejects the version of the proposal that was on the screen. */
export async function decide(_before: ActionState, form: FormData): Promise<ActionState> {
  const fields = z.strictObject({ ...reference, decision: z.enum(['approve', 'reject']), reason: z.string().max(2_000).default('') });
  const { state, value } = await runDeskAction(form, fields, (context, input) => decideProposal(context, input));
  return value ? { done: `Recorded: the proposal is ${value.state}.` } : state;
}

export async function withdraw(_before: ActionState, form: FormData): Promise<ActionState> {
  const fields = z.strictObject({ ...reference, reason: z.string().max(2_000) });
  const { state, value } = await runDeskAction(form, fields, (context, input) => withdrawProposal(context, input));
  return value ? { done: 'Withdrawn.' } : state;
}

/** Books the approved trades at the proposal's prices. */
export async function execute(_before: ActionState, form: FormData): Promise<ActionState> {
  const { state, value } = await runDeskAction(form, z.strictObject(reference), (context, input) => executeProposal(context, input));
  return value ? { done: `${value.booked} trades booked.` } : state;
}
