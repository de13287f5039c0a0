'use server';

import * as z from 'zod';
import { computeRobustness } from '@/lib/server/use-cases/compute-robustness';
import type { ActionState } from '../../../../action-result';
import { runDeskAction } from '../../../../desk-action';

const fields = z.strictObject({ portfolio: z.string().min(1).max(60), asOf: z.string().max(10).optional(), recordedBy: z.string().max(10).optional() });

/** Asks whether the record is skill or luck, and keeps the answer. */
export async function judge(_before: ActionState, form: FormData): Promise<ActionState> {
  const { state, value } = await runDeskAction(form, fields, (context, input) => computeRobustness(context, input));
  return value ? { done: 'Computed and kept.' } : state;
}
