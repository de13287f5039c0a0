import { mailSettings } from '../env';
import type { Database, Transaction } from './client';
import { enqueueMail } from './job-store';

export const NOTICE_KINDS = ['proposal-waits', 'proposal-decided', 'draft-waits', 'proposal-stale', 'proposal-expires', 'signal-crossed', 'data-late', 'source-failing'] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** Whose notices: a person's at one desk. There is no reading without both. */
export interface Reader {
  readonly workspaceId: string;
  readonly userId: string;
}

export interface Notice {
  readonly id: string;
  readonly kind: NoticeKind;
  /** One sentence, without figures of holdings. */
  readonly says: string;
  readonly href: string;
  readonly madeAt: Date;
  readonly readAt: Date | null;
}

export interface NewNotice extends Pick<Notice, 'kind' | 'says' | 'href' | 'madeAt'> {
  readonly subject: string;
  /** Which turn of the subject: a version, a day. The same kind, subject and turn is told once. */
  readonly turn: string;
}

const MAX_SENTENCE = 500;

/** Queues notices just made for those among their readers who chose this kind. */
async function queueMail(tx: Transaction, workspaceId: string, kind: NoticeKind, notices: readonly { readonly id: string; readonly userId: string }[], at: Date): Promise<void> {
  const choices = await tx.mailChoice.findMany({ where: { workspaceId, userId: { in: notices.map(({ userId }) => userId) }, kinds: { has: kind } }, select: { userId: true } });
  const chosen = new Set(choices.map(({ userId }) => userId));
  const { count } = await tx.mail.createMany({ data: notices.filter(({ userId }) => chosen.has(userId)).map(({ id }) => ({ noticeId: id, nextTryAt: at })) });
  if (count > 0) await enqueueMail(tx);
}

/** Tells people, each once: who was told already is left alone, also when several tell at once. Who chose so is told by mail as well. */
export async function tell(tx: Transaction, workspaceId: string, userIds: readonly string[], notice: NewNotice): Promise<void> {
  if (userIds.length === 0) return;
  const told = await tx.notice.createManyAndReturn({ data: userIds.map((userId) => ({ workspaceId, userId, ...notice, says: notice.says.slice(0, MAX_SENTENCE) })), skipDuplicates: true, select: { id: true, userId: true } });
  if (told.length > 0 && mailSettings() !== null) await queueMail(tx, workspaceId, notice.kind, told, notice.madeAt);
}

const select = { id: true, kind: true, says: true, href: true, madeAt: true, readAt: true } as const;

/** The newest first, at most `limit`. */
export async function listNotices(db: Database, { workspaceId, userId }: Reader, { unread, limit }: { readonly unread: boolean; readonly limit: number }): Promise<readonly Notice[]> {
  const rows = await db.notice.findMany({ where: { workspaceId, userId, ...(unread && { readAt: null }) }, orderBy: [{ madeAt: 'desc' }, { id: 'desc' }], take: limit, select });
  return rows.map((row) => ({ ...row, kind: row.kind as NoticeKind }));
}

export async function countUnread(db: Database, { workspaceId, userId }: Reader): Promise<number> {
  return db.notice.count({ where: { workspaceId, userId, readAt: null } });
}

/** Marks one notice as read, or all; how many were unread before. Somebody else's is not found. */
export async function markRead(db: Database, { workspaceId, userId }: Reader, id: string | null, at: Date): Promise<number> {
  return (await db.notice.updateMany({ where: { workspaceId, userId, readAt: null, ...(id !== null && { id }) }, data: { readAt: at } })).count;
}

/** Where a notice leads; null when it is not this reader's. */
export async function findNoticeHref(db: Database, { workspaceId, userId }: Reader, id: string): Promise<string | null> {
  return (await db.notice.findFirst({ where: { workspaceId, userId, id }, select: { href: true } }))?.href ?? null;
}

/** What waited waits no longer: nobody is asked to look at it. */
export async function settleNotices(tx: Transaction, workspaceId: string, subjects: readonly string[], kinds: readonly NoticeKind[], at: Date): Promise<void> {
  await tx.notice.updateMany({ where: { workspaceId, subject: { in: [...subjects] }, kind: { in: [...kinds] }, readAt: null }, data: { readAt: at } });
}
