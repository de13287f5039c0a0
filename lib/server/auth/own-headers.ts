import { cookies, headers } from 'next/headers';

/**
 * The headers of the request, with the cookies as they are now: an action that changed the session is followed by a
 * render in the same request, which would otherwise ask with the session that was.
 */
export async function ownHeaders(): Promise<Headers> {
  const own = new Headers(await headers());
  own.set('cookie', (await cookies()).toString());
  return own;
}
