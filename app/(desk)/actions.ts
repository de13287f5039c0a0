'use server';

import { cookies } from 'next/headers';
import { redirect } from 'next/navigation';
import { hasTrustedOrigin } from '@/lib/server/auth/request';
import { currentDesks, DESK_COOKIE } from '@/lib/server/auth/session';

/** Remembers which of their desks a person looks at; a desk that is not theirs is ignored. */
export async function chooseDesk(form: FormData): Promise<void> {
  if (!(await hasTrustedOrigin())) return;
  const wanted = String(form.get('desk') ?? '');
  const desks = await currentDesks();
  if (desks.some((desk) => desk.workspaceSlug === wanted)) {
    (await cookies()).set(DESK_COOKIE, wanted, { httpOnly: true, sameSite: 'lax', path: '/', maxAge: 60 * 60 * 24 * 365 });
  }
  redirect('/');
}
