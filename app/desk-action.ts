import { revalidatePath } from 'next/cache';
import type * as z from 'zod';
import { parseAs } from '@/lib/core/base/parsing';
import type { Result } from '@/lib/core/base/result';
import { hasTrustedOrigin, requestContext } from '@/lib/server/auth/request';
import type { Context } from '@/lib/server/use-cases/use-case';
import { REFUSED_ORIGIN, SIGNED_OUT, type ActionState } from './action-result';

/**
 * The one way from a form to a use case: origin → session → fields → use case → fresh pages → a result in plain words.
 * The use case checks the role and the input again.
 */
export async function runDeskAction<Schema extends z.ZodType, Output>(
  form: FormData,
  schema: Schema,
  work: (context: Context, fields: z.output<Schema>) => Promise<Result<Output>>,
): Promise<{ readonly state: ActionState; readonly value: Output | null }> {
  if (!(await hasTrustedOrigin())) return { state: REFUSED_ORIGIN, value: null };
  const context = await requestContext();
  if (!context) return { state: SIGNED_OUT, value: null };
  const fields = parseAs(schema, Object.fromEntries([...form.entries()].filter(([key]) => !key.startsWith('$'))), 'invalid-input');
  if (!fields.ok) return { state: { error: { kind: 'invalid-input', message: fields.error.message } }, value: null };
  const result = await work(context, fields.value);
  if (!result.ok) return { state: { error: { kind: result.error.kind, message: result.error.message } }, value: null };
  revalidatePath('/', 'layout');
  return { state: {}, value: result.value };
}
