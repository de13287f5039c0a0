import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Role } from '../auth/actor';
import { fixedClock } from '../clock';
import { tell, type NewNotice, type NoticeKind } from '../db/notice-store';
import { mailSettings } from '../env';
import { makePeople, NOW, openBench, refusalOf, valueOf, type Bench, type People } from '../testing/desk-builder';
import { startMailServer, type MailServer } from '../testing/mail-server';
import { chooseMail, readMailChoices, retryMail } from '../use-cases/mail';
import { sendDueMail, type MailTools } from './send-mail';

let bench: Bench;
let server: MailServer;
let desk: People;
let counter = 0;

beforeAll(async () => {
  bench = await openBench();
});
afterAll(() => bench.end());
beforeEach(async () => {
  server = await startMailServer();
  Object.assign(process.env, { SMTP_URL: server.url, MAIL_FROM: 'desk@example.invalid' });
  desk = await makePeople(bench.db, `mail-${(counter += 1)}`);
});
afterEach(async () => {
  delete process.env.SMTP_URL;
  delete process.env.MAIL_FROM;
  await server.end();
  await bench.owner.query('DELETE FROM mail');
});

const after = (minutes: number) => new Date(Date.parse(NOW) + minutes * 60_000).toISOString();
const tools = (at = NOW): MailTools => ({ db: bench.db, clock: fixedClock(at), random: () => 0.5, mail: mailSettings(), publicUrl: 'https://desk.example' });
const send = (at = NOW) => sendDueMail(tools(at));
const choose = async (who: Role, ...kinds: NoticeKind[]) => valueOf(await chooseMail(desk.context(who), { kinds }));
const notice = (over: Partial<NewNotice> = {}): NewNotice => ({ kind: 'proposal-waits', subject: 'p', turn: '1', says: 'Proposal 1 of Fund waits for your signature.', href: '/portfolios/fund/proposals/1', madeAt: new Date(NOW), ...over });
const tellThem = (over: Partial<NewNotice> = {}, ...who: readonly Role[]) => bench.db.$transaction((tx) => tell(tx, desk.workspaceId, who.map((role) => desk.actors[role].userId), notice(over)));
const mails = () => bench.db.mail.findMany({ where: { notice: { workspaceId: desk.workspaceId } }, orderBy: { noticeId: 'asc' } });
const failedOf = async (who: Role) => valueOf(await readMailChoices(desk.context(who), {})).failed;

describe('a notice', () => {
  it('goes by mail to who chose its kind, once, with a link through the inbox', async () => {
    await choose('approver', 'proposal-waits');
    await choose('analyst', 'proposal-decided');
    await tellThem({}, 'approver', 'analyst', 'administrator');
    await tellThem({}, 'approver', 'analyst', 'administrator');
    await send();
    await send();
    expect(server.recipients).toEqual([desk.actors.approver.email]);
    const [{ noticeId, state, attempts, sentAt }] = await mails();
    expect([state, attempts, sentAt]).toEqual(['sent', 1, new Date(NOW)]);
    expect(server.messages[0]).toContain('Subject: Proposal 1 of Fund waits for your signature.\r\n');
    expect(server.messages[0]).toContain(`\r\n\r\nProposal 1 of Fund waits for your signature.\r\n\r\nhttps://desk.example/inbox/${noticeId}`);
    expect(server.messages[0]).toMatch(/^From: Mainsheet <desk@example\.invalid>\r$/m);
  });

  it('goes to nobody by mail who has not chosen, or chose nothing any more', async () => {
    await choose('approver', 'proposal-waits');
    await choose('approver');
    await tellThem({}, 'approver', 'analyst');
    expect(await mails()).toEqual([]);
    expect(await bench.db.notice.count({ where: { workspaceId: desk.workspaceId } })).toBe(2);
  });

  it('is chosen at one desk: the same person’s other desk writes nothing', async () => {
    const south = await makePeople(bench.db, `mail-south-${counter}`);
    valueOf(await chooseMail({ ...desk.context('approver'), actor: { ...desk.actors.approver, workspaceId: south.workspaceId } }, { kinds: ['proposal-waits'] }));
    await tellThem({}, 'approver');
    expect(await mails()).toEqual([]);
  });

  it('of a server without mail is not queued, and that of a transaction that fails is not either', async () => {
    await choose('approver', 'proposal-waits');
    await expect(bench.db.$transaction(async (tx) => {
      await tell(tx, desk.workspaceId, [desk.actors.approver.userId], notice());
      throw new Error('broken off');
    })).rejects.toThrow('broken off');
    process.env.SMTP_URL = '';
    await tellThem({}, 'approver');
    expect(await mails()).toEqual([]);
    expect(await bench.db.notice.count({ where: { workspaceId: desk.workspaceId } })).toBe(1);
  });

  it('brings no header of its own: what would end a line is a space', async () => {
    await choose('approver', 'proposal-waits');
    await tellThem({ says: 'Draft\r\nBcc: thief@example.invalid\r\n\r\nBuy' }, 'approver');
    await send();
    expect(server.recipients).toEqual([desk.actors.approver.email]);
    const [head] = server.messages[0].split('\r\n\r\n');
    expect(head).toContain('Subject: Draft Bcc: thief@example.invalid Buy');
    expect(head).not.toMatch(/^Bcc:/m);
  });
});

describe('a mail server', () => {
  beforeEach(async () => {
    await choose('approver', 'proposal-waits');
    await tellThem({}, 'approver');
  });

  it.each([['says "later"', '451 later', 'The mail server answered: 451 later'], ['breaks off', 'drop', 'The mail server could not be reached, or broke off.']])('that %s is asked again after a while, and no sooner', async (_, verdict, says) => {
    server.behave(verdict, '250 kept');
    await send();
    expect(await mails()).toMatchObject([{ state: 'queued', attempts: 1, lastError: says, nextTryAt: new Date(after(1)) }]);
    await send(after(0.9));
    expect(server.tries()).toBe(1);
    await send(after(1));
    expect(await mails()).toMatchObject([{ state: 'sent', attempts: 2, lastError: null }]);
    expect(server.messages).toHaveLength(1);
  });

  it('that is away for good is given up after eight tries', async () => {
    server.behave('451 later');
    for (let hour = 0; hour < 12; hour += 1) await send(after(hour * 61));
    expect(server.tries()).toBe(8);
    expect(await mails()).toMatchObject([{ state: 'failed', attempts: 8, lastError: 'The mail server answered: 451 later (tried 8 times)' }]);
  });

  it('that nobody listens at leaves the rest for the next round', async () => {
    await tellThem({ turn: '2' }, 'approver');
    await server.end();
    await send();
    expect((await mails()).map(({ attempts }) => attempts).sort()).toEqual([0, 1]);
    server = await startMailServer();
  });

  const withPassword = () => {
    process.env.SMTP_URL = server.url.replace('//', '//desk:wrong@');
  };
  const waitingOf = async (who: Role) => valueOf(await readMailChoices(desk.context(who), {})).waiting;

  it.each([
    ['the password', 'AUTH', '535 5.7.8 bad credentials', 'The mail server refuses the user or the password of SMTP_URL: 535 5.7.8 bad credentials'],
    ['to talk without one', 'MAIL', '530 log in first', 'The mail server refuses the user or the password of SMTP_URL: 530 log in first'],
    ['the sender', 'MAIL', '550 not your address', 'The mail server refuses the address of MAIL_FROM: 550 not your address'],
  ] as const)('that refuses %s keeps every mail waiting, however long, and gets all of it once that is mended', async (_, command, answer, error) => {
    withPassword();
    await tellThem({ turn: '2' }, 'approver');
    server.refuse(command, answer);
    await send();
    expect(await mails()).toMatchObject(Array.from({ length: 2 }, () => ({ state: 'queued', attempts: 0, lastError: error, nextTryAt: new Date(after(15)) })));
    expect(await waitingOf('administrator')).toEqual({ count: 2, error, nextTryAt: new Date(after(15)) });
    await send(after(14));
    expect(server.logIns()).toBe(1);
    for (let quarter = 1; quarter <= 20; quarter += 1) await send(after(quarter * 15));
    expect(server.logIns()).toBe(21);
    expect((await mails()).map(({ state, attempts }) => [state, attempts])).toEqual([['queued', 0], ['queued', 0]]);
    expect(await failedOf('approver')).toEqual([]);
    server.refuse(command, null);
    await send(after(315));
    expect([server.messages.length, await waitingOf('administrator')]).toEqual([2, null]);
  });

  it('that refuses the recipient ends that mail at once, and takes the next', async () => {
    withPassword();
    server.refuse('RCPT', '550 no such mailbox');
    await send();
    expect(await mails()).toMatchObject([{ state: 'failed', lastError: 'The mail server answered: 550 no such mailbox' }]);
    expect(await waitingOf('administrator')).toBeNull();
    server.refuse('RCPT', null);
    await tellThem({ turn: '2' }, 'approver');
    await send();
    expect(server.messages).toHaveLength(1);
  });

  it('that refuses ends it at once; its person, and nobody else, tries again', async () => {
    server.behave('550 no such mailbox', '250 kept');
    await send();
    await send(after(600));
    expect(server.tries()).toBe(1);
    const [{ noticeId, error }] = await failedOf('approver');
    expect(error).toBe('The mail server answered: 550 no such mailbox');
    expect(await failedOf('analyst')).toEqual([]);
    expect(refusalOf(await retryMail(desk.context('analyst'), { notice: noticeId })).kind).toBe('not-found');
    valueOf(await retryMail(desk.context('approver', after(601)), { notice: noticeId }));
    await send(after(601));
    expect(server.messages).toHaveLength(1);
    expect(await failedOf('approver')).toEqual([]);
    expect(refusalOf(await retryMail(desk.context('approver'), { notice: noticeId })).kind).toBe('not-found');
  });
});

describe('several workers', () => {
  it('send each mail once', async () => {
    await choose('approver', 'proposal-waits');
    for (let turn = 0; turn < 20; turn += 1) await tellThem({ turn: String(turn) }, 'approver');
    await Promise.all([send(), send(), send()]);
    expect(server.messages).toHaveLength(20);
    expect(new Set(server.messages.map((message) => /^Message-ID: (.*)$/im.exec(message)?.[1])).size).toBe(20);
    expect((await mails()).every(({ state, attempts }) => state === 'sent' && attempts === 1)).toBe(true);
  });

  it('take up a mail whose worker died, once it has been silent for minutes', async () => {
    await choose('approver', 'proposal-waits');
    await tellThem({}, 'approver');
    await bench.owner.query("UPDATE mail SET attempts = 1, next_try_at = $1::timestamptz", [after(5)]);
    await send(after(4));
    expect(server.tries()).toBe(0);
    await send(after(5));
    expect(server.messages).toHaveLength(1);
  });

  it('write to nobody who has left the desk', async () => {
    await choose('approver', 'proposal-waits');
    await tellThem({}, 'approver');
    await bench.owner.query('DELETE FROM member WHERE workspace_id = $1::uuid AND user_id = $2', [desk.workspaceId, desk.actors.approver.userId]);
    await send();
    expect([server.tries(), (await mails())[0].state]).toEqual([0, 'failed']);
  });
});

describe('the settings of mail', () => {
  it('are both there or none, and an address each', () => {
    process.env.MAIL_FROM = '';
    expect(() => mailSettings()).toThrow(/MAIL_FROM/);
    process.env.MAIL_FROM = 'desk@example.invalid\nBcc: x@example.invalid';
    expect(() => mailSettings()).toThrow(/MAIL_FROM/);
    Object.assign(process.env, { MAIL_FROM: 'desk@example.invalid', SMTP_URL: 'https://example.invalid' });
    expect(() => mailSettings()).toThrow(/SMTP_URL/);
    process.env.SMTP_URL = '';
    expect(mailSettings()).toBeNull();
  });
});
