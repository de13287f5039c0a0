'use server';

import { revalidatePath } from 'next/cache';
import { redirect } from 'next/navigation';
import * as z from 'zod';
import type { Result } from '@/lib/core/base/result';
import { counted } from '@/lib/format/count';
import { changeOwnPassword, endOwnSession, signOutEverywhere } from '@/lib/server/auth/account';
import { ROLES } from '@/lib/server/auth/actor';
import { passwordSchema } from '@/lib/server/auth/password';
import { hasTrustedOrigin, requestContext } from '@/lib/server/auth/request';
import { makeToken, revokeToken } from '@/lib/server/use-cases/api-tokens';
import { invitePerson, revokeInvitation } from '@/lib/server/use-cases/invite-person';
import { chooseMail, retryMail } from '@/lib/server/use-cases/mail';
import { changeRole, makeResetLink, removeMember, setPortfolioRole } from '@/lib/server/use-cases/manage-members';
import type { Context } from '@/lib/server/use-cases/use-case';
import { REFUSED_ORIGIN, SIGNED_OUT, type ActionState } from '../../action-result';
import { runDeskAction } from '../../desk-action';
import { AS_AT_DESK, MAIL_KIND_NAMES, WHOLE_DESK } from './view-model';

export interface LinkState extends ActionState {
  readonly link?: string;
  /** For whom the link is. */
  readonly person?: string;
}

const linkTo = (token: string) => `/set-up?token=${token}`;
const idText = z.string().max(64);

/** Makes a one-time link for a person. It is shown once and handed over by hand. */
export async function invite(_before: LinkState, form: FormData): Promise<LinkState> {
  const fields = z.strictObject({ email: z.string().max(254), role: z.enum(ROLES) });
  const { state, value } = await runDeskAction(form, fields, (context, input) => invitePerson(context, input));
  return value ? { link: linkTo(value.token), person: value.email } : state;
}

/** Makes a one-time link by which a member chooses a new password. */
export async function makeReset(_before: LinkState, form: FormData): Promise<LinkState> {
  const { state, value } = await runDeskAction(form, z.strictObject({ person: idText }), (context, input) => makeResetLink(context, input));
  return value ? { link: linkTo(value.token), person: value.name } : state;
}

const rolePlace = z.strictObject({ person: idText, place: z.string().max(60), role: z.enum([...ROLES, AS_AT_DESK]) });

function giveRole(context: Context, { person, place, role }: z.output<typeof rolePlace>): Promise<Result<{ readonly name: string }>> {
  if (place !== WHOLE_DESK) return setPortfolioRole(context, { person, portfolio: place, role: role === AS_AT_DESK ? null : role });
  return changeRole(context, { person, role: role as (typeof ROLES)[number] });
}

/** Gives a member a role at the desk or at a portfolio. */
export async function saveRole(_before: ActionState, form: FormData): Promise<ActionState> {
  const { state, value } = await runDeskAction(form, rolePlace, giveRole);
  return value ? { done: `The role of ${value.name} is changed, from now on.` } : state;
}

export async function removePerson(_before: ActionState, form: FormData): Promise<ActionState> {
  return (await runDeskAction(form, z.strictObject({ person: idText }), (context, input) => removeMember(context, input))).state;
}

export async function takeInvitationBack(_before: ActionState, form: FormData): Promise<ActionState> {
  return (await runDeskAction(form, z.strictObject({ invitation: idText }), (context, input) => revokeInvitation(context, input))).state;
}

export interface TokenState extends ActionState {
  readonly token?: string;
}

/** Makes a token by which a program acts as the person. It is shown once. */
export async function makeOwnToken(_before: TokenState, form: FormData): Promise<TokenState> {
  const fields = z.strictObject({ name: z.string().max(200), propose: z.literal('on').optional(), days: z.coerce.number() });
  const { state, value } = await runDeskAction(form, fields, (context, { name, propose, days }) => makeToken(context, { name, days, scopes: propose ? ['read', 'propose'] : ['read'] }));
  return value ? { token: value.token, done: value.name } : state;
}

export async function endToken(_before: ActionState, form: FormData): Promise<ActionState> {
  return (await runDeskAction(form, z.strictObject({ token: idText }), (context, input) => revokeToken(context, input))).state;
}

/** Chooses which notices come by mail: a box that is not ticked is not sent along. */
export async function saveMailKinds(_before: ActionState, form: FormData): Promise<ActionState> {
  const { state, value } = await runDeskAction(form, z.partialRecord(z.enum(MAIL_KIND_NAMES), z.literal('on')), (context, boxes) => chooseMail(context, { kinds: MAIL_KIND_NAMES.filter((kind) => kind in boxes) }));
  if (!value) return state;
  return { done: value.kinds.length === 0 ? 'From now on nothing comes by mail.' : `From now on ${counted(value.kinds.length, 'kind', 'kinds')} of notices by mail.` };
}

export async function retryOwnMail(_before: ActionState, form: FormData): Promise<ActionState> {
  return (await runDeskAction(form, z.strictObject({ notice: idText }), (context, input) => retryMail(context, input))).state;
}

// ── Own account: nothing of a desk, so no use case of one ───────────────────────────────────────────────────────

async function refusedHere(): Promise<ActionState | null> {
  if (!(await hasTrustedOrigin())) return REFUSED_ORIGIN;
  return (await requestContext()) ? null : SIGNED_OUT;
}

const problem = (kind: string, message: string): ActionState => ({ error: { kind, message } });

/** Changes one's own password; the other sessions end. */
export async function changePassword(_before: ActionState, form: FormData): Promise<ActionState> {
  const refused = await refusedHere();
  if (refused) return refused;
  const [currentPassword, newPassword] = ['current', 'next'].map((name) => String(form.get(name) ?? ''));
  const checked = passwordSchema.safeParse(newPassword);
  if (!checked.success) return problem('invalid-input', `The new password ${checked.error.issues[0].message}.`);
  const outcome = await changeOwnPassword({ currentPassword, newPassword });
  if (outcome === 'too-many') return problem('too-many', 'Too many tries. Wait a minute and try again.');
  if (outcome === 'wrong') return problem('wrong-password', 'This is not your password of now. Nothing was changed.');
  revalidatePath('/settings');
  return { done: 'Your password is changed, and your other sessions have ended.' };
}

/** Ends one of one's own sessions. */
export async function endSession(_before: ActionState, form: FormData): Promise<ActionState> {
  const refused = await refusedHere();
  if (refused) return refused;
  const isEnded = await endOwnSession(String(form.get('session') ?? ''));
  revalidatePath('/settings');
  return isEnded ? {} : problem('not-found', 'This session has ended already.');
}

/** Ends all of one's own sessions, this one included. */
export async function leaveEverywhere(): Promise<void> {
  if (await refusedHere()) return;
  await signOutEverywhere();
  redirect('/sign-in');
}
