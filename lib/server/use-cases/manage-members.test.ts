import { randomUUID } from 'node:crypto';
import { hashPassword, verifyPassword } from 'better-auth/crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '../auth/actor';
import { fixedClock } from '../clock';
import { actorsOf, addMember, createPasswordAccount, findCredentials, membersOf } from '../db/people-store';
import { sha256 } from '../hash';
import { makeDesk, makePeople, NOW, openBench, refusalOf, valueOf, type Bench, type People } from '../testing/desk-builder';
import { countAllTables } from '../testing/sql';
import { acceptAccessLink, readAccessLink, resetPassword } from './access-links';
import { invitePerson, revokeInvitation } from './invite-person';
import { verifyJournal } from './journal';
import { changeRole, makeResetLink, removeMember, setPortfolioRole } from './manage-members';
import { proposeReallocation } from './propose-reallocation';
import { readPeople } from './read-people';

let bench: Bench;
let desk: People;
let round = 0;
const clock = fixedClock(NOW);
const PASSWORD = 'a long enough one';

beforeAll(async () => {
  bench = await openBench();
});
beforeEach(async () => {
  round += 1;
  desk = await makePeople(bench.db, `desk${round}`);
});
afterAll(() => bench.end());

const boss = () => desk.context('administrator');
const again = async (who: Actor): Promise<Actor> => (await actorsOf(bench.db, who.userId)).find(({ workspaceId }) => workspaceId === desk.workspaceId) as Actor;
const lastEntry = async () => (await bench.db.journalEntry.findFirstOrThrow({ where: { workspaceId: desk.workspaceId }, orderBy: { sequence: 'desc' } }));
const withPassword = (userId: string) => bench.db.$transaction(async (tx) => createPasswordAccount(tx, { id: randomUUID(), userId, passwordHash: await hashPassword(PASSWORD) }));
const startSession = (userId: string) => bench.db.session.create({ data: { id: randomUUID(), token: randomUUID(), userId, expiresAt: new Date('2099-01-01') } });

describe('a role at a portfolio', () => {
  it('replaces the one at the desk there, up and down, until it is cleared, and is journalled each time', async () => {
    desk = await makeDesk(bench, `fund${round}`, { holdings: null });
    const { viewer, analyst } = desk.actors;
    valueOf(await setPortfolioRole(boss(), { person: viewer.userId, portfolio: 'fund', role: 'analyst' }));
    expect(await lastEntry()).toMatchObject({ kind: 'person.portfolio-role-set', actor: desk.actors.administrator.userId, body: { name: viewer.name, portfolio: 'fund', from: 'viewer', role: 'analyst' } });
    // Past the role, there is nothing to propose: the book is empty.
    expect(refusalOf(await proposeReallocation(desk.context(await again(viewer)), { portfolio: 'fund' })).kind).not.toBe('forbidden');
    valueOf(await setPortfolioRole(boss(), { person: viewer.userId, portfolio: 'fund', role: 'approver' }));
    expect((await again(viewer)).portfolioRoles).toEqual(new Map([['fund', 'approver']]));
    valueOf(await setPortfolioRole(boss(), { person: analyst.userId, portfolio: 'fund', role: 'viewer' }));
    expect(refusalOf(await proposeReallocation(desk.context(await again(analyst)), { portfolio: 'fund' })).message).toMatch(/role viewer at fund/);
    expect(valueOf(await readPeople(desk.context('viewer'), {})).members.filter((one) => one.portfolioRoles.length > 0).map((one) => [one.userId, one.portfolioRoles[0].role])).toEqual([[viewer.userId, 'approver'], [analyst.userId, 'viewer']]);
    valueOf(await setPortfolioRole(boss(), { person: viewer.userId, portfolio: 'fund', role: null }));
    expect(refusalOf(await proposeReallocation(desk.context(await again(viewer)), { portfolio: 'fund' })).kind).toBe('forbidden');
    expect(await verifyJournal(bench.db, desk.workspaceId)).toMatchObject({ intact: true });
  });

  it('is one a person and place, also for the store', async () => {
    const again = bench.db.$transaction((tx) => addMember(tx, desk.workspaceId, desk.actors.viewer.userId, 'administrator'));
    await expect(again).rejects.toThrow(/unique/i);
  });
});

describe('a member', () => {
  it('gets another role at once', async () => {
    valueOf(await changeRole(boss(), { person: desk.actors.viewer.userId, role: 'approver' }));
    expect((await again(desk.actors.viewer)).role).toBe('approver');
    expect(await lastEntry()).toMatchObject({ kind: 'person.role-changed', body: { from: 'viewer', role: 'approver' } });
  });

  it('is removed with their roles here, and keeps other desks and sessions', async () => {
    desk = await makeDesk(bench, `fund${round}`, { holdings: null });
    const { analyst } = desk.actors;
    const other = await makePeople(bench.db, `other${round}`);
    await bench.db.$transaction((tx) => addMember(tx, other.workspaceId, analyst.userId, 'viewer'));
    valueOf(await setPortfolioRole(boss(), { person: analyst.userId, portfolio: 'fund', role: 'approver' }));
    await startSession(analyst.userId);
    const before = await countAllTables(bench.owner);
    valueOf(await removeMember(boss(), { person: analyst.userId }));
    expect(await countAllTables(bench.owner)).toEqual({ ...before, member: before.member - 2, journal_entry: before.journal_entry + 1 });
    expect((await actorsOf(bench.db, analyst.userId)).map(({ workspaceId }) => workspaceId)).toEqual([other.workspaceId]);
  });

  it('who alone administers the desk stays, also when two administrators remove each other at once', async () => {
    const [a, b] = [desk.actors.administrator, desk.others.administrator];
    const both = await Promise.all([removeMember(desk.context(a), { person: b.userId }), changeRole(desk.context(b), { person: a.userId, role: 'viewer' })]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    const left = (await membersOf(bench.db, desk.workspaceId)).filter(({ role }) => role === 'administrator');
    expect(left).toHaveLength(1);
    for (const act of [removeMember(desk.context(left[0]), { person: left[0].userId }), changeRole(desk.context(left[0]), { person: left[0].userId, role: 'viewer' })]) expect(refusalOf(await act).kind).toBe('last-administrator');
  });
});

describe('an invitation', () => {
  it('that was taken back lets nobody in', async () => {
    const { token } = valueOf(await invitePerson(boss(), { email: 'late@example.invalid', role: 'viewer' }));
    const [{ id }] = valueOf(await readPeople(boss(), {})).invitations;
    valueOf(await revokeInvitation(boss(), { invitation: id }));
    expect(valueOf(await readPeople(boss(), {})).invitations).toEqual([]);
    expect(refusalOf(await acceptAccessLink(bench.db, clock, { token, name: 'Late', email: 'late@example.invalid', password: PASSWORD })).message).toMatch(/taken back/);
    expect(refusalOf(await revokeInvitation(boss(), { invitation: id })).kind).toBe('not-found');
  });

  it('of another desk is not taken back from here', async () => {
    const other = await makePeople(bench.db, `abroad${round}`);
    valueOf(await invitePerson(other.context('administrator'), { email: 'far@example.invalid', role: 'viewer' }));
    const [{ id }] = valueOf(await readPeople(other.context('administrator'), {})).invitations;
    expect(refusalOf(await revokeInvitation(boss(), { invitation: id })).kind).toBe('not-found');
  });
});

describe('a link for a new password', () => {
  const make = async () => valueOf(await makeResetLink(boss(), { person: desk.actors.analyst.userId })).token;

  it('changes it once, ends every session, and makes no member', async () => {
    const { userId, email } = desk.actors.analyst;
    await withPassword(userId);
    const token = await make();
    await startSession(userId);
    expect(valueOf(await readAccessLink(bench.db, clock, token))).toMatchObject({ purpose: 'reset', email });
    expect(refusalOf(await acceptAccessLink(bench.db, clock, { token, name: 'X', email, password: PASSWORD })).message).toMatch(/something else/);
    expect(refusalOf(await resetPassword(bench.db, clock, { token, password: 'password12' })).message).toMatch(/first that are guessed/);
    expect(refusalOf(await resetPassword(bench.db, clock, { token, password: 'short' })).message).toMatch(/10 characters/);
    valueOf(await resetPassword(bench.db, clock, { token, password: 'quite another one' }));
    const known = await findCredentials(bench.db, email);
    expect(await verifyPassword({ hash: known?.passwordHash ?? '', password: 'quite another one' })).toBe(true);
    expect(await bench.db.session.count({ where: { userId } })).toBe(0);
    expect(await lastEntry()).toMatchObject({ kind: 'person.password-reset', actor: userId });
    expect(refusalOf(await resetPassword(bench.db, clock, { token, password: 'yet another one' })).message).toMatch(/used already/);
    expect(await bench.db.accessLink.count({ where: { tokenHash: token } })).toBe(0);
    expect(await bench.db.accessLink.count({ where: { tokenHash: sha256(token) } })).toBe(1);
  });

  it('works for a day, and only the newest one does', async () => {
    await withPassword(desk.actors.analyst.userId);
    const [first, second] = [await make(), await make()];
    expect(refusalOf(await resetPassword(bench.db, clock, { token: first, password: 'quite another one' })).message).toMatch(/taken back/);
    expect(refusalOf(await resetPassword(bench.db, fixedClock('2021-07-03T18:00:01.000Z'), { token: second, password: 'quite another one' })).message).toMatch(/expired/);
  });

  it('is not made for a desk that one does not administer, nor outlives the joining of one', async () => {
    const { userId, email } = desk.actors.analyst;
    await withPassword(userId);
    const token = await make();
    const other = await makePeople(bench.db, `second${round}`);
    const { token: invitation } = valueOf(await invitePerson(other.context('administrator'), { email, role: 'administrator' }));
    valueOf(await acceptAccessLink(bench.db, clock, { token: invitation, name: 'X', email, password: PASSWORD }));
    expect(refusalOf(await resetPassword(bench.db, clock, { token, password: 'quite another one' })).message).toMatch(/taken back/);
    expect(refusalOf(await makeResetLink(boss(), { person: userId })).kind).toBe('other-desk');
  });

  it('ends with the membership', async () => {
    await withPassword(desk.actors.analyst.userId);
    const token = await make();
    valueOf(await removeMember(boss(), { person: desk.actors.analyst.userId }));
    expect(refusalOf(await resetPassword(bench.db, clock, { token, password: 'quite another one' })).kind).toBe('link-unusable');
  });

  it('sets nothing up: a link that invites changes no password', async () => {
    const { token } = valueOf(await invitePerson(boss(), { email: 'new@example.invalid', role: 'viewer' }));
    expect(refusalOf(await resetPassword(bench.db, clock, { token, password: 'quite another one' })).message).toMatch(/something else/);
  });
});
