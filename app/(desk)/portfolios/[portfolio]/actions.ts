'use server';

import { redirect } from 'next/navigation';
import * as z from 'zod';
import { computeRecommendation as compute } from '@/lib/server/use-cases/compute-recommendation';
import { proposeReallocation } from '@/lib/server/use-cases/propose-reallocation';
import { setDrafts } from '@/lib/server/use-cases/set-drafts';
import type { ActionState } from '../../../action-result';
import { runDeskAction } from '../../../desk-action';
import { numberIn } from './proposals/[proposal]/form-fields';

const fields = z.strictObject({ portfolio: z.string().min(1).max(60), asOf: z.string().max(10).optional() });

/** Computes and stores the recommendation of a portfolio, as of a day or its last complete row. */
export async function computeRecommendation(_before: ActionState, form: FormData): Promise<ActionState> {
  const { state, value } = await runDeskAction(form, fields, (context, input) => compute(context, input));
  return value ? { done: `Recorded. Inputs ${value.inputHash.slice(0, 8)}, decided on ${value.decisionDate}.` } : state;
}

/** Proposes to invest money that came in, or to sell until some is free. */
export async function moveMoney(_before: ActionState, form: FormData): Promise<ActionState> {
  const money = z.strictObject({ portfolio: z.string().min(1).max(60), mode: z.enum(['invest-cash', 'raise-cash']), amount: z.string().min(1).max(40) });
  const { state, value } = await runDeskAction(form, money, (context, { amount, ...input }) => proposeReallocation(context, { ...input, amount: numberIn(amount) }));
  if (!value) return state;
  redirect(`/portfolios/${String(form.get('portfolio'))}/proposals/${value.number}`);
}

/** Computes, stores and turns the recommendation into a proposal made by the signed-in person. */
export async function propose(_before: ActionState, form: FormData): Promise<ActionState> {
  const { state, value } = await runDeskAction(form, fields, (context, input) => proposeReallocation(context, input));
  if (!value) return state;
  redirect(`/portfolios/${String(form.get('portfolio'))}/proposals/${value.number}`);
}

async function letDraft(form: FormData, drafts: boolean): Promise<ActionState> {
  const { state, value } = await runDeskAction(form, z.strictObject({ portfolio: fields.shape.portfolio }), (context, input) => setDrafts(context, { ...input, drafts }));
  return value ? { done: drafts ? 'Recorded: the scheduler makes drafts here.' : 'Recorded: the scheduler makes no drafts here.' } : state;
}

/** Lets the scheduler draft proposals for a portfolio. */
export async function draftsOn(_before: ActionState, form: FormData): Promise<ActionState> {
  return letDraft(form, true);
}

/** Keeps the scheduler from drafting proposals for a portfolio. */
export async function draftsOff(_before: ActionState, form: FormData): Promise<ActionState> {
  return letDraft(form, false);
}
