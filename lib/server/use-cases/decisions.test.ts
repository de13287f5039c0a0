import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '../auth/actor';
import { findProposal, type Proposal } from '../db/proposal-store';
import { holdingsOf } from '../desk/holdings';
import { openDesk } from '../desk/open-desk';
import { HOLDINGS_CSV, makeDesk, openBench, POLICY_LINES, refusalOf, valueOf, type Bench, type Desk } from '../testing/desk-builder';
import { countAllTables } from '../testing/sql';
import { cancelProposal } from './cancel-proposal';
import { changePolicy } from './change-policy';
import { decideProposal } from './decide-proposal';
import { editProposal } from './edit-proposal';
import { executeProposal } from './execute-proposal';
import { verifyJournal } from './journal';
import { proposeReallocation } from './propose-reallocation';
import { readOverrides } from './read-overrides';
import { readProposal, readProposals } from './read-proposals';
import { refreshProposal } from './refresh-proposal';
import { withdrawProposal } from './withdraw-proposal';

let bench: Bench;
let desk: Desk;
let portfolioId: string;
let number: number;
let deskCount = 0;

beforeAll(async () => {
  bench = await openBench();
});

afterAll(() => bench.end());

async function newDesk(settings: Readonly<Record<string, unknown>> = {}): Promise<void> {
  deskCount += 1;
  desk = await makeDesk(bench, `desk-${deskCount}`, { settings });
  portfolioId = (await bench.db.portfolio.findFirstOrThrow({ where: { workspaceId: desk.workspaceId } })).id;
  number = valueOf(await proposeReallocation(desk.context('analyst'), { portfolio: 'fund' })).number;
}

const DEPARTURE = { reason: 'we know better', kind: 'view', expiresOn: '2021-07-30' } as const;
const proposal = async (which = number) => (await findProposal(bench.db, desk.workspaceId, portfolioId, which)) as Proposal;
const at = async (which = number) => ({ portfolio: 'fund', number: which, version: (await proposal(which)).version });
const approve = async (who: Actor = desk.actors.approver, more: { readonly key?: string } = {}) => decideProposal(desk.context(who), { ...(await at()), decision: 'approve', ...more });
const journalOf = async (id: string) => (await bench.app.query<{ kind: string }>('SELECT kind FROM journal_entry WHERE subject_id = $1 ORDER BY sequence', [id])).map((row) => row.kind.replace('proposal.', ''));
const held = async () => valueOf(await holdingsOf(bench.db, valueOf(await openDesk(desk.context('viewer'), 'fund'))));

async function writesNothing<T>(work: () => Promise<T>): Promise<T> {
  const before = await countAllTables(bench.owner);
  const result = await work();
  expect(await countAllTables(bench.owner)).toEqual(before);
  return result;
}

describe('where the policy asks for two signatures', () => {
  beforeEach(() => newDesk({ approversNeeded: 2 }));

  it('the first moves nothing, the same person counts once, and the second approves', async () => {
    expect(valueOf(await approve())).toEqual({ state: 'proposed', signatures: 1, needed: 2 });
    expect((await proposal()).version).toBe(1);
    expect(refusalOf(await writesNothing(() => approve())).kind).toBe('already-signed');
    expect(valueOf(await approve(desk.others.approver))).toEqual({ state: 'approved', signatures: 2, needed: 2 });
    const { id, state, version } = await proposal();
    expect([state, version]).toEqual(['approved', 2]);
    expect(await journalOf(id)).toEqual(['proposed', 'signed', 'approved']);
  });

  it('two at once are two signatures and one transition', async () => {
    const both = await Promise.all([approve(), approve(desk.others.approver), approve(), approve(desk.others.approver)]);
    expect(both.filter((one) => one.ok)).toHaveLength(2);
    const { id, state } = await proposal();
    expect(state).toBe('approved');
    expect(await journalOf(id)).toEqual(['proposed', 'signed', 'approved']);
  });

  it('one rejection is enough, after a signature too', async () => {
    valueOf(await approve());
    expect(valueOf(await decideProposal(desk.context(desk.others.approver), { ...(await at()), decision: 'reject', ...DEPARTURE })).state).toBe('rejected');
  });
});

describe('a key', () => {
  beforeEach(() => newDesk());

  it('sent again after a lost answer gets the same answer, and nothing is written twice', async () => {
    const sent = { ...(await at()), decision: 'approve' as const, key: 'click-0001' };
    const first = valueOf(await decideProposal(desk.context('approver'), sent));
    const again = await writesNothing(() => decideProposal(desk.context('approver'), sent));
    expect(valueOf(again)).toEqual(first);
    const execute = { ...(await at()), key: 'click-0002' };
    const booked = valueOf(await executeProposal(desk.context('analyst'), execute));
    expect(valueOf(await writesNothing(() => executeProposal(desk.context('analyst'), execute)))).toEqual(booked);
  });

  it('sent three times at once is one deed with one answer', async () => {
    const sent = { ...(await at()), decision: 'approve' as const, key: 'click-0003' };
    const answers = await Promise.all([1, 2, 3].map(() => decideProposal(desk.context('approver'), sent)));
    expect(answers.map(valueOf)).toEqual(Array(3).fill({ state: 'approved', signatures: 1, needed: 1 }));
    expect(await journalOf((await proposal()).id)).toEqual(['proposed', 'approved']);
  });

  it('of a new proposal makes one proposal', async () => {
    valueOf(await withdrawProposal(desk.context('analyst'), { ...(await at()), reason: 'again', key: 'click-0004' }));
    const made = await Promise.all([1, 2, 3].map(() => proposeReallocation(desk.context('analyst'), { portfolio: 'fund', key: 'click-0005' })));
    expect(made.map(valueOf)).toEqual(Array(3).fill({ number: 2 }));
  });

  it('belongs to one person and one question', async () => {
    const sent = { ...(await at()), decision: 'approve' as const, key: 'click-0006' };
    valueOf(await decideProposal(desk.context('approver'), sent));
    expect(refusalOf(await decideProposal(desk.context('approver'), { ...sent, reason: 'another' })).kind).toBe('key-reused');
    expect(refusalOf(await withdrawProposal(desk.context('approver'), { ...(await at()), reason: 'mine', key: 'click-0006' })).kind).toBe('key-reused');
    expect(refusalOf(await decideProposal(desk.context(desk.others.approver), sent)).kind).toBe('moved-meanwhile');
  });

  it('of a refusal is free to be used again', async () => {
    const sent = { ...(await at()), decision: 'approve' as const, key: 'click-0007' };
    expect(refusalOf(await decideProposal(desk.context('approver'), { ...sent, version: 9 })).kind).toBe('moved-meanwhile');
    expect(valueOf(await decideProposal(desk.context('approver'), sent)).state).toBe('approved');
  });
});

describe('a deferral', () => {
  beforeEach(() => newDesk());
  const defer = async () => decideProposal(desk.context('approver'), { ...(await at()), decision: 'defer', ...DEPARTURE, expiresOn: '2021-07-16' });

  it('waits, cannot be approved meanwhile, and is taken up again by hand', async () => {
    expect(valueOf(await defer()).state).toBe('deferred');
    expect(refusalOf(await writesNothing(() => approve())).kind).toBe('move-not-allowed');
    expect(valueOf(await decideProposal(desk.context('approver'), { ...(await at()), decision: 'resume' })).state).toBe('proposed');
    expect(valueOf(await approve()).state).toBe('approved');
  });

  it('ends by itself on its day, when somebody looks, in the name of the calendar', async () => {
    valueOf(await defer());
    expect(valueOf(await readProposal(desk.context('viewer', '2021-07-15T09:00:00.000Z'), { portfolio: 'fund', number })).proposal.state).toBe('deferred');
    const looks = await Promise.all([1, 2, 3].map(() => readProposals(desk.context('viewer', '2021-07-16T09:00:00.000Z'), { portfolio: 'fund' })));
    for (const look of looks) expect(valueOf(look).proposals[0].state).toBe('proposed');
    const rows = await bench.app.query<{ kind: string; actor: string }>('SELECT kind, actor FROM journal_entry WHERE subject_id = $1 ORDER BY sequence', [(await proposal()).id]);
    expect(rows.map((row) => `${row.kind} ${row.actor}`).slice(1)).toEqual([`proposal.deferred ${desk.actors.approver.userId}`, 'proposal.proposed calendar']);
  });

  it('ends with the proposal when that runs out first', async () => {
    valueOf(await defer());
    expect(valueOf(await readProposal(desk.context('viewer', '2021-09-01T09:00:00.000Z'), { portfolio: 'fund', number })).proposal.state).toBe('expired');
  });
});

describe('an edit', () => {
  beforeEach(() => newDesk());
  const mix = (...weights: readonly number[]) => ['EQ', 'BD', 'BILL'].map((asset, k) => ({ asset, weight: weights[k] }));
  const edit = async (who: Actor, weights = mix(0.5, 0.45, 0.05)) => editProposal(desk.context(who), { ...(await at()), ...DEPARTURE, weights });

  it('leaves the old proposal as it was, superseded, and makes its editor the maker of the new one', async () => {
    const before = await proposal();
    const child = await proposal(valueOf(await edit(desk.actors.approver)).number);
    const parent = await proposal();
    expect(parent).toMatchObject({ ...before, state: 'superseded', version: 2, decisions: parent.decisions });
    expect(child).toMatchObject({ number: 2, state: 'proposed', parentId: parent.id, makerId: desk.actors.approver.userId });
    expect(child.lines[0].proposed).toBeCloseTo(0.5, 3);
    expect(child.lines.map((line) => line.byRule)).toEqual(parent.lines.map((line) => line.proposed));
    expect(await journalOf(parent.id)).toEqual(['proposed', 'superseded']);
    expect(await journalOf(child.id)).toEqual(['proposed']);
  });

  it('is signed by somebody else than its editor, and its old maker is free to', async () => {
    const child = valueOf(await edit(desk.actors.approver)).number;
    const sign = async (who: Actor) => decideProposal(desk.context(who), { ...(await at(child)), decision: 'approve' });
    expect(refusalOf(await sign(desk.actors.approver)).kind).toBe('maker-is-checker');
    expect(valueOf(await sign(desk.others.approver)).state).toBe('approved');
  });

  it('by its trades does those trades and no others', async () => {
    const child = await proposal(valueOf(await editProposal(desk.context('analyst'), { ...(await at()), ...DEPARTURE, trades: [{ instrument: 'EQ', quantity: 100 }, { instrument: 'BD', quantity: 0 }] })).number);
    expect(child.trades.map((trade) => [trade.symbol, Number(trade.quantity)])).toEqual([['EQ', 100]]);
  });

  it('of several people at once is made once', async () => {
    const edits = await Promise.all([edit(desk.actors.analyst), edit(desk.others.analyst, mix(0.55, 0.4, 0.05)), approve(), edit(desk.actors.administrator, mix(0.45, 0.5, 0.05))]);
    expect(edits.filter((one) => one.ok)).toHaveLength(1);
    const open = await bench.app.query("SELECT 1 FROM proposal WHERE portfolio_id = $1 AND state IN ('proposed', 'approved')", [portfolioId]);
    expect(open).toHaveLength(1);
    expect((await verifyJournal(bench.db, desk.workspaceId)).intact).toBe(true);
  });

  it('to the trades it has already is refused', async () => {
    const trades = (await proposal()).trades.map((trade) => ({ instrument: trade.symbol, quantity: Number(trade.quantity) }));
    expect(refusalOf(await editProposal(desk.context('analyst'), { ...(await at()), ...DEPARTURE, trades })).kind).toBe('unchanged');
  });
});

describe('a refresh', () => {
  it('replaces a stale proposal by what the rule says now, and what changed is there to read', async () => {
    await newDesk();
    valueOf(await desk.importText('holdings.csv', HOLDINGS_CSV.replace('BD,7000', 'BD,6000'), { kind: 'holdings', asOf: '2021-07-02' }, { portfolio: 'fund' }));
    expect(refusalOf(await approve()).kind).toBe('stale');
    const child = valueOf(await refreshProposal(desk.context('approver'), await at())).number;
    const reading = valueOf(await readProposal(desk.context('viewer'), { portfolio: 'fund', number: child }));
    expect(reading.staleReasons).toEqual([]);
    expect(reading.parent?.number).toBe(number);
    expect(reading.proposal.lines.every((line) => line.byRule === null)).toBe(true);
    expect(valueOf(await readProposal(desk.context('viewer'), { portfolio: 'fund', number })).replacedBy).toBe(child);
    expect(valueOf(await readOverrides(desk.context('viewer'), { portfolio: 'fund' })).ledger.total.count).toBe(0);
  });

  it('that ends in the same trades is made all the same, on what holds now, and can be signed', async () => {
    await newDesk();
    const settings = { cash: 'BILL', turnoverLimit: 1 };
    valueOf(await changePolicy(desk.context('administrator'), { portfolio: 'fund', lines: POLICY_LINES.map((line) => ({ ...line })), settings, after: 1, reason: 'another order of words' }));
    expect(refusalOf(await approve()).kind).toBe('stale');
    const child = valueOf(await refreshProposal(desk.context('analyst'), await at())).number;
    const trades = async (which: number) => (await proposal(which)).trades.map(({ symbol, quantity }) => [symbol, Number(quantity)]);
    expect(await trades(child)).toEqual(await trades(number));
    expect(valueOf(await decideProposal(desk.context('approver'), { ...(await at(child)), decision: 'approve' })).state).toBe('approved');
  });
});

describe('fills', () => {
  beforeEach(async () => {
    await newDesk();
    valueOf(await approve());
  });
  const fill = async (...fills: readonly { readonly instrument: string; readonly quantity: number; readonly price: number; readonly cost?: number }[]) => executeProposal(desk.context('analyst'), { ...(await at()), fills: [...fills] });

  it('in parts lead to the holdings that were signed, and what they cost more than the model is kept', async () => {
    const { trades, id } = await proposal();
    const before = await held();
    const [sale, buy] = [trades.find((one) => Number(one.quantity) < 0), trades.find((one) => Number(one.quantity) > 0)].map((one) => one ?? trades[0]);
    const half = Math.floor(Math.abs(Number(sale.quantity)) / 2);
    const worse = Number(sale.price) * 0.99;
    expect(valueOf(await fill({ instrument: sale.symbol, quantity: half, price: worse, cost: 5 }))).toEqual({ state: 'partly-executed', booked: 1 });
    const between = valueOf(await readProposal(desk.context('viewer'), { portfolio: 'fund', number })).execution;
    expect(between.slippageBps).toBeCloseTo(100, 6);
    expect(between.isComplete).toBe(false);
    expect((await held()).positions.find((one) => one.symbol === sale.symbol)?.units).toBe((before.positions.find((one) => one.symbol === sale.symbol)?.units ?? 0) - half);
    expect(refusalOf(await writesNothing(() => fill({ instrument: buy.symbol, quantity: Math.abs(Number(buy.quantity)) + 1, price: 1 }))).kind).toBe('more-than-signed');
    expect(refusalOf(await writesNothing(() => fill({ instrument: 'GOLD', quantity: 1, price: 1 }))).kind).toBe('not-signed');
    expect(valueOf(await executeProposal(desk.context('analyst'), await at())).state).toBe('executed');
    const after = await held();
    for (const trade of trades) expect(after.derived.quantities.get(trade.instrumentId) ?? 0).toBeCloseTo((before.derived.quantities.get(trade.instrumentId) ?? 0) + Number(trade.quantity), 8);
    // Worse prices than the model's leave cash short by what they cost, and by no more.
    expect(after.cash).toBeGreaterThan(-(half * Number(sale.price) * 0.01 + 5) - 0.01);
    expect(await journalOf(id)).toEqual(['proposed', 'approved', 'partly-executed', 'executed']);
  });

  it('are refused where the money for them is not there', async () => {
    const { trades } = await proposal();
    const buy = trades.find((one) => Number(one.quantity) > 0) ?? trades[0];
    valueOf(await desk.importText('spent.csv', 'instrument,quantity,value\nEQ,4000,\nBD,7000,\nCASH,,1\n', { kind: 'holdings', asOf: '2021-07-02' }, { portfolio: 'fund' }));
    expect(refusalOf(await writesNothing(() => fill({ instrument: buy.symbol, quantity: 10, price: Number(buy.price) }))).kind).toBe('holdings-changed');
  });

  it('of several people at once never book more than was signed', async () => {
    const { trades } = await proposal();
    const all = trades.map((trade) => ({ instrument: trade.symbol, quantity: Math.abs(Number(trade.quantity)), price: Number(trade.price) }));
    const outcomes = await Promise.all([fill(...all), fill(...all), fill(all[0]), fill(...all)]);
    expect(outcomes.filter((one) => one.ok)).toHaveLength(1);
  });

  it('that stop half-way are cancelled with a reason, stay booked, and the rest is an override', async () => {
    const { trades } = await proposal();
    const sale = trades.find((one) => Number(one.quantity) < 0) ?? trades[0];
    valueOf(await fill({ instrument: sale.symbol, quantity: 1, price: Number(sale.price) }));
    const booked = await held();
    expect(valueOf(await cancelProposal(desk.context('analyst'), { ...(await at()), ...DEPARTURE, kind: 'liquidity' })).state).toBe('cancelled');
    expect((await held()).derived).toEqual(booked.derived);
    expect(refusalOf(await fill({ instrument: sale.symbol, quantity: 1, price: 1 })).kind).toBe('move-not-allowed');
    const { ledger } = valueOf(await readOverrides(desk.context('viewer'), { portfolio: 'fund' }));
    expect(ledger.rows.map(({ departure }) => [departure.decision, departure.kind, departure.person])).toEqual([['cancel', 'liquidity', desk.actors.analyst.userId]]);
    expect(valueOf(await proposeReallocation(desk.context('analyst'), { portfolio: 'fund' })).number).toBe(2);
  });
});

describe('money that comes and goes', () => {
  beforeEach(async () => {
    await newDesk();
    valueOf(await withdrawProposal(desk.context('analyst'), { ...(await at()), reason: 'money first' }));
  });

  it('is raised by sales alone, signed and booked like any order, and then lies free', async () => {
    const made = await proposal(valueOf(await proposeReallocation(desk.context('analyst'), { portfolio: 'fund', mode: 'raise-cash', amount: 200_000 })).number);
    expect(made).toMatchObject({ mode: 'raise-cash', state: 'proposed' });
    expect(Number(made.moneyMoved)).toBe(200_000);
    expect(made.trades.every((trade) => Number(trade.quantity) < 0)).toBe(true);
    expect(valueOf(await decideProposal(desk.context('approver'), { ...(await at(made.number)), decision: 'approve' })).state).toBe('approved');
    valueOf(await executeProposal(desk.context('analyst'), await at(made.number)));
    expect((await held()).cash).toBeGreaterThanOrEqual(199_999.99);
  });

  it('is invested by buys alone, also when the rule has nothing to do', async () => {
    const rule = valueOf(await proposeReallocation(desk.context('analyst'), { portfolio: 'fund' })).number;
    valueOf(await decideProposal(desk.context('approver'), { ...(await at(rule)), decision: 'approve' }));
    valueOf(await executeProposal(desk.context('analyst'), await at(rule)));
    expect(refusalOf(await proposeReallocation(desk.context('analyst'), { portfolio: 'fund' })).kind).toBe('nothing-due');
    const { positions, cash } = await held();
    const rows = positions.map((one) => `${one.symbol},${one.units},`).join('\n');
    valueOf(await desk.importText('deposit.csv', `instrument,quantity,value\n${rows}\nCASH,,${(cash + 50_000).toFixed(2)}\n`, { kind: 'holdings', asOf: '2021-07-02' }, { portfolio: 'fund' }));
    const made = await proposal(valueOf(await proposeReallocation(desk.context('analyst'), { portfolio: 'fund', mode: 'invest-cash', amount: 50_000 })).number);
    expect(made.trades.every((trade) => Number(trade.quantity) > 0)).toBe(true);
    const spent = made.trades.reduce((sum, trade) => sum + Number(trade.amount) + Number(trade.cost), 0);
    expect(spent).toBeLessThanOrEqual(50_000);
    expect(spent).toBeGreaterThan(49_000);
  });

  it('that is not there is not invested, and what no limit allows is not raised', async () => {
    expect(refusalOf(await proposeReallocation(desk.context('analyst'), { portfolio: 'fund', mode: 'invest-cash', amount: 5_000_000 })).kind).toBe('no-cash');
    expect(refusalOf(await proposeReallocation(desk.context('analyst'), { portfolio: 'fund', mode: 'raise-cash', amount: 50_000_000 })).kind).toBe('cannot-raise');
  });
});

describe('the override ledger', () => {
  beforeEach(() => newDesk());

  it('runs what was held against the rule from the day of the decision on newer prices', async () => {
    valueOf(await decideProposal(desk.context('approver'), { ...(await at()), decision: 'reject', ...DEPARTURE }));
    const look = async (instant?: string) => valueOf(await readOverrides(desk.context('viewer', instant), { portfolio: 'fund' })).ledger;
    expect((await look()).rows[0].effect).toMatchObject({ rows: 0, effectBps: 0 });
    const later = '2021-07-05T18:00:00.000Z';
    // Equity up a tenth, the others unchanged: whoever held more of it than the rule said was better off.
    const [last] = await bench.app.query<{ eq: number; bd: number; bill: number }>("SELECT max(level) FILTER (WHERE s.code = 'EQ') AS eq, max(level) FILTER (WHERE s.code = 'BD') AS bd, max(level) FILTER (WHERE s.code = 'BILL') AS bill FROM price p JOIN series s ON s.id = p.series_id WHERE s.workspace_id = $1 AND p.date = '2021-07-02'", [desk.workspaceId]);
    valueOf(await desk.importText('more.csv', `date,EQ,BD,BILL\n2021-07-05,${last.eq * 1.1},${last.bd},${last.bill}\n`, { kind: 'prices', basis: 'total-return', sampling: 'end', currency: 'USD' }, { instant: later }));
    const [{ departure, effect }] = (await look(later)).rows;
    const costs = departure.rule.reduce((sum, weight, k) => sum + Math.abs(weight - departure.before[k]) * departure.costBps[k], 0);
    expect(effect?.effectBps).toBeCloseTo((departure.done[0] - departure.rule[0]) * 0.1 * 10_000 + costs, 6);
    expect(effect?.effectBps).not.toBe(0);
  });

  it('counts an edit only once its own order was carried out', async () => {
    const child = valueOf(await editProposal(desk.context('analyst'), { ...(await at()), ...DEPARTURE, weights: ['EQ', 'BD', 'BILL'].map((asset, k) => ({ asset, weight: [0.5, 0.45, 0.05][k] })) })).number;
    const count = async () => valueOf(await readOverrides(desk.context('viewer'), { portfolio: 'fund' })).ledger.total.count;
    expect(await count()).toBe(0);
    valueOf(await decideProposal(desk.context('approver'), { ...(await at(child)), decision: 'approve' }));
    valueOf(await executeProposal(desk.context('analyst'), await at(child)));
    expect(await count()).toBe(1);
  });
});
