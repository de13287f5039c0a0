'use server';

import { cookies } from 'next/headers';
import { redirect } from 'next/navigation';
import * as z from 'zod';
import { isNoticeAddress } from '@/lib/format/notice-address';
import { hasTrustedOrigin } from '@/lib/server/auth/request';
import { DESK_COOKIE } from '@/lib/server/auth/session';
import { endSession, signInAsPersona as beginAsPersona, signInWithPassword } from '@/lib/server/auth/sign-in';
import { REFUSED_ORIGIN, type ActionState } from '../../action-result';

const credentialsSchema = z.strictObject({ email: z.email().max(254), password: z.string().min(1).max(128) });
const personaSchema = z.object({ userId: z.string().min(1).max(64), back: z.string().max(500).optional() });

const WRONG: ActionState = { error: { kind: 'wrong-credentials', message: 'The e-mail address and the password do not go together. Check both and try again.' } };
const TOO_MANY: ActionState = { error: { kind: 'too-many', message: 'Too many tries. Wait a minute and try again.' } };
const NO_PERSONA: ActionState = { error: { kind: 'forbidden', message: 'Personas are for the sample desk on this machine only.' } };

export async function signIn(_before: ActionState, form: FormData): Promise<ActionState> {
  if (!(await hasTrustedOrigin())) return REFUSED_ORIGIN;
  const fields = credentialsSchema.safeParse({ email: form.get('email'), password: form.get('password') });
  if (!fields.success) return WRONG;
  const outcome = await signInWithPassword(fields.data);
  if (outcome !== 'signed-in') return outcome === 'too-many' ? TOO_MANY : WRONG;
  const back = form.get('back');
  redirect(isNoticeAddress(back) ? back : '/');
}

/** Where a person was, if that is an address of this desk. */
const backTo = (address: string | undefined): string => (address !== undefined && /^\/(?![/\\])/.test(address) ? address : '/');

export async function signInAsPersona(_before: ActionState, form: FormData): Promise<ActionState> {
  if (!(await hasTrustedOrigin())) return REFUSED_ORIGIN;
  const fields = personaSchema.safeParse(Object.fromEntries(form));
  if (!fields.success) return NO_PERSONA;
  const outcome = await beginAsPersona(fields.data.userId);
  if (outcome !== 'signed-in') return outcome === 'too-many' ? TOO_MANY : NO_PERSONA;
  redirect(backTo(fields.data.back));
}

export async function signOut(): Promise<void> {
  if (!(await hasTrustedOrigin())) return;
  await endSession();
  (await cookies()).delete(DESK_COOKIE);
  redirect('/sign-in');
}
