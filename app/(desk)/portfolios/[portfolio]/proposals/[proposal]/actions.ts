'use server';

import { redirect } from 'next/navigation';
import * as z from 'zod';
import { cancelProposal } from '@/lib/server/use-cases/cancel-proposal';
import { decideProposal } from '@/lib/server/use-cases/decide-proposal';
import { editProposal } from '@/lib/server/use-cases/edit-proposal';
import { executeProposal } from '@/lib/server/use-cases/execute-proposal';
import { proposeDraft } from '@/lib/server/use-cases/propose-draft';
import { refreshProposal } from '@/lib/server/use-cases/refresh-proposal';
import { withdrawProposal } from '@/lib/server/use-cases/withdraw-proposal';
import type { ActionState } from '../../../../../action-result';
import { runDeskAction } from '../../../../../desk-action';
import { amountsIn, editOf, fillsOf } from './form-fields';

const reference = { portfolio: z.string().min(1).max(60), number: z.coerce.number().int().min(1), version: z.coerce.number().int().min(1), key: z.string().max(100).optional() };
const departure = { reason: z.string().max(2_000), kind: z.enum(['view', 'client-instruction', 'liquidity', 'tax', 'error', 'other']), expiresOn: z.string().max(10) };

/** Approves, rejects, defers or takes up the version of the proposal that was on the screen. */
export async function decide(_before: ActionState, form: FormData): Promise<ActionState> {
  const { kind, expiresOn } = departure;
  const fields = z
    .strictObject({ ...reference, decision: z.enum(['approve', 'reject', 'defer', 'resume']), reason: z.string().max(2_000).default(''), kind: kind.optional(), expiresOn: expiresOn.optional() })
    .transform(({ kind: why, expiresOn: until, ...rest }) => (rest.decision === 'reject' || rest.decision === 'defer' ? { ...rest, kind: why, expiresOn: until } : rest));
  const { state, value } = await runDeskAction(form, fields, (context, input) => decideProposal(context, input));
  if (!value) return state;
  return { done: value.signatures > 0 && value.signatures < value.needed ? `Signed: ${value.signatures} of ${value.needed} signatures.` : `Recorded: the proposal is ${value.state}.` };
}

export async function withdraw(_before: ActionState, form: FormData): Promise<ActionState> {
  const fields = z.strictObject({ ...reference, reason: z.string().max(2_000) });
  const { state, value } = await runDeskAction(form, fields, (context, input) => withdrawProposal(context, input));
  return value ? { done: 'Withdrawn.' } : state;
}

/** Gives up what is left of an approved order. */
export async function cancel(_before: ActionState, form: FormData): Promise<ActionState> {
  const { state, value } = await runDeskAction(form, z.strictObject({ ...reference, ...departure }), (context, input) => cancelProposal(context, input));
  return value ? { done: 'Cancelled. What was booked stays booked.' } : state;
}

/** Books what is left at the proposal's prices. */
export async function execute(_before: ActionState, form: FormData): Promise<ActionState> {
  const { state, value } = await runDeskAction(form, z.strictObject(reference), (context, input) => executeProposal(context, input));
  return value ? { done: `${value.booked} trades booked.` } : state;
}

/** Books what was done, at the prices that were paid. */
export async function fill(_before: ActionState, form: FormData): Promise<ActionState> {
  const fields = z.object(reference).catchall(z.string().max(60));
  const { state, value } = await runDeskAction(form, fields, (context, { portfolio, number, version, key, ...rest }) => executeProposal(context, { portfolio, number, version, key, fills: fillsOf(rest) }));
  return value ? { done: `${value.booked} fills booked: the proposal is ${value.state}.` } : state;
}

/** Replaces the proposal by one with other weights or trades, and shows it. */
export async function edit(_before: ActionState, form: FormData): Promise<ActionState> {
  const fields = z.object({ ...reference, ...departure, by: z.enum(['weights', 'trades']) }).catchall(z.string().max(60));
  const { state, value } = await runDeskAction(form, fields, (context, input) => {
    const { portfolio, number, version, key, reason, kind, expiresOn, by } = input;
    return editProposal(context, { portfolio, number, version, key, reason, kind, expiresOn, ...editOf(by, amountsIn(input)) });
  });
  if (!value) return state;
  redirect(`/portfolios/${String(form.get('portfolio'))}/proposals/${value.number}`);
}

/** Proposes what the scheduler drafted. */
export async function takeUp(_before: ActionState, form: FormData): Promise<ActionState> {
  const { state, value } = await runDeskAction(form, z.strictObject(reference), (context, input) => proposeDraft(context, input));
  return value ? { done: 'Proposed: you are its maker.' } : state;
}

/** Replaces a proposal that is no longer current, and shows what took its place. */
export async function refresh(_before: ActionState, form: FormData): Promise<ActionState> {
  const { state, value } = await runDeskAction(form, z.strictObject(reference), (context, input) => refreshProposal(context, input));
  if (!value) return state;
  redirect(`/portfolios/${String(form.get('portfolio'))}/proposals/${value.number}`);
}
