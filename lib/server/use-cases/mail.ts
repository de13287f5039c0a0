import * as z from 'zod';
import { ok, refuse, type Result } from '../../core/base/result';
import { findMailChoice, findWaitingMail, listFailedMail, requeueMail, saveMailChoice, type FailedMail, type WaitingMail } from '../db/mail-store';
import { NOTICE_KINDS, type NoticeKind } from '../db/notice-store';
import { mailSettings } from '../env';
import { defineUseCase } from './use-case';

/** More than anybody tries again by hand. */
const MOST_FAILED = 20;

export interface MailReading {
  /** Whether this server can send mail at all. */
  readonly isConfigured: boolean;
  readonly kinds: readonly NoticeKind[];
  readonly failed: readonly FailedMail[];
  /** Mail of the whole desk that waits because the mail server would not take it. */
  readonly waiting: WaitingMail | null;
}

/** Which notices the person who asks gets by mail as well, and which of these could not be sent. */
export const readMailChoices = defineUseCase({
  name: 'read-mail-choices',
  permission: 'manage-own-mail',
  input: z.strictObject({}),
  run: async ({ db, actor }): Promise<Result<MailReading>> => {
    const [kinds, failed, waiting] = await Promise.all([findMailChoice(db, actor), listFailedMail(db, actor, MOST_FAILED), findWaitingMail(db, actor.workspaceId)]);
    return ok({ isConfigured: mailSettings() !== null, kinds, failed, waiting });
  },
});

/** Chooses the kinds of notices that come by mail from now on; none ends it. */
export const chooseMail = defineUseCase({
  name: 'choose-mail',
  permission: 'manage-own-mail',
  input: z.strictObject({ kinds: z.array(z.enum(NOTICE_KINDS, `is one of: ${NOTICE_KINDS.join(', ')}`)).max(NOTICE_KINDS.length) }),
  run: async ({ db, actor }, { kinds }): Promise<Result<{ readonly kinds: readonly NoticeKind[] }>> => {
    if (actor.workspaceKind === 'sample') return refuse('sample-desk', 'The people of the sample desk have no mailboxes; choose mail at a desk of your own.');
    const chosen = NOTICE_KINDS.filter((kind) => kinds.includes(kind));
    await saveMailChoice(db, actor, chosen);
    return ok({ kinds: chosen });
  },
});

/** Tries a mail of one's own that failed once more. */
export const retryMail = defineUseCase({
  name: 'retry-mail',
  permission: 'manage-own-mail',
  input: z.strictObject({ notice: z.uuid('names a notice') }),
  run: async ({ db, actor, clock }, { notice }): Promise<Result<{ readonly notice: string }>> =>
    (await requeueMail(db, actor, notice, clock.now())) ? ok({ notice }) : refuse('not-found', 'There is no such mail of yours that failed.'),
});
