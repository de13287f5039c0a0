import { cookies, headers } from 'next/headers';
import { env } from '../env';
import { auth } from './auth';

/** Passes through the library's own endpoint, so that its rate limit counts; calling it in process would skip it. */
async function post(path: string, body: unknown): Promise<Response> {
  const base = env().BETTER_AUTH_URL;
  const cookie = (await headers()).get('cookie') ?? '';
  return auth().handler(
    new Request(`${base}/api/auth${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: new URL(base).origin, cookie },
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
    const maxAge = attributes.find((attribute) => /^max-age=/i.test(attribute))?.slice('max-age='.length);
    store.set(pair.slice(0, at), decodeURIComponent(pair.slice(at + 1)), {
      httpOnly: true,
      sameSite: 'lax',
      path: '/',
      secure: attributes.some((attribute) => /^secure$/i.test(attribute)),
      ...(maxAge === undefined ? {} : { maxAge: Number(maxAge) }),
    });
  }
}

export type SignInOutcome = 'signed-in' | 'wrong' | 'too-many';

/** Sends a request to the library's endpoint, keeps the cookies of a good answer, and gives its status. For server actions. */
export async function passOn(path: string, body: unknown): Promise<number> {
  const response = await post(path, body);
  if (response.ok) await keepCookies(response);
  return response.status;
}

async function attempt(path: string, body: unknown): Promise<SignInOutcome> {
  const status = await passOn(path, body);
  return status === 429 ? 'too-many' : status === 200 ? 'signed-in' : 'wrong';
}

/** Begins a session with e-mail address and password. For server actions: it sets cookies. */
export const signInWithPassword = (credentials: { readonly email: string; readonly password: string }): Promise<SignInOutcome> => attempt('/sign-in/email', credentials);

/** Begins a session as a persona of the sample desk; the endpoint refuses where that is not allowed. */
export const signInAsPersona = (userId: string): Promise<SignInOutcome> => attempt('/sign-in/persona', { userId });

/** Ends the session. */
export async function endSession(): Promise<void> {
  await passOn('/sign-out', {});
}
