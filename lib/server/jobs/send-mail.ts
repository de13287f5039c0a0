import { createTransport } from 'nodemailer';
import { noticeAddress } from '../../format/notice-address';
import type { Clock } from '../clock';
import type { Database } from '../db/client';
import { claimMail, holdMail, noteMail, type ClaimedMail } from '../db/mail-store';
import type { MailSettings } from '../env';
import { backOffMs, type RetryPolicy } from './retry-policy';

export interface MailTools {
  readonly db: Database;
  readonly clock: Clock;
  /** From 0 to 1, for the jitter of a back-off. */
  readonly random: () => number;
  /** Null where the server sends none: what is queued waits. */
  readonly mail: MailSettings | null;
  /** The address people open, without a slash at its end. */
  readonly publicUrl: string;
  readonly signal?: AbortSignal;
}

const MAX_ATTEMPTS = 8;
const RETRY: Pick<RetryPolicy, 'baseMs' | 'maxMs'> = { baseMs: 60_000, maxMs: 3_600_000 };
/** How long all mail waits when the server takes none of this desk's: whoever runs it has a slip to mend first. */
const HOLD_MS = 15 * 60_000;
/** For each wait of a try; a server that keeps to none of them is left to `LEASE_MS`. */
const WAIT_MS = 10_000;
/** How long one worker holds a mail, after which its worker is taken for dead. */
const LEASE_MS = 5 * 60_000;
const MAX_ERROR = 300;

/** Text in one line: neither a header of its own nor a character that the store refuses. */
const oneLine = (text: string): string => text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ').trim();

interface Failure {
  /** What a person is told: the server's own words, or that there were none; no address of the network. */
  readonly says: string;
  /** `mail`: this one is refused for good. `sender`: none would be taken, until somebody mends the settings. `later`: another try may do. */
  readonly refuses: 'mail' | 'sender' | 'later';
  readonly isReached: boolean;
}

/** Answers by which a server asks for a user and a password, whatever it was told. */
const ASKS_FOR_LOG_IN = new Set([530, 534, 535, 538]);
const ABOUT_ONE_MAIL = new Set(['RCPT TO', 'DATA']);

/** Whose matter a failure is: a refused recipient is the mail's own; a refused password or sender is that of whoever runs this server. */
function failureOf(error: unknown): Failure {
  const { code, command = '', responseCode, response } = error as { readonly code?: string; readonly command?: string; readonly responseCode?: number; readonly response?: string };
  const told = (text: string) => oneLine(`${text}: ${response ?? responseCode ?? 'it gave no reason'}`).slice(0, MAX_ERROR);
  if (code === 'EAUTH' || (responseCode !== undefined && ASKS_FOR_LOG_IN.has(responseCode))) return { says: told('The mail server refuses the user or the password of SMTP_URL'), refuses: 'sender', isReached: true };
  if (responseCode === undefined) return { says: 'The mail server could not be reached, or broke off.', refuses: 'later', isReached: false };
  if (responseCode < 500) return { says: told('The mail server answered'), refuses: 'later', isReached: true };
  if (command === 'MAIL FROM') return { says: told('The mail server refuses the address of MAIL_FROM'), refuses: 'sender', isReached: true };
  return ABOUT_ONE_MAIL.has(command) ? { says: told('The mail server answered'), refuses: 'mail', isReached: true } : { says: told('The mail server turns this server away'), refuses: 'sender', isReached: true };
}

async function post({ publicUrl }: MailTools, { url, from }: MailSettings, { noticeId, says, to }: ClaimedMail): Promise<void> {
  const transport = createTransport({ url, connectionTimeout: WAIT_MS, greetingTimeout: WAIT_MS, socketTimeout: WAIT_MS, disableFileAccess: true, disableUrlAccess: true });
  const sentence = oneLine(says);
  try {
    await transport.sendMail({
      from: { name: 'Mainsheet', address: from }, to: { name: '', address: to }, subject: sentence, text: `${sentence}\n\n${publicUrl}${noticeAddress(noticeId)}\n`,
      // The same at every try, so that a receiver may see that it has this one already.
      messageId: `<${noticeId}@${from.slice(from.lastIndexOf('@') + 1)}>`, headers: { 'Auto-Submitted': 'auto-generated' },
    });
  } finally {
    transport.close();
  }
}

/** One try, from beginning to end; false when no mail would get through now. */
async function tryOnce(tools: MailTools, settings: MailSettings, mail: ClaimedMail): Promise<boolean> {
  const { db, clock, random } = tools;
  const fail = (lastError: string) => noteMail(db, mail, { state: 'failed', lastError }).then(() => true);
  if (!mail.isMember) return fail('Who was to get it no longer belongs to this desk.');
  if (mail.attempt > MAX_ATTEMPTS) return fail(`It was begun ${MAX_ATTEMPTS} times and never ended.`);
  try {
    await post(tools, settings, mail);
  } catch (error) {
    const { says, refuses, isReached } = failureOf(error);
    if (refuses === 'sender') {
      const until = new Date(clock.now().getTime() + HOLD_MS);
      // The mail is not to blame: this was no try of it.
      await noteMail(db, mail, { state: 'queued', lastError: says, nextTryAt: until, attempts: mail.attempt - 1 });
      await holdMail(db, until, says);
      return false;
    }
    if (refuses === 'mail') return fail(says);
    if (mail.attempt === MAX_ATTEMPTS) return fail(`${says} (tried ${mail.attempt} times)`);
    await noteMail(db, mail, { state: 'queued', lastError: says, nextTryAt: new Date(clock.now().getTime() + backOffMs(RETRY, mail.attempt, 0, random())) });
    return isReached;
  }
  await noteMail(db, mail, { state: 'sent', sentAt: clock.now() });
  return true;
}

/**
 * Sends what is due, one after the other, until all is sent or the mail server is away. However many workers do so at once, each mail is held by one; only a worker
 * that dies between the server's answer and its own note leaves a mail that is sent twice.
 */
export async function sendDueMail(tools: MailTools): Promise<void> {
  const { db, clock, mail: settings, signal } = tools;
  if (settings === null) return;
  while (!signal?.aborted) {
    const now = clock.now();
    const mail = await claimMail(db, now, new Date(now.getTime() + LEASE_MS));
    if (mail === null) return;
    if (!(await tryOnce(tools, settings, mail))) return;
  }
}
