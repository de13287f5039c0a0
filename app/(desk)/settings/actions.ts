'use server';

import * as z from 'zod';
import { ROLES } from '@/lib/server/auth/actor';
import { invitePerson } from '@/lib/server/use-cases/invite-person';
import type { ActionState } from '../../action-result';
import { runDeskAction } from '../../desk-action';

export interface InviteState extends ActionState {
  readonly link?: string;
  readonly email?: string;
}

/** Makes a one-time link for a person. It is shown once and handed over by hand. */
export async function invite(_before: InviteState, form: FormData): Promise<InviteState> {
  const fields = z.strictObject({ email: z.string().max(254), role: z.enum(ROLES) });
  const { state, value } = await runDeskAction(form, fields, (context, input) => invitePerson(context, input));
  return value ? { link: `/set-up?token=${value.token}`, email: value.email } : state;
}
