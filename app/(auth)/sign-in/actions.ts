'use server';

import { cookies, headers } from 'next/headers';
import { redirect } from 'next/navigation';
import * as z from 'zod';
import { auth } from '@/lib/server/auth/auth';
import { hasTrustedOrigin } from '@/lib/server/auth/request';
import { DESK_COOKIE } from '@/lib/server/auth/session';
import { REFUSED_ORIGIN, type ActionState } from '../../action-result';

const credentials = z.strictObject({ email: z.email().max(254), password: z.string().min(1).max(128) });

const WRONG: ActionState = { error: { kind: 'wrong-credentials', message: 'The e-mail address and the password do not go together. Check both and try again.' } };
const TOO_MANY: ActionState = { error: { kind: 'too-many', message: 'Too many tries from here. Wait a minute and try again.' } };

/** Passes through the library's own endpoint, so that its rate limit counts; calling it in process would skip it. */
async function send(path: string, body: unknown): Promise<Response> {
  const incoming = await headers();
  const base = process.env.BETTER_AUTH_URL ?? 'http://127.0.0.1:3000';
  return auth().handler(
    new Request(`${base}/api/auth${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: new URL(base).origin, cookie: incoming.get('cookie') ?? '' },
      body: JSON.stringify(body),
    }),
  );
}

/** Hands the cookies of the library's answer on to the browser. */
async function keepCookies(response: Response): Promise<void> {
  const store = await cookies();
  for (const line of response.headers.getSetCookie()) {
    const [pair, ...attributes] = line.split(';').map((part) => part.trim());
    const at = pair.indexOf('=');
    const maxAge = attributes.find((attribute) => /^max-age=/i.test(attribute))?.slice(8);
    store.set(pair.slice(0, at), decodeURIComponent(pair.slice(at + 1)), {
      httpOnly: true,
      sameSite: 'lax',
      path: '/',
      secure: attributes.some((attribute) => /^secure$/i.test(attribute)),
      ...(maxAge === undefined ? {} : { maxAge: Number(maxAge) }),
    });
  }
}

export async function signIn(_before: ActionState, form: FormData): Promise<ActionState> {
  if (!(await hasTrustedOrigin())) return REFUSED_ORIGIN;
  const fields = credentials.safeParse({ email: form.get('email'), password: form.get('password') });
  if (!fields.success) return WRONG;
  const response = await send('/sign-in/email', fields.data);
  if (response.status === 429) return TOO_MANY;
  if (!response.ok) return WRONG;
  await keepCookies(response);
  redirect('/');
}

export async function signInAsPersona(_before: ActionState, form: FormData): Promise<ActionState> {
  if (!(await hasTrustedOrigin())) return REFUSED_ORIGIN;
  const userId = form.get('userId');
  const response = await send('/sign-in/persona', { userId });
  if (response.status === 429) return TOO_MANY;
  if (!response.ok) return { error: { kind: 'forbidden', message: 'Personas are for the sample desk on this machine only.' } };
  await keepCookies(response);
  const back = form.get('back');
  redirect(typeof back === 'string' && /^\/(?!\/)/.test(back) ? back : '/');
}

export async function signOut(): Promise<void> {
  if (!(await hasTrustedOrigin())) return;
  await keepCookies(await send('/sign-out', {}));
  (await cookies()).delete(DESK_COOKIE);
  redirect('/sign-in');
}
