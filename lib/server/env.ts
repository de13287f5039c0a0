import * as z from 'zod';

const schema = z.object({
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: 'DATABASE_URL must be a postgresql:// address; `npm start` sets it' }),
  BETTER_AUTH_SECRET: z.string().min(32, 'BETTER_AUTH_SECRET must have 32 characters or more; `npm start` makes one'),
  BETTER_AUTH_URL: z.url().default('http://127.0.0.1:3000'),
  MAINSHEET_EMBEDDED: z.enum(['', '0', '1']).default(''),
  MAINSHEET_BIND: z.string().default('127.0.0.1'),
  MAINSHEET_SIGN_INS_PER_MINUTE: z.coerce.number().int().min(1).max(1_000).default(10),
  DATABASE_POOL_SIZE: z.coerce.number().int().min(1).max(200).default(10),
});

export type Env = z.infer<typeof schema>;

let cached: Env | undefined;

/** The environment, checked once. Throws with every fault named. */
export function env(): Env {
  if (!cached) {
    cached = schema.parse(process.env);
    mailSettings();
  }
  return cached;
}

/** The database alone, for commands that serve nobody. */
export function databaseUrl(): string {
  return schema.shape.DATABASE_URL.parse(process.env.DATABASE_URL);
}

/** The address people open, without a slash at its end; for commands that serve nobody. */
export function publicUrl(): string {
  return schema.shape.BETTER_AUTH_URL.parse(process.env.BETTER_AUTH_URL || undefined).replace(/\/+$/, '');
}

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '::1']);

/** One-click personas exist only where nobody else can reach the server. */
export function personasAllowed(): boolean {
  const settings = env();
  return settings.MAINSHEET_EMBEDDED === '1' && LOOPBACK.has(settings.MAINSHEET_BIND);
}

const chromiumSchema = z.object({
  CHROMIUM_PATH: z.string().default(''),
  CHROMIUM_SANDBOX: z.enum(['', 'on', 'off'], 'CHROMIUM_SANDBOX is "on" or "off"').default(''),
});

/** Which browser prints on the server, and whether in its sandbox. */
export const chromiumSettings = () => chromiumSchema.parse(process.env);

const mailSchema = z
  .object({
    SMTP_URL: z.union([z.literal(''), z.url({ protocol: /^smtps?$/ })], 'SMTP_URL is an smtp:// or smtps:// address').default(''),
    MAIL_FROM: z.union([z.literal(''), z.email()], 'MAIL_FROM is an e-mail address').default(''),
  })
  .refine(({ SMTP_URL, MAIL_FROM }) => SMTP_URL === '' || MAIL_FROM !== '', 'SMTP_URL needs MAIL_FROM beside it: the address that mail comes from');

/** Through which server mail goes, and from which address. */
export interface MailSettings {
  readonly url: string;
  readonly from: string;
}

/** How mail is sent; null where it is not. */
export function mailSettings(): MailSettings | null {
  const { SMTP_URL: url, MAIL_FROM: from } = mailSchema.parse(process.env);
  return url === '' ? null : { url, from };
}

const originsSchema = z.record(z.string().regex(/^[a-z]+$/), z.url({ protocol: /^https?$/ }));

/** Where sources are asked instead of at home, by connector: a mirror, or a test's server. As JSON in the environment. */
export function sourceOrigins(): Readonly<Record<string, string>> {
  return originsSchema.parse(JSON.parse(process.env.MAINSHEET_SOURCE_ORIGINS || '{}'));
}
