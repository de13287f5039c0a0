import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '../auth/actor';
import { fixedClock } from '../clock';
import { findWatched, type Watched } from '../db/watch-store';
import { watchPortfolio } from '../desk/watch-portfolio';
import { makeDesk, NOW, openBench, refusalOf, valueOf, type Bench, type Desk } from '../testing/desk-builder';
import { decideProposal } from './decide-proposal';
import { countUnread, markNoticesRead, openNotice, readInbox } from './inbox';
import { proposeDraft } from './propose-draft';
import { proposeReallocation } from './propose-reallocation';

let bench: Bench;
let desk: Desk;
let counter = 0;

beforeAll(async () => {
  bench = await openBench();
});
afterAll(() => bench.end());
beforeEach(async () => {
  desk = await makeDesk(bench, `inbox-${(counter += 1)}`);
});

const inbox = async (who: Actor, unread = true) => valueOf(await readInbox(desk.context(who), { unread })).notices.map(({ kind, says, href }) => ({ kind, says, href }));
/** Of the questions and their answers; what the signals of the made-up market did is asked for where a look is tested. */
const kinds = async (who: Actor, unread = true) => (await inbox(who, unread)).map(({ kind }) => kind).filter((kind) => kind !== 'signal-crossed');
const propose = (who: Actor) => proposeReallocation(desk.context(who), { portfolio: 'fund' });
const reference = (version: number) => ({ portfolio: 'fund', number: 1, version });
const look = async (at = NOW) => {
  const { id } = await bench.db.portfolio.findFirstOrThrow({ where: { workspaceId: desk.workspaceId } });
  return watchPortfolio({ db: bench.db, clock: fixedClock(at), quietSeconds: 0 }, (await findWatched(bench.db, id)) as Watched);
};

describe('a proposal', () => {
  it('is told to who may sign it, not to its maker or who may not', async () => {
    const { actors, others } = desk;
    valueOf(await propose(actors.administrator));
    expect(await inbox(actors.approver)).toEqual([{ kind: 'proposal-waits', says: expect.stringMatching(/^Proposal 1 of .* waits for your signature\.$/) as string, href: '/portfolios/fund/proposals/1' }]);
    expect(await kinds(others.administrator)).toEqual(['proposal-waits']);
    for (const who of [actors.administrator, actors.analyst, actors.viewer]) expect(await kinds(who)).toEqual([]);
  });

  it('asks nobody any more once it is answered, and tells its maker', async () => {
    const { actors, others } = desk;
    valueOf(await propose(actors.analyst));
    valueOf(await decideProposal(desk.context('approver'), { ...reference(1), decision: 'approve' }));
    expect(await inbox(actors.analyst)).toEqual([{ kind: 'proposal-decided', says: expect.stringMatching(/was approved by approver/) as string, href: '/portfolios/fund/proposals/1' }]);
    expect(await kinds(others.approver)).toEqual([]);
    expect(await kinds(others.approver, false)).toEqual(['proposal-waits']);
  });

  it('that is refused leaves no notice: what did not happen is told to nobody', async () => {
    valueOf(await propose(desk.actors.analyst));
    expect((await propose(desk.actors.approver)).ok).toBe(false);
    expect(await kinds(desk.actors.approver)).toEqual(['proposal-waits']);
    expect((await decideProposal(desk.context('approver'), { ...reference(9), decision: 'approve' })).ok).toBe(false);
    expect(await kinds(desk.actors.analyst)).toEqual([]);
  });

  it('is told again when it is taken up after a deferral, and once however many look', async () => {
    valueOf(await propose(desk.actors.analyst));
    valueOf(await decideProposal(desk.context('approver'), { ...reference(1), decision: 'defer', reason: 'later', kind: 'view', expiresOn: '2021-07-10' }));
    expect(await kinds(desk.actors.approver)).toEqual([]);
    await Promise.all(Array.from({ length: 5 }, () => look('2021-07-10T06:00:00.000Z')));
    expect(await kinds(desk.actors.approver)).toEqual(['proposal-waits']);
  });

  it('is told to be near its end, and to have run out', async () => {
    valueOf(await propose(desk.actors.analyst));
    await look('2021-08-04T06:00:00.000Z');
    await look('2021-08-05T06:00:00.000Z');
    expect((await kinds(desk.actors.analyst)).filter((kind) => kind === 'proposal-expires')).toHaveLength(1);
    expect((await kinds(desk.actors.approver)).filter((kind) => kind === 'proposal-expires')).toHaveLength(1);
    await look('2021-08-07T06:00:00.000Z');
    expect(await kinds(desk.actors.approver)).not.toContain('proposal-expires');
    expect((await inbox(desk.actors.analyst)).map(({ says }) => says).join()).toContain('ran out');
  });
});

describe('a draft', () => {
  it('is told to who may propose it; taken up, it is told to who may sign it', async () => {
    await look();
    for (const who of ['analyst', 'approver', 'administrator'] as const) expect(await kinds(desk.actors[who])).toEqual(['draft-waits']);
    expect(await kinds(desk.actors.viewer)).toEqual([]);
    valueOf(await proposeDraft(desk.context('analyst'), reference(1)));
    expect(await kinds(desk.actors.analyst)).toEqual([]);
    expect(await kinds(desk.actors.approver)).toEqual(['proposal-waits']);
  });
});

describe('a source', () => {
  it('that fails is told once to who brings data in, until it has been well again', async () => {
    const fail = (lastSuccessAt: Date | null) => bench.db.sourceState.upsert({
      where: { workspaceId_connector: { workspaceId: desk.workspaceId, connector: 'ecb' } }, create: { workspaceId: desk.workspaceId, connector: 'ecb', failuresInARow: 5 }, update: { failuresInARow: 6, lastSuccessAt },
    });
    const failing = async (who: Actor) => (await kinds(who)).filter((kind) => kind === 'source-failing').length;
    await fail(null);
    await look('2021-07-03T06:00:00.000Z');
    await look('2021-07-04T06:00:00.000Z');
    expect([await failing(desk.actors.analyst), await failing(desk.actors.approver)]).toEqual([1, 0]);
    await fail(new Date('2021-07-04T12:00:00Z'));
    await look('2021-07-05T06:00:00.000Z');
    expect(await failing(desk.actors.analyst)).toBe(2);
  });
});

describe('an inbox', () => {
  it('is one person’s at one desk: nobody else reads, counts or marks it', async () => {
    const south = await makeDesk(bench, `inbox-south-${counter}`);
    valueOf(await propose(desk.actors.analyst));
    const { approver } = desk.actors;
    const [{ id }] = valueOf(await readInbox(desk.context(approver), {})).notices;
    const strangers = [desk.others.approver, desk.actors.administrator, south.actors.approver, { ...approver, workspaceId: south.workspaceId }];
    for (const who of strangers) expect(refusalOf(await markNoticesRead(desk.context(who), { notice: id })).kind).toBe('not-found');
    for (const who of strangers) expect(refusalOf(await openNotice(desk.context(who), { notice: id })).kind).toBe('not-found');
    for (const who of strangers.slice(2)) expect(valueOf(await readInbox(desk.context(who), {}))).toEqual({ notices: [], unread: 0 });
    valueOf(await markNoticesRead(desk.context(desk.others.approver), {}));
    expect(valueOf(await countUnread(desk.context(approver), {}))).toBe(1);
    expect(valueOf(await markNoticesRead(desk.context(approver), { notice: id }))).toEqual({ marked: 1 });
    expect(valueOf(await markNoticesRead(desk.context(approver), { notice: id }))).toEqual({ marked: 0 });
    expect(valueOf(await countUnread(desk.context(approver), {}))).toBe(0);
  });

  it('takes a notice that is opened for read, and leads where it says, as often as one likes', async () => {
    valueOf(await propose(desk.actors.analyst));
    const context = desk.context('approver');
    const [{ id, href }] = valueOf(await readInbox(context, {})).notices;
    for (let time = 0; time < 2; time += 1) {
      expect(valueOf(await openNotice(context, { notice: id }))).toEqual({ href });
      expect(valueOf(await countUnread(context, {}))).toBe(0);
    }
    expect(valueOf(await countUnread(desk.context(desk.others.approver), {}))).toBe(1);
  });
});
