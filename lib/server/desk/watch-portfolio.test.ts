import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { isoDate } from '../../core/base/iso-date';
import { fixedClock } from '../clock';
import { findProposal, listProposals, type Proposal } from '../db/proposal-store';
import { findWatched, listWatched, readWatch, type Watched } from '../db/watch-store';
import { makeDesk, makePeople, NOW, openBench, pricesCsv, PRICES_REQUEST, refusalOf, valueOf, type Bench, type Desk } from '../testing/desk-builder';
import { countAllTables, rolledBack } from '../testing/sql';
import { decideProposal } from '../use-cases/decide-proposal';
import { executeProposal } from '../use-cases/execute-proposal';
import { verifyJournal } from '../use-cases/journal';
import { proposeDraft } from '../use-cases/propose-draft';
import { proposeReallocation } from '../use-cases/propose-reallocation';
import { readProposal, readProposals } from '../use-cases/read-proposals';
import { refreshProposal } from '../use-cases/refresh-proposal';
import { setDrafts } from '../use-cases/set-drafts';
import { withdrawProposal } from '../use-cases/withdraw-proposal';
import { watchPortfolio } from './watch-portfolio';

let bench: Bench;
let desk: Desk;
let watched: Watched;
let counter = 0;

beforeAll(async () => {
  bench = await openBench();
});
afterAll(() => bench.end());
beforeEach(async () => {
  desk = await makeDesk(bench, `watched-${(counter += 1)}`);
  const { id } = await bench.db.portfolio.findFirstOrThrow({ where: { workspaceId: desk.workspaceId } });
  watched = (await findWatched(bench.db, id)) as Watched;
});

const LATER = '2021-08-02T18:00:00.000Z';
const AFTER_THE_END = '2021-08-07T06:00:00.000Z';
const look = (at = NOW, quietSeconds = 0) => watchPortfolio({ db: bench.db, clock: fixedClock(at), quietSeconds }, watched);
const proposal = async (number: number) => (await findProposal(bench.db, desk.workspaceId, watched.portfolioId, number)) as Proposal;
const all = async () => (await listProposals(bench.db, desk.workspaceId, watched.portfolioId)).map(({ number, state }) => [number, state]);
const journal = () => bench.app.query<{ kind: string; actor: string }>("SELECT kind, actor FROM journal_entry WHERE workspace_id = $1::uuid AND (kind LIKE 'proposal.%' OR kind LIKE 'recommendation.%') ORDER BY sequence", [desk.workspaceId]);
const laterPrices = () => desk.importText('july.csv', pricesCsv(isoDate('2021-08-02')), PRICES_REQUEST, { instant: LATER });
const reference = (number: number, version: number) => ({ portfolio: 'fund', number, version });

describe('a look at a portfolio', () => {
  it('records the decision that data have closed and drafts what it calls for, without a maker', async () => {
    expect(await look()).toMatch(/^Draft 1 waits for a maker: /);
    expect(await proposal(1)).toMatchObject({ state: 'draft', makerId: null, version: 1, asOf: '2021-07-02' });
    expect(await journal()).toEqual([{ kind: 'recommendation.computed', actor: 'schedule' }, { kind: 'proposal.drafted', actor: 'schedule' }]);
    expect(await readWatch(bench.db, watched.portfolioId)).toMatchObject({ drafts: true, lookedAt: new Date(NOW), finding: expect.stringContaining('Draft 1') as string });
  });

  it('finds nothing new while nothing has changed', async () => {
    await look();
    const before = await countAllTables(bench.owner);
    expect(await look()).toBe('');
    expect(await look('2021-07-03T06:00:00.000Z')).toBe('Proposal 1 is open.');
    expect(await countAllTables(bench.owner)).toEqual(before);
  });

  it('is worth one look, however many look at once', async () => {
    await Promise.all(Array.from({ length: 8 }, () => look()));
    expect(await all()).toEqual([[1, 'draft']]);
    expect((await journal()).map(({ kind }) => kind)).toEqual(['recommendation.computed', 'proposal.drafted']);
    expect((await verifyJournal(bench.db, desk.workspaceId)).intact).toBe(true);
  });

  it('waits while somebody imports or books', async () => {
    expect(await look(NOW, 3_600)).toMatch(/a moment ago/);
    expect(await all()).toEqual([]);
    expect(await look()).toMatch(/^Draft 1/);
  });

  it('makes no draft where that is turned off, and goes on recording decisions', async () => {
    valueOf(await setDrafts(desk.context('analyst'), { portfolio: 'fund', drafts: false }));
    valueOf(await setDrafts(desk.context('analyst'), { portfolio: 'fund', drafts: false }));
    expect(await look()).toMatch(/is recorded. Drafts are turned off here/);
    expect(await all()).toEqual([]);
    expect(await bench.app.query("SELECT count(*)::int AS n FROM journal_entry WHERE workspace_id = $1::uuid AND kind = 'portfolio.drafts-off'", [desk.workspaceId])).toEqual([{ n: 1 }]);
    valueOf(await setDrafts(desk.context('administrator'), { portfolio: 'fund', drafts: true }));
    expect(await look()).toMatch(/^Draft 1/);
  });

  it('leaves the question of a person alone', async () => {
    valueOf(await proposeReallocation(desk.context('analyst'), { portfolio: 'fund' }));
    expect(await look()).toBe('Proposal 1 is open.');
    expect(await all()).toEqual([[1, 'proposed']]);
  });

  it('does not ask again what was answered, until there is a newer decision', async () => {
    await look();
    valueOf(await withdrawProposal(desk.context('analyst'), { ...reference(1, 1), reason: 'not this month' }));
    expect(await look('2021-07-03T06:00:00.000Z')).toMatch(/was answered by proposal 1, withdrawn/);
    valueOf(await laterPrices());
    expect(await look(LATER)).toMatch(/^Draft 2/);
  });

  it('finds nothing due once the order is carried out', async () => {
    await look();
    valueOf(await proposeDraft(desk.context('analyst'), reference(1, 1)));
    valueOf(await decideProposal(desk.context('approver'), { ...reference(1, 2), decision: 'approve' }));
    valueOf(await executeProposal(desk.context('analyst'), reference(1, 3)));
    expect(await look()).toMatch(/^(Nothing is due|.*was answered by proposal 1, executed)/);
    expect(await all()).toEqual([[1, 'executed']]);
  });

  it('replaces its draft by one of a newer decision', async () => {
    await look();
    valueOf(await laterPrices());
    expect(await look(LATER)).toMatch(/^Draft 2/);
    expect(await all()).toEqual([[2, 'draft'], [1, 'superseded']]);
    expect((await proposal(2)).parentId).toBe((await proposal(1)).id);
  });

  it('tells makers of signals that crossed their level since the decision, once a decision', async () => {
    const told = () => bench.app.query<{ user_id: string; says: string }>("SELECT user_id, says FROM notice WHERE workspace_id = $1::uuid AND kind = 'signal-crossed' ORDER BY says, user_id", [desk.workspaceId]);
    await look();
    // The bonds of the made-up market stood near their level, and passed it on the first day of the month.
    const before = await told();
    expect(before.every(({ says }) => says.startsWith('The 10-month trend of BD in '))).toBe(true);
    valueOf(await desk.importText('crash.csv', 'date,EQ,BD,BILL\n2021-07-06,20,107.8,51.82\n', PRICES_REQUEST, { instant: '2021-07-06T17:00:00.000Z' }));
    await look('2021-07-06T18:00:00.000Z');
    const first = await told();
    const ofShares = first.filter(({ says }) => !before.some((one) => one.says === says));
    expect(ofShares.map(({ says }) => says)).toContain('The 10-month trend of EQ in Fund of ' + desk.actors.analyst.workspaceSlug + ' has crossed to negative since the decision of 2021-06-30; the next decision counts it.');
    expect(ofShares.every(({ says }) => says.includes(' of EQ in '))).toBe(true);
    expect([...new Set(ofShares.map(({ user_id }) => user_id))].sort()).toEqual([...['analyst', 'approver', 'administrator'].flatMap((role) => [desk.actors, desk.others].map((people) => people[role as 'analyst'].userId))].sort());
    await look('2021-07-07T18:00:00.000Z');
    expect(await told()).toEqual(first);
  });

  it('says why it cannot, where it cannot', async () => {
    const people = await makePeople(bench.db, `bare-${counter}`);
    const [row] = await bench.app.query<{ id: string }>("INSERT INTO model_version (id, workspace_id, slug, version, params, params_hash) VALUES (gen_random_uuid(), $1::uuid, 'house', '1', '{}', repeat('0', 64)) RETURNING id::text", [people.workspaceId]);
    const bare = await bench.db.portfolio.create({ data: { workspaceId: people.workspaceId, slug: 'bare', name: 'Bare', baseCurrency: 'USD', modelVersionId: row.id, evidenceStart: new Date('2000-01-01') } });
    expect(await watchPortfolio({ db: bench.db, clock: fixedClock(NOW) }, (await findWatched(bench.db, bare.id)) as Watched)).toMatch(/Bare has no policy in force/);
    expect((await readWatch(bench.db, bare.id)).finding).toMatch(/no policy/);
  });

  it('is for real desks alone', async () => {
    await bench.db.workspace.update({ where: { id: desk.workspaceId }, data: { kind: 'sample' } });
    expect((await listWatched(bench.db)).some((one) => one.portfolioId === watched.portfolioId)).toBe(false);
    await bench.db.workspace.update({ where: { id: desk.workspaceId }, data: { kind: 'real' } });
    expect((await listWatched(bench.db)).some((one) => one.portfolioId === watched.portfolioId)).toBe(true);
  });
});

describe('notices of what went stale', () => {
  const told = (kind: string) => bench.app.query<{ user_id: string; says: string; is_read: boolean }>('SELECT user_id, says, read_at IS NOT NULL AS is_read FROM notice WHERE workspace_id = $1::uuid AND kind = $2 ORDER BY made_at, user_id', [desk.workspaceId, kind]);
  const says = async () => [...new Set((await told('data-late')).filter(({ is_read }) => !is_read).map((one) => one.says))];
  const importers = () => ['analyst', 'administrator'].flatMap((role) => [desk.actors, desk.others].map((people) => people[role as 'analyst'].userId)).sort();
  const stopped = (codes: string) => `Prices of ${codes} in Fund of ${desk.actors.analyst.workspaceSlug} are late: the next should have come by 2021-07-07.`;

  it('tells who imports that prices are late, from the day after they were due, once', async () => {
    await look('2021-07-07T18:00:00.000Z');
    expect(await told('data-late')).toEqual([]);
    await look('2021-07-08T18:00:00.000Z');
    const first = await told('data-late');
    expect(first.map(({ user_id }) => user_id)).toEqual(importers());
    expect(await says()).toEqual([stopped('EQ, BD and BILL')]);
    await look('2021-07-09T18:00:00.000Z');
    await look('2021-07-10T18:00:00.000Z');
    expect(await told('data-late')).toEqual(first);
  });

  it('asks nobody any more for prices that have come in, and tells anew when they stop again', async () => {
    await look('2021-07-08T18:00:00.000Z');
    valueOf(await laterPrices());
    await look(LATER);
    expect((await told('data-late')).every(({ is_read }) => is_read)).toBe(true);
    await look('2021-08-10T18:00:00.000Z');
    expect(await says()).toEqual([`Prices of EQ, BD and BILL in Fund of ${desk.actors.analyst.workspaceSlug} are late: the next should have come by 2021-08-07.`]);
  });

  it('names the one series that is late, where the others came', async () => {
    valueOf(await desk.importText('two.csv', 'date,EQ,BILL\n2021-07-08,82,51.83\n', PRICES_REQUEST, { instant: '2021-07-08T17:00:00.000Z' }));
    await look('2021-07-09T18:00:00.000Z');
    expect(await says()).toEqual([stopped('BD')]);
  });

  it('tells of an observation that the model reads, not of one that it does not, until it has come in', async () => {
    const bring = (name: string, last: string, published: string, instant: string) => desk.importText(name, `series_id,period,value,release_date\nUNRATE,${last},4.2,${published}\nNOBODYREADS,${last},1,${published}\n`, { kind: 'observations', pointInTime: true }, { instant });
    const ofUnrate = async () => (await told('data-late')).filter((one) => one.says.startsWith('UNRATE'));
    valueOf(await bring('may.csv', '2021-05', '2021-06-05', NOW));
    await look('2021-08-14T18:00:00.000Z');
    expect(await ofUnrate()).toEqual([]);
    await look('2021-08-15T18:00:00.000Z');
    await look('2021-08-16T18:00:00.000Z');
    expect(await ofUnrate()).toEqual(importers().map((user_id) => ({ user_id, says: 'UNRATE is late: its next value should have come by 2021-08-14.', is_read: false })));
    expect((await says()).some((one) => one.includes('NOBODYREADS'))).toBe(false);
    valueOf(await desk.importText('august.csv', pricesCsv(isoDate('2021-08-17')), PRICES_REQUEST, { instant: '2021-08-17T17:00:00.000Z' }));
    valueOf(await bring('june.csv', '2021-06', '2021-07-20', '2021-08-17T17:00:00.000Z'));
    await look('2021-08-17T18:00:00.000Z');
    expect((await ofUnrate()).map(({ is_read }) => is_read)).toEqual(importers().map(() => true));
  });

  it('tells the maker that a proposal is no longer current, once, until it is refreshed', async () => {
    valueOf(await proposeReallocation(desk.context('analyst'), { portfolio: 'fund' }));
    await look();
    await look('2021-07-03T06:00:00.000Z');
    expect(await told('proposal-stale')).toEqual([]);
    valueOf(await laterPrices());
    await look(LATER);
    await look('2021-08-03T06:00:00.000Z');
    const notice = { user_id: desk.actors.analyst.userId, says: `Proposal 1 of Fund of ${desk.actors.analyst.workspaceSlug} is no longer current: refresh it.` };
    expect(await told('proposal-stale')).toEqual([{ ...notice, is_read: false }]);
    valueOf(await refreshProposal(desk.context('analyst', '2021-08-03T07:00:00.000Z'), reference(1, 1)));
    await look('2021-08-04T06:00:00.000Z');
    expect(await told('proposal-stale')).toEqual([{ ...notice, is_read: true }]);
  });
});

describe('a draft', () => {
  beforeEach(() => look());

  it('becomes the question of who proposes it, and another person signs it', async () => {
    expect(refusalOf(await decideProposal(desk.context('approver'), { ...reference(1, 1), decision: 'approve' })).message).toContain('draft cannot approve');
    expect(refusalOf(await proposeDraft(desk.context('viewer'), reference(1, 1))).kind).toBe('forbidden');
    valueOf(await proposeDraft(desk.context('administrator'), reference(1, 1)));
    expect(await proposal(1)).toMatchObject({ state: 'proposed', makerId: desk.actors.administrator.userId, version: 2 });
    expect(refusalOf(await decideProposal(desk.context('administrator'), { ...reference(1, 2), decision: 'approve' })).kind).toBe('maker-is-checker');
    valueOf(await decideProposal(desk.context('approver'), { ...reference(1, 2), decision: 'approve' }));
    expect((await journal()).map(({ kind }) => kind)).toEqual(['recommendation.computed', 'proposal.drafted', 'proposal.proposed', 'proposal.approved']);
  });

  it('is taken up once when several do so at once, and the same click twice is one', async () => {
    const takers = [desk.actors.analyst, desk.others.analyst, desk.actors.administrator].map((who) => proposeDraft(desk.context(who), { ...reference(1, 1), key: `take-${who.userId}` }));
    const outcomes = await Promise.all(takers);
    expect(outcomes.filter((one) => one.ok)).toHaveLength(1);
    const { makerId } = await proposal(1);
    expect(makerId).toBe([desk.actors.analyst, desk.others.analyst, desk.actors.administrator][outcomes.findIndex((one) => one.ok)].userId);
    const maker = [desk.actors.analyst, desk.others.analyst, desk.actors.administrator].find((who) => who.userId === makerId) ?? desk.actors.analyst;
    expect(valueOf(await proposeDraft(desk.context(maker), { ...reference(1, 1), key: `take-${maker.userId}` }))).toEqual({ number: 1 });
  });

  it('is refused when data have moved on, and refreshed instead by who becomes the maker', async () => {
    valueOf(await laterPrices());
    expect(refusalOf(await proposeDraft(desk.context('analyst', LATER), reference(1, 1))).message).toMatch(/no longer current: there is a newer decision/);
    expect(valueOf(await readProposal(desk.context('analyst', LATER), { portfolio: 'fund', number: 1 })).staleReasons).not.toEqual([]);
    valueOf(await refreshProposal(desk.context('analyst', LATER), reference(1, 1)));
    expect(await all()).toEqual([[2, 'proposed'], [1, 'superseded']]);
    expect((await proposal(2)).makerId).toBe(desk.actors.analyst.userId);
  });

  it('gives way to what a person proposes', async () => {
    expect(valueOf(await proposeReallocation(desk.context('analyst'), { portfolio: 'fund' })).number).toBe(2);
    expect(await all()).toEqual([[2, 'proposed'], [1, 'superseded']]);
    expect((await proposal(2)).parentId).toBe((await proposal(1)).id);
    expect(refusalOf(await proposeReallocation(desk.context('approver'), { portfolio: 'fund' })).kind).toBe('already-open');
  });

  it('is set aside by anybody who might have proposed it', async () => {
    expect(refusalOf(await withdrawProposal(desk.context('viewer'), { ...reference(1, 1), reason: 'no' })).kind).toBe('forbidden');
    valueOf(await withdrawProposal(desk.context(desk.others.analyst), { ...reference(1, 1), reason: 'not this month' }));
    expect(await proposal(1)).toMatchObject({ state: 'withdrawn', makerId: null });
  });

  it('runs out without ever having had a maker, once however many look', async () => {
    await Promise.all(Array.from({ length: 6 }, () => look(AFTER_THE_END)));
    expect(await proposal(1)).toMatchObject({ state: 'expired', makerId: null });
    expect((await journal()).filter(({ kind }) => kind === 'proposal.expired')).toEqual([{ kind: 'proposal.expired', actor: 'calendar' }]);
  });

  it('is shown with what the scheduler found', async () => {
    const { watch, proposals } = valueOf(await readProposals(desk.context('viewer'), { portfolio: 'fund' }));
    expect(watch.finding).toContain('Draft 1 waits for a maker');
    expect(proposals[0]).toMatchObject({ state: 'draft', makerName: null });
  });
});

describe('the calendar', () => {
  it('ends what ran out and takes up what was deferred, each once, though many look', async () => {
    valueOf(await proposeReallocation(desk.context('analyst'), { portfolio: 'fund' }));
    valueOf(await decideProposal(desk.context('approver'), { ...reference(1, 1), decision: 'defer', reason: 'after the meeting', kind: 'view', expiresOn: '2021-07-10' }));
    await Promise.all(Array.from({ length: 6 }, () => look('2021-07-09T06:00:00.000Z')));
    expect((await proposal(1)).state).toBe('deferred');
    await Promise.all(Array.from({ length: 6 }, () => look('2021-07-10T06:00:00.000Z')));
    expect(await proposal(1)).toMatchObject({ state: 'proposed', version: 3 });
    await Promise.all(Array.from({ length: 6 }, () => look(AFTER_THE_END)));
    expect(await proposal(1)).toMatchObject({ state: 'expired', version: 4 });
    expect((await journal()).filter(({ actor }) => actor === 'calendar').map(({ kind }) => kind)).toEqual(['proposal.proposed', 'proposal.expired']);
  });
});

describe('the store', () => {
  const attempt = (...statements: readonly string[]) =>
    rolledBack(bench.app, async () => {
      for (const statement of statements) await bench.app.query(statement);
      await bench.app.query('SET CONSTRAINTS ALL IMMEDIATE');
    });
  const move = (set: string) => `UPDATE proposal SET version = version + 1, ${set} WHERE portfolio_id = '${watched.portfolioId}'`;
  beforeEach(() => look());

  it('lets a draft be proposed by a maker, and by nobody else', async () => {
    await expect(attempt(move(`state = 'proposed'`))).rejects.toThrow('proposal_has_a_maker_once_proposed');
    await expect(attempt(move(`state = 'approved', maker_id = 'x'`))).rejects.toThrow('from draft to approved');
    await expect(attempt(move(`state = 'proposed', maker_id = 'x'`))).resolves.toBeUndefined();
  });

  it('writes no maker into a draft that ends', async () => {
    await expect(attempt(move(`state = 'expired', maker_id = 'x'`))).rejects.toThrow('its maker is who proposes it');
    await expect(attempt(move(`state = 'expired'`))).resolves.toBeUndefined();
  });

  it('takes no signature under a draft', async () => {
    const signature = (state: string) => [
      ...(state === 'proposed' ? [move(`state = 'proposed', maker_id = 'x'`)] : []),
      `INSERT INTO proposal_decision (id, workspace_id, proposal_id, kind, user_id, self_approval_allowed, reason, content_hash, decided_at)
       SELECT gen_random_uuid(), workspace_id, id, 'approve', 'y', false, '', content_hash, now() FROM proposal WHERE portfolio_id = '${watched.portfolioId}'`,
    ];
    await expect(attempt(...signature('draft'))).rejects.toThrow('a proposal that is draft takes no decision to approve');
    await expect(attempt(...signature('proposed'))).resolves.toBeUndefined();
  });

  it.each([
    ['approved', `'x'`],
    ['executed', `'x'`],
    ['proposed', 'NULL'],
    ['draft', `'x'`],
  ])('lets no proposal begin as %s with the maker %s', async (state, maker) => {
    const columns = 'workspace_id, portfolio_id, recommendation_id, self_approval_allowed, as_of, value, turnover, cost_amount, cash_residual, risk_before, risk_after, expires_on, content_hash, created_at';
    const insert = (as: string, by: string) => `INSERT INTO proposal (id, number, state, maker_id, ${columns}) SELECT gen_random_uuid(), 99, '${as}', ${by}, ${columns} FROM proposal WHERE portfolio_id = '${watched.portfolioId}'`;
    const room = move(`state = 'superseded'`);
    await expect(attempt(room, insert(state, maker))).rejects.toThrow('begins as a draft');
    await expect(attempt(room, insert('proposed', `'x'`))).resolves.toBeUndefined();
  });
});
