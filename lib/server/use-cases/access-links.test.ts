import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fixedClock } from '../clock';
import { actorsOf } from '../db/people-store';
import { sha256 } from '../hash';
import { makePeople, NOW, openBench, refusalOf, valueOf, type Bench, type People } from '../testing/desk-builder';
import { countAllTables } from '../testing/sql';
import { acceptAccessLink, createSetUpLink, readAccessLink } from './access-links';
import { invitePerson } from './invite-person';
import { verifyJournal } from './journal';
import { readPeople } from './read-people';

let bench: Bench;
let people: People;
const clock = fixedClock(NOW);
const later = fixedClock('2021-07-10T18:00:00.000Z');
const PASSWORD = 'a long enough one';

beforeAll(async () => {
  bench = await openBench();
  people = await makePeople(bench.db, 'north');
});

afterAll(() => bench.end());

const person = (email: string, over: object = {}) => ({ name: 'Nia Osei', email, password: PASSWORD, workspaceName: 'Harbour Endowment', ...over });
const accept = (token: string, who: ReturnType<typeof person>, at = clock) => acceptAccessLink(bench.db, at, { token, ...who });
const invite = async (email: string, role: 'viewer' | 'approver' = 'approver') => valueOf(await invitePerson(people.context('administrator'), { email, role })).token;

async function refused(work: () => ReturnType<typeof accept>) {
  const before = await countAllTables(bench.owner);
  const refusal = refusalOf(await work());
  expect(await countAllTables(bench.owner)).toEqual(before);
  return refusal;
}

describe('a set-up link', () => {
  it('makes a desk and its administrator, and the journal begins with them', async () => {
    const { token } = await createSetUpLink(bench.db, clock);
    expect(valueOf(await readAccessLink(bench.db, clock, token))).toEqual({ purpose: 'join', workspaceName: null, email: null });
    const joined = valueOf(await accept(token, person('Nia@Example.invalid')));
    expect(joined).toEqual({ workspaceSlug: 'harbour-endowment', email: 'nia@example.invalid' });
    const user = await bench.db.user.findUniqueOrThrow({ where: { email: 'nia@example.invalid' } });
    const [actor] = await actorsOf(bench.db, user.id);
    expect(actor).toMatchObject({ role: 'administrator', workspaceName: 'Harbour Endowment', workspaceKind: 'real', name: 'Nia Osei' });
    expect(await verifyJournal(bench.db, actor.workspaceId)).toMatchObject({ intact: true, rows: 1 });
  });

  it('works once', async () => {
    const { token } = await createSetUpLink(bench.db, clock);
    valueOf(await accept(token, person('first@example.invalid')));
    const again = await refused(() => accept(token, person('second@example.invalid')));
    expect(again).toMatchObject({ kind: 'link-unusable', message: expect.stringContaining('used already') as string });
    expect(refusalOf(await readAccessLink(bench.db, clock, token)).kind).toBe('link-unusable');
  });

  it.each([['one person clicks twice', 'twice@example.invalid', 'twice@example.invalid'], ['two people have it', 'one@example.invalid', 'two@example.invalid']])('at once works once, when %s', async (_, a, b) => {
    const { token } = await createSetUpLink(bench.db, clock);
    const before = await countAllTables(bench.owner);
    const both = await Promise.all([accept(token, person(a)), accept(token, person(b))]);
    expect(both.filter((one) => one.ok)).toHaveLength(1);
    expect(both.filter((one) => !one.ok).map((one) => refusalOf(one).kind)).toEqual(['link-unusable']);
    const after = await countAllTables(bench.owner);
    expect(after).toEqual({ ...before, user: before.user + 1, account: before.account + 1, workspace: before.workspace + 1, member: before.member + 1, journal_entry: before.journal_entry + 1 });
  });

  it('makes a second desk of the same name beside the first', async () => {
    const { token } = await createSetUpLink(bench.db, clock);
    expect(valueOf(await accept(token, person('other@example.invalid'))).workspaceSlug).toMatch(/^harbour-endowment-\d+$/);
  });

  it('runs out after a week, is not guessed, and keeps no secret in the store', async () => {
    const { token } = await createSetUpLink(bench.db, clock);
    expect(await refused(() => accept(token, person('late@example.invalid'), later))).toMatchObject({ kind: 'link-unusable', message: expect.stringContaining('expired') as string });
    expect(await refused(() => accept(`${token.slice(0, -1)}_`, person('guess@example.invalid')))).toMatchObject({ kind: 'link-unusable', message: expect.stringContaining('not known') as string });
    expect(await bench.owner.query('SELECT 1 FROM access_link WHERE access_link::text LIKE $1', [`%${token}%`])).toHaveLength(0);
    expect(await bench.owner.query('SELECT 1 FROM access_link WHERE token_hash = $1', [sha256(token)])).toHaveLength(1);
  });

  it.each([
    ['a short password', { password: 'short' }, /password/],
    ['no address', { email: 'nobody' }, /email/],
    ['no name', { name: ' ' }, /name/],
    ['no name for the desk', { workspaceName: undefined }, /workspaceName/],
    ['a name that is no text', { name: 'a\u0000' }, /name/],
  ])('refuses %s', async (_, over, says) => {
    const { token } = await createSetUpLink(bench.db, clock);
    const refusal = await refused(() => accept(token, person('x@example.invalid', over)));
    expect(refusal).toMatchObject({ kind: 'invalid-input', message: expect.stringMatching(says) as string });
  });
});

describe('an invitation', () => {
  it('brings one person into the desk in the role that was given', async () => {
    const token = await invite('theo@example.invalid');
    expect(valueOf(await readAccessLink(bench.db, clock, token))).toEqual({ purpose: 'join', workspaceName: 'Desk north', email: 'theo@example.invalid' });
    expect(valueOf(await readPeople(people.context('viewer'), {})).invitations.map((one) => one.email)).toEqual(['theo@example.invalid']);
    expect(valueOf(await accept(token, person('theo@example.invalid'))).workspaceSlug).toBe('north');
    const { members, invitations } = valueOf(await readPeople(people.context('viewer'), {}));
    expect(members.find((one) => one.email === 'theo@example.invalid')?.role).toBe('approver');
    expect(invitations).toEqual([]);
  });

  it('is for the address it was made for', async () => {
    const token = await invite('meant@example.invalid');
    expect(await refused(() => accept(token, person('another@example.invalid')))).toMatchObject({ kind: 'invalid-input', message: expect.stringContaining('meant@example.invalid') as string });
    expect(valueOf(await accept(token, person('meant@example.invalid'))).email).toBe('meant@example.invalid');
  });

  it('to somebody with an account asks for that account’s password', async () => {
    const known = 'known@example.invalid';
    valueOf(await accept((await createSetUpLink(bench.db, clock)).token, person(known)));
    const token = await invite(known, 'viewer');
    expect((await refused(() => accept(token, person(known, { password: 'somebody else’s guess' })))).kind).toBe('wrong-password');
    expect(valueOf(await accept(token, person(known))).workspaceSlug).toBe('north');
    const user = await bench.db.user.findUniqueOrThrow({ where: { email: known } });
    expect((await actorsOf(bench.db, user.id)).map((actor) => actor.role)).toEqual(['administrator', 'viewer']);
  });

  it('to a member changes nothing', async () => {
    const token = await invite('member@example.invalid');
    valueOf(await accept(token, person('member@example.invalid')));
    const again = await invite('member@example.invalid', 'viewer');
    expect((await refused(() => accept(again, person('member@example.invalid')))).kind).toBe('already-member');
  });

  it('does not take over a persona, who has no password', async () => {
    const token = await invite('north-viewer@example.invalid');
    expect((await refused(() => accept(token, person('north-viewer@example.invalid')))).kind).toBe('wrong-password');
  });
});
