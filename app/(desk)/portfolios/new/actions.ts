'use server';

import { redirect } from 'next/navigation';
import * as z from 'zod';
import { createPortfolio } from '@/lib/server/use-cases/create-portfolio';
import type { ActionState } from '../../../action-result';
import { runDeskAction } from '../../../desk-action';
import { draftOf } from './draft';

/** Makes a portfolio with its first policy from the rows of the form. */
export async function makePortfolio(_before: ActionState, form: FormData): Promise<ActionState> {
  const fields = z.record(z.string(), z.string().max(200));
  const { state, value } = await runDeskAction(form, fields, (context, input) => createPortfolio(context, draftOf(input)));
  if (!value) return state;
  redirect(`/portfolios/${value.slug}`);
}
