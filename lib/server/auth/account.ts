import { auth } from './auth';
import { ownHeaders } from './own-headers';
import { endSession, passOn } from './sign-in';

/** A browser in which the signed-in person is signed in. */
export interface OwnSession {
  readonly id: string;
  readonly startedAt: Date;
  readonly userAgent: string;
  readonly isCurrent: boolean;
}

/** The open sessions of the signed-in person, newest first; none when nobody is signed in. */
export async function ownSessions(): Promise<readonly OwnSession[]> {
  const own = { headers: await ownHeaders() };
  const current = await auth().api.getSession(own);
  if (!current) return [];
  const sessions = await auth().api.listSessions(own);
  return sessions
    .map(({ id, createdAt, userAgent, token }) => ({ id, startedAt: new Date(createdAt), userAgent: userAgent ?? '', isCurrent: token === current.session.token }))
    .sort((a, b) => b.startedAt.getTime() - a.startedAt.getTime());
}

/** Ends one of the person's own sessions; false when there is no such session any more. */
export async function endOwnSession(id: string): Promise<boolean> {
  const own = { headers: await ownHeaders() };
  const session = (await auth().api.listSessions(own)).find((one) => one.id === id);
  return session ? (await auth().api.revokeSession({ ...own, body: { token: session.token } })).status : false;
}

/** Ends every session of the person, this one last. */
export async function signOutEverywhere(): Promise<void> {
  await auth().api.revokeOtherSessions({ headers: await ownHeaders() });
  await endSession();
}

export type PasswordOutcome = 'changed' | 'wrong' | 'too-many';

/** Changes the person's own password and ends their other sessions. Through the library's endpoint, whose limit on tries counts. */
export async function changeOwnPassword(passwords: { readonly currentPassword: string; readonly newPassword: string }): Promise<PasswordOutcome> {
  const status = await passOn('/change-password', { ...passwords, revokeOtherSessions: true });
  return status === 429 ? 'too-many' : status === 200 ? 'changed' : 'wrong';
}
