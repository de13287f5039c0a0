import { headers } from 'next/headers';
import { systemClock } from '../clock';
import { database } from '../db/client';
import { env } from '../env';
import type { Context } from '../use-cases/use-case';
import { currentActor, requireActor } from './session';
import { actingAt, type Actor } from './actor';

const contextOf = (actor: Actor): Context => ({ db: database(), actor, clock: systemClock });

/** For rooms: what a use case needs, or off to the sign-in page. In the room of a portfolio the person acts there. */
export async function roomContext(portfolio: string | null = null): Promise<Context> {
  return contextOf(actingAt(await requireActor(), portfolio));
}

/** For actions and route handlers: null when nobody is signed in. */
export async function requestContext(): Promise<Context | null> {
  const actor = await currentActor();
  return actor && contextOf(actor);
}

/** For what happens before anybody is signed in: one-time links and health. */
export const openContext = () => ({ db: database(), clock: systemClock });

const LOOPBACK = /^(127\.0\.0\.1|localhost|\[::1\])$/;

/** The origins a request that changes something may come from: the configured one, and on loopback its other names. */
export function isTrustedOrigin(origin: string | null, baseUrl: string): boolean {
  if (origin === null || !URL.canParse(origin)) return false;
  const [seen, own] = [new URL(origin), new URL(baseUrl)];
  if (seen.origin === own.origin) return true;
  return LOOPBACK.test(seen.hostname) && LOOPBACK.test(own.hostname) && seen.port === own.port && seen.protocol === own.protocol;
}

/** Whether the request says it comes from this site. Forwarded headers are not asked. */
export async function hasTrustedOrigin(): Promise<boolean> {
  return isTrustedOrigin((await headers()).get('origin'), env().BETTER_AUTH_URL);
}
