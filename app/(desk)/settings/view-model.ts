import { counted } from '@/lib/format/count';
import { dateLong } from '@/lib/format/date';
import type { MailReading } from '@/lib/server/use-cases/mail';
import type { MemberReading } from '@/lib/server/use-cases/read-people';

const PARTS = { people: 'People', tokens: 'Tokens', mail: 'Mail', account: 'Your account', archive: 'Archive' } as const;

export type Part = keyof typeof PARTS;

/** Where a part of the settings is; the first is the room itself. */
export const partAddress = (part: Part): string => (part === 'people' ? '/settings' : `/settings?tab=${part}`);

/** The parts that a person is shown. */
export const partsFor = ({ mayArchive }: { readonly mayArchive: boolean }) =>
  (Object.keys(PARTS) as Part[]).filter((key) => key !== 'archive' || mayArchive).map((key) => ({ key, label: PARTS[key], href: partAddress(key) }));

/** Roles for a form, each with what it lets one do. */
export const ROLE_OPTIONS = [
  { value: 'viewer', label: 'Viewer: reads' },
  { value: 'analyst', label: 'Analyst: imports, makes portfolios and proposals' },
  { value: 'approver', label: 'Approver: proposes and decides' },
  { value: 'administrator', label: 'Administrator: everything, and people' },
] as const;

/** What the forms write for "the whole desk" and for "the role at the desk": no slug and no role is called so. */
export const WHOLE_DESK = '*';
export const AS_AT_DESK = '*';

/** The role a person has at a place now, as the form writes it. */
export const roleNow = ({ role, portfolioRoles }: Pick<MemberReading, 'role' | 'portfolioRoles'>, place: string): string =>
  place === WHOLE_DESK ? role : (portfolioRoles.find(({ slug }) => slug === place)?.role ?? AS_AT_DESK);

type Waiting = NonNullable<MailReading['waiting']>;

/** What became of mail that waits, and when it is tried again. */
export const waitingSentence = ({ count, error, nextTryAt }: Waiting): string =>
  `${counted(count, 'mail', 'mails')} of this desk ${count === 1 ? 'waits' : 'wait'}. ${error.replace(/[.\s]+$/, '')}. Tried again from ${momentLong(nextTryAt)}; nothing is lost.`;

/** "analyst; approver at Growth, viewer at Income". */
export function rolesSentence({ role, portfolioRoles }: Pick<MemberReading, 'role' | 'portfolioRoles'>): string {
  const special = portfolioRoles.map((one) => `${one.role} at ${one.name}`).join(', ');
  return special === '' ? role : `${role}; ${special}`;
}

type NoticeKind = MailReading['kinds'][number];

const MAIL_KINDS: Readonly<Record<NoticeKind, string>> = {
  'proposal-waits': 'a proposal waits for my signature', 'draft-waits': 'a draft waits for a maker', 'proposal-decided': 'what I proposed is answered', 'proposal-stale': 'a proposal is no longer current', 'proposal-expires': 'a proposal is about to run out', 'signal-crossed': 'a signal crossed its level since the decision', 'data-late': 'a series is late', 'source-failing': 'a source keeps failing',
};

/** The names of the boxes: the kinds themselves. */
export const MAIL_KIND_NAMES = Object.keys(MAIL_KINDS) as NoticeKind[];

export interface MailKind {
  readonly kind: NoticeKind;
  readonly label: string;
  readonly isChosen: boolean;
}

/** Every kind of notice, with whether it comes by mail. */
export const mailKinds = ({ kinds }: Pick<MailReading, 'kinds'>): readonly MailKind[] => MAIL_KIND_NAMES.map((kind) => ({ kind, label: MAIL_KINDS[kind], isChosen: kinds.includes(kind) }));

const BROWSERS = [[/Edg\//, 'Edge'], [/OPR\//, 'Opera'], [/Firefox\//, 'Firefox'], [/Chrom(e|ium)\//, 'Chrome'], [/Safari\//, 'Safari']] as const;
const SYSTEMS = [[/Windows/, 'Windows'], [/iPhone|iPad/, 'iOS'], [/Android/, 'Android'], [/Mac OS X/, 'macOS'], [/Linux/, 'Linux']] as const;

/** "Firefox on Linux", as far as the browser says; it may say anything. */
export function browserOf(userAgent: string): string {
  const [browser, system] = [BROWSERS, SYSTEMS].map((names) => names.find(([pattern]) => pattern.test(userAgent))?.[1]);
  return browser && system ? `${browser} on ${system}` : (browser ?? system ?? 'unknown browser');
}

/** The day and minute of an instant, UTC: "23 Nov 2026, 19:12 UTC". */
export const momentLong = (at: Date): string => `${dateLong(at.toISOString().slice(0, 10))}, ${at.toISOString().slice(11, 16)} UTC`;
