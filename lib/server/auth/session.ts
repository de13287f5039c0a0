import { cookies } from 'next/headers';
import { redirect } from 'next/navigation';
import { cache } from 'react';
import { database } from '../db/client';
import { actorsOf } from '../db/people-store';
import type { Actor } from './actor';
import { auth } from './auth';
import { ownHeaders } from './own-headers';

/** Remembers which of their desks a person looked at last. A hint only: membership is checked each time. */
export const DESK_COOKIE = 'mainsheet-desk';

/** All desks of the signed-in person, oldest first; none when nobody is. Looked up once a page, however many ask. */
export const currentDesks = cache(async (): Promise<readonly Actor[]> => {
  const session = await auth().api.getSession({ headers: await ownHeaders() });
  return session ? actorsOf(database(), session.user.id) : [];
});

/** The signed-in person as a member of the desk they look at, or null. */
export async function currentActor(): Promise<Actor | null> {
  const actors = await currentDesks();
  const wanted = (await cookies()).get(DESK_COOKIE)?.value;
  return actors.find((actor) => actor.workspaceSlug === wanted) ?? actors[0] ?? null;
}

/** For rooms: the actor, or off to the sign-in page. */
export async function requireActor(): Promise<Actor> {
  return (await currentActor()) ?? redirect('/sign-in');
}
