import { counted } from '@/lib/format/count';
import { instant } from '@/lib/format/date';
import type { Inbox } from '@/lib/server/use-cases/inbox';
import { noticeAddress } from '@/lib/format/notice-address';

const KINDS: Readonly<Record<Inbox['notices'][number]['kind'], string>> = {
  'proposal-waits': 'To sign', 'draft-waits': 'To propose', 'proposal-decided': 'Answer', 'proposal-stale': 'No longer current', 'proposal-expires': 'Runs out', 'signal-crossed': 'Signal crossed', 'data-late': 'Late data', 'source-failing': 'Source fails',
};

export interface NoticeLine {
  readonly id: string;
  readonly kind: string;
  readonly says: string;
  /** Through the inbox, which takes it for read. */
  readonly href: string;
  readonly at: string;
  readonly isRead: boolean;
}

export interface InboxView {
  readonly title: string;
  readonly lines: readonly NoticeLine[];
}

/** What waits for the person and what happened to what they made, newest first. */
export function inboxView({ notices, unread }: Inbox): InboxView {
  return {
    title: unread === 0 ? 'Nothing is unread' : `${counted(unread, 'notice', 'notices')} unread`,
    lines: notices.map(({ id, kind, says, madeAt, readAt }) => ({ id, kind: KINDS[kind], says, href: noticeAddress(id), at: instant(madeAt.toISOString()), isRead: readAt !== null })),
  };
}
