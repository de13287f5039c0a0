import type { BetterAuthPlugin } from 'better-auth';
import { APIError, createAuthEndpoint } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import * as z from 'zod';
import { database } from '../db/client';
import { findPersona } from '../db/people-store';
import { personasAllowed } from '../env';

/**
 * One-click sign-in as a persona of the sample desk. Refused unless the database is the embedded one,
 * the server listens on loopback, and the user is a persona: a member of sample desks alone, without a password.
 */
export const personaSignIn = () =>
  ({
    id: 'persona-sign-in',
    // Nothing is guessed here: without a rule of its own, a fourth change of persona within ten seconds would be refused.
    rateLimit: [{ pathMatcher: (path) => path === '/sign-in/persona', window: 60, max: 300 }],
    endpoints: {
      signInPersona: createAuthEndpoint(
        '/sign-in/persona',
        { method: 'POST', body: z.strictObject({ userId: z.string().min(1).max(64) }) },
        async (ctx) => {
          const persona = personasAllowed() ? await findPersona(database(), ctx.body.userId) : null;
          const user = persona && (await ctx.context.internalAdapter.findUserById(persona.userId));
          if (!user) throw new APIError('FORBIDDEN', { message: 'Personas are for the sample desk on this machine only.' });
          const session = await ctx.context.internalAdapter.createSession(user.id);
          await setSessionCookie(ctx, { session, user });
          return ctx.json({ userId: user.id });
        },
      ),
    },
  }) satisfies BetterAuthPlugin;
