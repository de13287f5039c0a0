'use server';

import * as z from 'zod';
import { removeImportTemplate, saveImportTemplate } from '@/lib/server/use-cases/import-templates';
import type { ActionState } from '../../../action-result';
import { runDeskAction } from '../../../desk-action';

const text = z.string().max(200);

/** The mapping travels as text in a hidden field; the use case reads it strictly. */
const mappingText = z.string().max(600_000).transform((json, context) => {
  try {
    return JSON.parse(json) as Parameters<typeof saveImportTemplate>[1]['mapping'];
  } catch {
    context.addIssue('cannot be read');
    return z.NEVER;
  }
});

/** Keeps how this file was read for the next one with the same header. */
export async function saveTemplate(_before: ActionState, form: FormData): Promise<ActionState> {
  const fields = z.strictObject({ kind: z.enum(['prices', 'returns', 'observations', 'holdings', 'weights', 'transactions']), name: text, mapping: mappingText });
  const { state, value } = await runDeskAction(form, fields, (context, input) => saveImportTemplate(context, input));
  return value ? { done: 'Saved. It is offered when a file of this kind has the same header.' } : state;
}

/** Forgets a template. */
export async function removeTemplate(_before: ActionState, form: FormData): Promise<ActionState> {
  const { state, value } = await runDeskAction(form, z.strictObject({ template: text }), (context, input) => removeImportTemplate(context, input));
  return value ? { done: 'Removed.' } : state;
}
