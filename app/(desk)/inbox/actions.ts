'use server';

import * as z from 'zod';
import { markNoticesRead } from '@/lib/server/use-cases/inbox';
import type { ActionState } from '../../action-result';
import { runDeskAction } from '../../desk-action';

/** Marks one notice as read, or, without a name, all of them. */
export async function markRead(_before: ActionState, form: FormData): Promise<ActionState> {
  const { state } = await runDeskAction(form, z.strictObject({ notice: z.string().max(40).optional() }), (context, input) => markNoticesRead(context, input));
  return state;
}
