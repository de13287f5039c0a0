'use server';

import * as z from 'zod';
import { counted } from '@/lib/format/count';
import { walkJournal } from '@/lib/server/use-cases/journal';
import type { ActionState } from '../../action-result';
import { runDeskAction } from '../../desk-action';

/** Walks the whole chain and says what was found; the journal keeps it. */
export async function walkChain(_before: ActionState, form: FormData): Promise<ActionState> {
  const { state, value } = await runDeskAction(form, z.strictObject({}), (context) => walkJournal(context, {}));
  if (!value) return state;
  if (value.broken) return { error: { kind: 'broken', message: `The chain breaks at row ${value.broken.sequence}: ${value.broken.reason}. The ${counted(value.rows, 'row')} before it hold.` } };
  return { done: `Walked just now: ${counted(value.rows, 'row')}, each hashed again, and the chain holds. Its head: ${value.head}` };
}
