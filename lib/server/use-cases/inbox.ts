import * as z from 'zod';
import { ok, refuse, type Result } from '../../core/base/result';
import { countUnread as count, findNoticeHref, listNotices, markRead, type Notice } from '../db/notice-store';
import { defineUseCase } from './use-case';

/** More than anybody reads; what is older is in the journal. */
const MOST = 200;

const NO_NOTICE = refuse('not-found', 'There is no such notice in your inbox at this desk.');

export interface Inbox {
  readonly notices: readonly Notice[];
  readonly unread: number;
}

/** What waits for the person who asks, and what happened to what they made, at this desk. */
export const readInbox = defineUseCase({
  name: 'read-inbox',
  permission: 'read-desk',
  input: z.strictObject({ unread: z.boolean('is true or false').default(false) }),
  run: async ({ db, actor }, { unread }): Promise<Result<Inbox>> => {
    const [notices, waiting] = await Promise.all([listNotices(db, actor, { unread, limit: MOST }), count(db, actor)]);
    return ok({ notices, unread: waiting });
  },
});

/** How many notices the person who asks has not read, for the rail of every room. */
export const countUnread = defineUseCase({
  name: 'count-unread',
  permission: 'read-desk',
  input: z.strictObject({}),
  run: async ({ db, actor }): Promise<Result<number>> => ok(await count(db, actor)),
});

/** Marks a notice of one's own as read, or all of them. */
export const markNoticesRead = defineUseCase({
  name: 'mark-notices-read',
  permission: 'read-desk',
  input: z.strictObject({ notice: z.uuid('names a notice').optional() }),
  run: async ({ db, actor, clock }, { notice }): Promise<Result<{ readonly marked: number }>> => {
    if (notice !== undefined && (await findNoticeHref(db, actor, notice)) === null) return NO_NOTICE;
    return ok({ marked: await markRead(db, actor, notice ?? null, clock.now()) });
  },
});

/** Where a notice of one's own leads; following it is reading it. */
export const openNotice = defineUseCase({
  name: 'open-notice',
  permission: 'read-desk',
  input: z.strictObject({ notice: z.uuid('names a notice') }),
  run: async ({ db, actor, clock }, { notice }): Promise<Result<{ readonly href: string }>> => {
    const href = await findNoticeHref(db, actor, notice);
    if (href === null) return NO_NOTICE;
    await markRead(db, actor, notice, clock.now());
    return ok({ href });
  },
});
