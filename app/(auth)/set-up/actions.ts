'use server';

import { redirect } from 'next/navigation';
import { hasTrustedOrigin, openContext } from '@/lib/server/auth/request';
import { acceptAccessLink, resetPassword } from '@/lib/server/use-cases/access-links';
import { REFUSED_ORIGIN, type ActionState } from '../../action-result';

const text = (form: FormData, name: string): string => String(form.get(name) ?? '');

/** Takes a one-time link. The new person then signs in with the password they chose. */
export async function acceptLink(_before: ActionState, form: FormData): Promise<ActionState> {
  if (!(await hasTrustedOrigin())) return REFUSED_ORIGIN;
  const { db, clock } = openContext();
  const workspaceName = form.get('workspaceName');
  const result = await acceptAccessLink(db, clock, {
    token: text(form, 'token'),
    name: text(form, 'name'),
    email: text(form, 'email'),
    password: text(form, 'password'),
    ...(workspaceName === null ? {} : { workspaceName: String(workspaceName) }),
  });
  if (!result.ok) return { error: { kind: result.error.kind, message: result.error.message } };
  redirect('/sign-in');
}

/** Takes a link for a new password. */
export async function chooseNewPassword(_before: ActionState, form: FormData): Promise<ActionState> {
  if (!(await hasTrustedOrigin())) return REFUSED_ORIGIN;
  const { db, clock } = openContext();
  const result = await resetPassword(db, clock, { token: text(form, 'token'), password: text(form, 'password') });
  if (!result.ok) return { error: { kind: result.error.kind, message: result.error.message } };
  redirect('/sign-in');
}
