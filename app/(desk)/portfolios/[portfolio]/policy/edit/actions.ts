'use server';

import { redirect } from 'next/navigation';
import * as z from 'zod';
import { ok, type Result } from '@/lib/core/base/result';
import { changePolicy } from '@/lib/server/use-cases/change-policy';
import { previewPolicy, type PolicyPreview } from '@/lib/server/use-cases/preview-policy';
import type { ActionState } from '../../../../../action-result';
import { runDeskAction } from '../../../../../desk-action';
import { typedParams } from '../../../model-fields';
import { draftOf } from '../../../new/draft';

const fields = z.record(z.string(), z.string().max(5_000));

export interface PolicyFormState extends ActionState {
  readonly preview?: PolicyPreview;
}

/** Previews the policy of the form, or writes it as the next version and shows that. */
export async function sendPolicy(_before: PolicyFormState, form: FormData): Promise<PolicyFormState> {
  const { state, value } = await runDeskAction(form, fields, async (context, input): Promise<Result<{ readonly preview: PolicyPreview | null }>> => {
    const { lines, settings } = draftOf(input);
    const slug = input.model ?? '';
    const params = typedParams(slug, input);
    if (!params.ok) return params;
    const draft = { portfolio: input.portfolio ?? '', lines, settings, model: { slug, params: z.record(z.string(), z.json()).parse(params.value) } };
    if (input.deed === 'preview') {
      const preview = await previewPolicy(context, draft);
      return preview.ok ? ok({ preview: preview.value }) : preview;
    }
    const changed = await changePolicy(context, { ...draft, after: Number(input.after), effectiveFrom: input.effectiveFrom || undefined, reason: input.reason ?? '' });
    return changed.ok ? ok({ preview: null }) : changed;
  });
  if (!value) return state;
  if (value.preview) return { preview: value.preview };
  redirect(`/portfolios/${String(form.get('portfolio'))}/policy`);
}
