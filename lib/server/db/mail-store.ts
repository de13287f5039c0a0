import type { Database } from './client';
import type { NoticeKind, Reader } from './notice-store';

/** A mail as its sender needs it. */
export interface ClaimedMail {
  readonly noticeId: string;
  /** Which try this is, the first being 1. */
  readonly attempt: number;
  readonly says: string;
  readonly to: string;
  /** Whether who is to get it still belongs to the desk. */
  readonly isMember: boolean;
}

export interface FailedMail {
  readonly noticeId: string;
  readonly says: string;
  readonly error: string;
}

/** Which kinds a person wants by mail at this desk; none without a choice. */
export async function findMailChoice(db: Database, { workspaceId, userId }: Reader): Promise<readonly NoticeKind[]> {
  const row = await db.mailChoice.findUnique({ where: { workspaceId_userId: { workspaceId, userId } }, select: { kinds: true } });
  return (row?.kinds ?? []) as NoticeKind[];
}

export async function saveMailChoice(db: Database, { workspaceId, userId }: Reader, kinds: readonly NoticeKind[]): Promise<void> {
  await db.mailChoice.upsert({ where: { workspaceId_userId: { workspaceId, userId } }, create: { workspaceId, userId, kinds: [...kinds] }, update: { kinds: [...kinds] } });
}

/** Takes the mail that is due the longest, for one worker alone until `until`; null when none is due. */
export async function claimMail(db: Database, now: Date, until: Date): Promise<ClaimedMail | null> {
  const rows = await db.$queryRaw<ClaimedMail[]>`
    UPDATE mail SET attempts = attempts + 1, next_try_at = ${until}::timestamptz FROM notice n JOIN "user" u ON u.id = n.user_id
    WHERE n.id = mail.notice_id
      AND mail.notice_id = (SELECT notice_id FROM mail WHERE state = 'queued' AND next_try_at <= ${now}::timestamptz ORDER BY next_try_at, notice_id LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING n.id::text AS "noticeId", mail.attempts AS attempt, n.says, u.email AS "to",
      EXISTS (SELECT FROM member m WHERE m.workspace_id = n.workspace_id AND m.user_id = n.user_id AND m.portfolio_id IS NULL) AS "isMember"`;
  return rows[0] ?? null;
}

/** What became of a try; nothing, when another try was begun since. */
type Outcome = { readonly state: 'sent'; readonly sentAt: Date } | { readonly state: 'failed'; readonly lastError: string } | { readonly state: 'queued'; readonly lastError: string; readonly nextTryAt: Date; readonly attempts?: number };

export async function noteMail(db: Database, { noticeId, attempt }: Pick<ClaimedMail, 'noticeId' | 'attempt'>, outcome: Outcome): Promise<void> {
  await db.mail.updateMany({ where: { noticeId, state: 'queued', attempts: attempt }, data: { lastError: null, ...outcome } });
}

/** Lets every mail that would be sent sooner wait until a moment, with why. A try under way elsewhere still notes how it ended. */
export async function holdMail(db: Database, until: Date, why: string): Promise<void> {
  await db.mail.updateMany({ where: { state: 'queued', nextTryAt: { lt: until } }, data: { nextTryAt: until, lastError: why } });
}

export interface WaitingMail {
  /** How many mails of the desk wait after a try that failed. */
  readonly count: number;
  readonly error: string;
  readonly nextTryAt: Date;
}

/** Mail of a desk that did not get through and is tried again; null where none waits so. */
export async function findWaitingMail(db: Database, workspaceId: string): Promise<WaitingMail | null> {
  const where = { state: 'queued', lastError: { not: null }, notice: { workspaceId } } as const;
  const [count, next] = await Promise.all([db.mail.count({ where }), db.mail.findFirst({ where, orderBy: { nextTryAt: 'asc' }, select: { lastError: true, nextTryAt: true } })]);
  return next && { count, error: next.lastError ?? '', nextTryAt: next.nextTryAt };
}

/** The newest mails of this reader that could not be sent, at most `limit`. */
export async function listFailedMail(db: Database, { workspaceId, userId }: Reader, limit: number): Promise<readonly FailedMail[]> {
  const rows = await db.mail.findMany({ where: { state: 'failed', notice: { workspaceId, userId } }, orderBy: { notice: { madeAt: 'desc' } }, take: limit, select: { noticeId: true, lastError: true, notice: { select: { says: true } } } });
  return rows.map(({ noticeId, lastError, notice }) => ({ noticeId, says: notice.says, error: lastError ?? '' }));
}

/** Puts a failed mail of this reader back in the queue, due now; false when there is none such. */
export async function requeueMail(db: Database, { workspaceId, userId }: Reader, noticeId: string, at: Date): Promise<boolean> {
  return (await db.mail.updateMany({ where: { noticeId, state: 'failed', notice: { workspaceId, userId } }, data: { state: 'queued', attempts: 0, lastError: null, nextTryAt: at } })).count > 0;
}
