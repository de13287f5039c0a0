import { betterAuth } from 'better-auth';
import { prismaAdapter } from 'better-auth/adapters/prisma';
import { nextCookies } from 'better-auth/next-js';
import { database } from '../db/client';
import { env } from '../env';
import { PASSWORD_MAX, PASSWORD_MIN } from './password';
import { personaSignIn } from './persona-sign-in';

function create() {
  const settings = env();
  return betterAuth({
    baseURL: settings.BETTER_AUTH_URL,
    secret: settings.BETTER_AUTH_SECRET,
    database: prismaAdapter(database(), { provider: 'postgresql' }),
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: PASSWORD_MIN, maxPasswordLength: PASSWORD_MAX, autoSignIn: false },
    session: { expiresIn: 60 * 60 * 24 * 7, updateAge: 60 * 60 * 24 },
    rateLimit: { enabled: true, window: 60, max: 300, customRules: { '/sign-in/email': { window: 60, max: settings.MAINSHEET_SIGN_INS_PER_MINUTE } } },
    advanced: { useSecureCookies: settings.BETTER_AUTH_URL.startsWith('https://'), ipAddress: { ipAddressHeaders: [] } },
    telemetry: { enabled: false },
    plugins: [personaSignIn(), nextCookies()],
  });
}

type Auth = ReturnType<typeof create>;
const shared = globalThis as typeof globalThis & { mainsheetAuth?: Auth };

/** Users and sessions. Made at first use, so that a build needs neither database nor secret. */
export function auth(): Auth {
  shared.mainsheetAuth ??= create();
  return shared.mainsheetAuth;
}
