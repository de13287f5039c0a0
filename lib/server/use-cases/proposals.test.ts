import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { isoDate } from '../../core/base/iso-date';
import type { Result } from '../../core/base/result';
import type { Actor } from '../auth/actor';
import { findProposal, type Proposal } from '../db/proposal-store';
import { holdingsOf } from '../desk/holdings';
import { openDesk } from '../desk/open-desk';
import { seededRandom } from '../samples/random';
import { deepSeed, isDeep, writeFragment } from '../testing/deep';
import { HOLDINGS_CSV, makeDesk, openBench, PRICES_REQUEST, pricesCsv, refusalOf, valueOf, type Bench, type Desk } from '../testing/desk-builder';
import { countAllTables } from '../testing/sql';
import { decideProposal } from './decide-proposal';
import { withdrawProposal } from './withdraw-proposal';
import { executeProposal } from './execute-proposal';
import { verifyJournal } from './journal';
import { proposeReallocation } from './propose-reallocation';
import { readProposal } from './read-proposals';

let bench: Bench;
let desk: Desk;
let portfolioId: string;

beforeAll(async () => {
  bench = await openBench();
});

afterAll(() => bench.end());

let deskCount = 0;

/** A desk of its own for each test: what one decides is no business of the next. */
async function newDesk(options: Parameters<typeof makeDesk>[2] = {}): Promise<void> {
  deskCount += 1;
  desk = await makeDesk(bench, `desk-${deskCount}`, options);
  portfolioId = (await bench.db.portfolio.findFirstOrThrow({ where: { workspaceId: desk.workspaceId } })).id;
}

const propose = async (who: Actor = desk.actors.analyst) => valueOf(await proposeReallocation(desk.context(who), { portfolio: 'fund' })).number;
const proposal = async (number: number) => (await findProposal(bench.db, desk.workspaceId, portfolioId, number)) as Proposal;
const journalOf = async (id: string) => (await bench.app.query<{ kind: string }>("SELECT kind FROM journal_entry WHERE subject_id = $1 AND kind <> 'proposal.proposed' ORDER BY sequence", [id])).map((row) => row.kind);

type Decision = 'approve' | 'reject';
const decide = (actor: Actor, number: number, decision: Decision = 'approve', { version = 1, instant = undefined as string | undefined, reason = decision === 'reject' ? 'not now' : '' } = {}) =>
  decideProposal(desk.context(actor, instant), { portfolio: 'fund', number, version, ...(decision === 'approve' ? { decision, reason } : { decision, reason, kind: 'view', expiresOn: '2021-10-01' }) });

/** The refusal, after making sure that nothing was written. */
async function refused(work: () => Promise<Result<unknown>>) {
  const before = await countAllTables(bench.owner);
  const refusal = refusalOf(await work());
  expect(await countAllTables(bench.owner)).toEqual(before);
  return refusal;
}

describe('a proposal', () => {
  beforeEach(() => newDesk());

  it('is signed by another person than its maker, once, with one decision and one journal row', async () => {
    const number = await propose(desk.actors.administrator);
    expect((await refused(() => decide(desk.actors.administrator, number))).kind).toBe('maker-is-checker');
    expect((await refused(() => decide(desk.actors.viewer, number))).kind).toBe('forbidden');
    expect((await refused(() => decide(desk.actors.analyst, number))).kind).toBe('forbidden');
    expect(valueOf(await decide(desk.actors.approver, number)).state).toBe('approved');
    const { id, state, version, decisions } = await proposal(number);
    expect([state, version, decisions.length, decisions[0].userId]).toEqual(['approved', 2, 1, desk.actors.approver.userId]);
    expect(await journalOf(id)).toEqual(['proposal.approved']);
  });

  it('is signed by its maker where the policy says so', async () => {
    await newDesk({ settings: { selfApprovalAllowed: true } });
    const number = await propose(desk.actors.administrator);
    expect(valueOf(await decide(desk.actors.administrator, number)).state).toBe('approved');
  });

  it('hears a double click once, and tells the second who decided', async () => {
    const number = await propose();
    const clicks = await Promise.all([decide(desk.actors.approver, number), decide(desk.actors.approver, number)]);
    expect(clicks.filter((click) => click.ok)).toHaveLength(1);
    const late = await refused(() => decide(desk.others.approver, number, 'reject'));
    expect(late.kind).toBe('moved-meanwhile');
    expect(late.message).toContain(desk.actors.approver.name);
    expect((await proposal(number)).decisions).toHaveLength(1);
  });

  it('is rejected with a reason, and then another may be made', async () => {
    const number = await propose();
    expect((await refused(() => decide(desk.actors.approver, number, 'reject', { reason: '' }))).kind).toBe('invalid-input');
    expect(valueOf(await decide(desk.actors.approver, number, 'reject', { reason: 'too soon' })).state).toBe('rejected');
    expect((await proposal(number)).decisions[0].reason).toBe('too soon');
    expect(await propose()).toBe(number + 1);
  });

  it('is taken back by its maker or an administrator, and by nobody else', async () => {
    const withdraw = (actor: Actor, number: number) => withdrawProposal(desk.context(actor), { portfolio: 'fund', number, version: 1, reason: 'a better idea' });
    const first = await propose();
    expect((await refused(() => withdraw(desk.others.analyst, first))).kind).toBe('forbidden');
    expect(valueOf(await withdraw(desk.actors.analyst, first)).state).toBe('withdrawn');
    const second = await propose();
    expect(valueOf(await withdraw(desk.actors.administrator, second)).state).toBe('withdrawn');
    expect((await refused(() => decide(desk.actors.approver, second, 'approve', { version: 2 }))).kind).toBe('move-not-allowed');
  });

  it('runs out: an approval after its last day is refused and the proposal is expired, whoever comes first', async () => {
    const number = await propose();
    const { expiresOn, id } = await proposal(number);
    const later = '2021-09-01T09:00:00.000Z';
    expect(later > expiresOn).toBe(true);
    const late = await Promise.all([desk.actors.approver, desk.others.approver, desk.actors.administrator].map((actor) => decide(actor, number, 'approve', { instant: later })));
    // Whoever comes first writes it; all three hear the same.
    expect(late.map((one) => refusalOf(one).kind)).toEqual(['expired', 'expired', 'expired']);
    expect((await proposal(number)).state).toBe('expired');
    // Nor does who comes when all is over, with the version that was open.
    expect((await refused(() => decide(desk.actors.approver, number, 'approve', { instant: later, version: 1 }))).kind).toBe('expired');
    expect(await journalOf(id)).toEqual(['proposal.expired']);
  });

  it('is stale under a new policy version, and says so', async () => {
    const number = await propose();
    const weights = 'asset,group,weight,min,max\nEQ,equity,0.4,0.2,0.8\nBD,bond,0.55,0.1,0.8\nBILL,cash,0.05,0,0.5\n';
    valueOf(await desk.importText('weights.csv', weights, { kind: 'weights' }, { portfolio: 'fund', who: 'administrator' }));
    const stale = await refused(() => decide(desk.actors.approver, number));
    expect(stale.kind).toBe('stale');
    expect(stale.message).toContain('policy version 2 has replaced version 1');
    expect(valueOf(await readProposal(desk.context('viewer'), { portfolio: 'fund', number })).staleReasons[0]).toContain('policy version 2');
    expect(valueOf(await decide(desk.actors.approver, number, 'reject')).state).toBe('rejected');
  });

  it('is stale when a shift has moved by more than 0.25 pp, and says of what', async () => {
    const number = await propose();
    valueOf(await desk.importText('holdings.csv', HOLDINGS_CSV.replace('BD,7000', 'BD,6000'), { kind: 'holdings', asOf: '2021-07-02' }, { portfolio: 'fund' }));
    const stale = await refused(() => decide(desk.actors.approver, number));
    expect(stale.kind).toBe('stale');
    expect(stale.message).toMatch(/the shift of .*BD.* has changed/);
  });

  it('that breaks a limit cannot be approved', async () => {
    await newDesk({ settings: { costLimitBps: 0.01 } });
    const number = await propose();
    const refusal = await refused(() => decide(desk.actors.approver, number));
    expect(refusal.kind).toBe('checks-failed');
    expect(refusal.message).toContain('trading cost');
  });
});

describe('a second proposal', () => {
  beforeEach(() => newDesk());

  it('is refused while one is open, also when six are made at once', async () => {
    const made = await Promise.all([1, 2, 3, 4, 5, 6].map((k) => proposeReallocation(desk.context(k % 2 ? desk.actors.analyst : desk.others.approver), { portfolio: 'fund' })));
    expect(made.filter((one) => one.ok)).toHaveLength(1);
    for (const one of made) if (!one.ok) expect(one.error).toMatchObject({ kind: 'already-open', message: expect.stringContaining('Proposal 1') as string });
    const { proposal: count } = await countAllTables(bench.owner);
    expect(refusalOf(await proposeReallocation(desk.context('analyst'), { portfolio: 'fund' })).kind).toBe('already-open');
    expect((await countAllTables(bench.owner)).proposal).toBe(count);
  });

  it('is refused while an approved one waits to be executed', async () => {
    const number = await propose();
    valueOf(await decide(desk.actors.approver, number));
    expect(refusalOf(await proposeReallocation(desk.context('analyst'), { portfolio: 'fund' })).kind).toBe('already-open');
  });
});

describe('an execution', () => {
  beforeEach(() => newDesk());

  const execute = (number: number, actor = desk.actors.analyst) => executeProposal(desk.context(actor), { portfolio: 'fund', number, version: 2 });

  it('leads to the mix that was signed, without debt, once for three clicks, and then nothing is due', async () => {
    const number = await propose();
    valueOf(await decide(desk.actors.approver, number));
    const outcomes = await Promise.all([execute(number), execute(number), execute(number, desk.actors.administrator)]);
    expect(outcomes.filter((one) => one.ok)).toHaveLength(1);
    const { lines, trades, cashResidual, id } = await proposal(number);
    const [booked] = await bench.app.query('SELECT count(*)::int AS n FROM transaction WHERE proposal_id = $1', [id]);
    expect(booked.n).toBe(trades.length);
    expect(trades.length).toBeGreaterThan(1);
    const held = valueOf(await holdingsOf(bench.db, valueOf(await openDesk(desk.context('viewer'), 'fund'))));
    lines.forEach((line, k) => expect(Math.abs(held.weights[k] - line.proposed)).toBeLessThanOrEqual(1e-8));
    expect(held.cash).toBeGreaterThanOrEqual(0);
    expect(Math.abs(held.cash - Number(cashResidual))).toBeLessThanOrEqual(0.001);
    expect(held.positions.every((position) => position.units >= 0 && Number.isInteger(position.units))).toBe(true);
    expect(await journalOf(id)).toEqual(['proposal.approved', 'proposal.executed']);
    expect(refusalOf(await proposeReallocation(desk.context('analyst'), { portfolio: 'fund' })).kind).toBe('nothing-due');
  });

  it('is refused over holdings that can no longer bear it, and books nothing', async () => {
    const number = await propose();
    valueOf(await decide(desk.actors.approver, number));
    valueOf(await desk.importText('sold.csv', 'instrument,quantity,value\nEQ,4000,\nBD,10,\nCASH,,120000\n', { kind: 'holdings', asOf: '2021-07-02' }, { portfolio: 'fund' }));
    const before = await countAllTables(bench.owner);
    const refusal = refusalOf(await execute(number));
    expect(refusal).toMatchObject({ kind: 'holdings-changed', message: expect.stringMatching(/sells \d+ BD and 10 are held/) as string });
    expect(await countAllTables(bench.owner)).toEqual(before);
    expect((await proposal(number)).state).toBe('approved');
  });
});

describe('races', () => {
  const RACES = isDeep ? 500 : 50;

  it(`${RACES} of two to five people deciding at once: each ends in exactly one transition, one decision and one journal row`, async () => {
    await newDesk();
    const random = seededRandom(deepSeed);
    const approvers = [desk.actors.approver, desk.others.approver, desk.actors.administrator, desk.others.administrator];
    const tally = { approved: 0, rejected: 0, actors: 0, doubleClicks: 0 };
    const losers = new Map<string, number>();
    for (let race = 0; race < RACES; race += 1) {
      const number = await propose();
      const count = 2 + Math.floor(random.next() * 4);
      // A rejection asks less and would win most mixed races: every other race is of approvals alone.
      const approvals = race % 2 ? 1 : 0.5;
      const runners = Array.from({ length: count }, () => ({ actor: approvers[Math.floor(random.next() * approvers.length)], decision: random.next() < approvals ? ('approve' as const) : ('reject' as const) }));
      const results = await Promise.all(runners.map(({ actor, decision }) => decide(actor, number, decision)));
      const winners = runners.filter((_, k) => results[k].ok);
      expect(winners).toHaveLength(1);
      for (const result of results) if (!result.ok) losers.set(result.error.kind, (losers.get(result.error.kind) ?? 0) + 1);
      const { id, state, version, decisions } = await proposal(number);
      const expected = winners[0].decision === 'approve' ? 'approved' : 'rejected';
      expect([state, version, decisions.length, decisions[0].kind, decisions[0].userId]).toEqual([expected, 2, 1, winners[0].decision, winners[0].actor.userId]);
      expect(await journalOf(id)).toEqual([`proposal.${expected}`]);
      tally[expected] += 1;
      tally.actors += count;
      tally.doubleClicks += count - new Set(runners.map(({ actor }) => actor.userId)).size;
      // An approved one would stay the open question; the state machine lets it be cancelled.
      if (state === 'approved') await bench.app.query("UPDATE proposal SET state = 'cancelled', version = version + 1 WHERE id = $1", [id]);
    }
    expect([...losers.keys()].every((kind) => kind === 'moved-meanwhile' || kind === 'move-not-allowed')).toBe(true);
    expect((await verifyJournal(bench.db, desk.workspaceId)).intact).toBe(true);
    writeFragment('server-approval-races', {
      title: 'Several people deciding the same proposal at once',
      text: 'Each race is one proposal and two to five decisions sent at once by four people, some of them twice. Every race ended in exactly one transition, one decision row and one journal row by the one who was told so; all others were refused.',
      columns: ['races', 'decisions sent', 'of them double clicks', 'ended approved', 'ended rejected', 'refusals by kind'],
      rows: [[RACES, tally.actors, tally.doubleClicks, tally.approved, tally.rejected, [...losers].map(([kind, n]) => `${kind} ${n}`).join(', ')]],
    });
  });
});

describe('a book that begins after the last day of the prices', () => {
  const LATER = '2021-07-05T18:00:00.000Z';

  it('is no reason to ask for holdings again: the refusal says what is missing, and prices up to its day mend it', async () => {
    const later = await makeDesk(bench, 'begins-later', { holdings: null });
    const ask = () => proposeReallocation(later.context('analyst', LATER), { portfolio: 'fund' });
    expect(refusalOf(await ask())).toMatchObject({ kind: 'no-holdings', message: expect.stringMatching(/holds nothing yet\. Import its holdings first\.$/) as string });
    valueOf(await later.importText('holdings.csv', HOLDINGS_CSV, { kind: 'holdings', asOf: '2021-07-05' }, { portfolio: 'fund', instant: LATER }));
    expect(refusalOf(await ask())).toMatchObject({ kind: 'no-holdings', message: expect.stringMatching(/holds nothing on 2021-07-02, .*; its book begins on 2021-07-05\. Import prices/) as string });
    valueOf(await later.importText('monday.csv', pricesCsv(isoDate('2021-07-05')), PRICES_REQUEST, { instant: LATER }));
    expect((await ask()).ok).toBe(true);
  });
});
