import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Result } from '../../core/base/result';
import type { Actor } from '../auth/actor';
import { findProposal, openProposalNumber, type Proposal } from '../db/proposal-store';
import { seededRandom } from '../samples/random';
import { deepSeed, isDeep, writeFragment } from '../testing/deep';
import { HOLDINGS_CSV, makeDesk, openBench, valueOf, type Bench, type Desk } from '../testing/desk-builder';
import { cancelProposal } from './cancel-proposal';
import { decideProposal } from './decide-proposal';
import { editProposal } from './edit-proposal';
import { executeProposal } from './execute-proposal';
import { verifyJournal } from './journal';
import { proposeReallocation } from './propose-reallocation';
import { withdrawProposal } from './withdraw-proposal';

let bench: Bench;
let desk: Desk;
let portfolioId: string;
let deskCount = 0;

beforeAll(async () => {
  bench = await openBench();
});

afterAll(() => bench.end());

async function newDesk(settings: Readonly<Record<string, unknown>> = {}): Promise<void> {
  deskCount += 1;
  desk = await makeDesk(bench, `desk-${deskCount}`, { settings });
  portfolioId = (await bench.db.portfolio.findFirstOrThrow({ where: { workspaceId: desk.workspaceId } })).id;
}

const DEPARTURE = { reason: 'we know better', kind: 'view', expiresOn: '2021-07-30' } as const;
const proposal = async (number: number) => (await findProposal(bench.db, desk.workspaceId, portfolioId, number)) as Proposal;
const mix = (equity: number) => ['EQ', 'BD', 'BILL'].map((asset, k) => ({ asset, weight: [equity, Number((0.95 - equity).toFixed(6)), 0.05][k] }));
const journalOf = async (id: string) => (await bench.app.query<{ kind: string }>("SELECT kind FROM journal_entry WHERE subject_id = $1 AND kind <> 'proposal.proposed'", [id])).map((row) => row.kind);

type Deed = 'approve' | 'reject' | 'edit' | 'defer';

describe('approvers, editors and an import at once', () => {
  beforeEach(() => newDesk());
  const RACES = isDeep ? 500 : 50;

  it(`${RACES} times: one deed happens, it stands in the journal once, and everybody else is told so`, async () => {
    const random = seededRandom(deepSeed + 1);
    const [deciders, editors] = [[desk.actors.approver, desk.others.approver, desk.actors.administrator], [desk.actors.analyst, desk.others.analyst]];
    const pick = <T>(from: readonly T[]): T => from[Math.floor(random.next() * from.length)];
    const tally = new Map<string, number>();
    const count = (what: string) => tally.set(what, (tally.get(what) ?? 0) + 1);
    for (let race = 0; race < RACES; race += 1) {
      const number = valueOf(await proposeReallocation(desk.context('analyst'), { portfolio: 'fund' })).number;
      const deeds = Array.from({ length: 2 + Math.floor(random.next() * 4) }, (): Deed => (race % 3 === 0 ? 'approve' : pick(['approve', 'approve', 'reject', 'edit', 'edit', 'defer'])));
      const reference = { portfolio: 'fund', number, version: 1 };
      const act = (deed: Deed): Promise<Result<unknown>> => {
        if (deed === 'edit') return editProposal(desk.context(pick(editors)), { ...reference, ...DEPARTURE, weights: mix(0.45 + 0.1 * random.next()) });
        return decideProposal(desk.context(pick(deciders)), deed === 'approve' ? { ...reference, decision: deed } : { ...reference, decision: deed, ...DEPARTURE });
      };
      // Every other race, data come in at the same moment: an approval looks again, and nobody signs what they did not see.
      const data = race % 2 ? desk.importText(`noise-${race}.csv`, `date,NOISE${race}\n2021-07-01,1\n2021-07-02,2\n`, { kind: 'prices', basis: 'price', sampling: 'end', currency: 'USD' }) : null;
      const results = await Promise.all(deeds.map(act));
      if (data) valueOf(await data);
      const winners = deeds.filter((_, k) => results[k].ok);
      expect(winners, `race ${race}: ${deeds.join(', ')}`).toHaveLength(1);
      for (const result of results) if (!result.ok) expect(['moved-meanwhile', 'move-not-allowed', 'already-open']).toContain(result.error.kind);
      const { id, state, version, decisions } = await proposal(number);
      const expected = { approve: 'approved', reject: 'rejected', edit: 'superseded', defer: 'deferred' }[winners[0]];
      expect([state, version, decisions.map((one) => one.kind)]).toEqual([expected, 2, [winners[0]]]);
      expect(await journalOf(id)).toEqual([`proposal.${expected}`]);
      count(winners[0]);
      const open = await openProposalNumber(bench.db, portfolioId);
      if (open !== null) await bench.app.query(`UPDATE proposal SET state = CASE WHEN state = 'approved' THEN 'cancelled' ELSE 'withdrawn' END::proposal_state, version = version + 1 WHERE portfolio_id = $1 AND number = $2`, [portfolioId, open]);
    }
    expect((await verifyJournal(bench.db, desk.workspaceId)).intact).toBe(true);
    writeFragment('server-decision-races', {
      title: 'Approvers, editors and imports at once',
      text: 'Each race is one proposal and two to five deeds sent at once, in every other race beside an import of prices. Exactly one deed happened each time, with one decision and one journal row; the chain of the journal held.',
      columns: ['races', 'won by an approval', 'a rejection', 'an edit', 'a deferral'],
      rows: [[RACES, ...(['approve', 'reject', 'edit', 'defer'] as const).map((deed) => tally.get(deed) ?? 0)]],
    });
  });
});

/** What a proposal may do, in a few lines that know nothing of the desk's own. */
class Model {
  state: 'none' | 'proposed' | 'deferred' | 'approved' | 'partly-executed' = 'none';
  signed = new Set<string>();
  /** Where the last one ended; its holdings are put back before the next. */
  ended: string | null = null;

  may(command: string, who: string): boolean {
    const isOpen = this.state === 'proposed' || this.state === 'deferred';
    const isOrder = this.state === 'approved' || this.state === 'partly-executed';
    switch (command) {
      case 'propose': return this.state === 'none';
      case 'approve': return this.state === 'proposed' && !this.signed.has(who);
      case 'reject': case 'defer': return this.state === 'proposed';
      case 'resume': return this.state === 'deferred';
      case 'withdraw': case 'edit': return isOpen;
      default: return isOrder;
    }
  }

  after(command: string, who: string): void {
    const end = (state: string) => Object.assign(this, { state: 'none', signed: new Set(), ended: state });
    if (command === 'propose' || command === 'edit') Object.assign(this, { state: 'proposed', signed: new Set(), ended: null });
    if (command === 'approve') {
      this.signed.add(who);
      if (this.signed.size === 2) this.state = 'approved';
    }
    if (command === 'defer') this.state = 'deferred';
    if (command === 'resume') this.state = 'proposed';
    if (command === 'fill') this.state = 'partly-executed';
    const ends: Readonly<Record<string, string>> = { reject: 'rejected', withdraw: 'withdrawn', execute: 'executed', cancel: 'cancelled' };
    if (command in ends) end(ends[command]);
  }
}

const COMMANDS = ['propose', 'propose', 'approve', 'approve', 'approve', 'reject', 'defer', 'resume', 'withdraw', 'edit', 'fill', 'fill', 'execute', 'cancel'] as const;

describe('random commands', () => {
  const [RUNS, LENGTH] = isDeep ? [20, 120] : [2, 40];

  it.each(Array.from({ length: RUNS }, (_, run) => run))('run %i does what a simple model says, and nothing else', async (run) => {
    await newDesk({ approversNeeded: 2 });
    const random = seededRandom(deepSeed * 1_000 + run);
    const model = new Model();
    let number = 0;
    for (let step = 0; step < LENGTH; step += 1) {
      const command = COMMANDS[Math.floor(random.next() * COMMANDS.length)];
      const who: Actor = random.next() < 0.5 ? desk.actors.approver : desk.others.approver;
      if (command === 'propose' && model.ended !== null) {
        // What was booked would leave nothing to propose: a statement puts the holdings back.
        valueOf(await desk.importText(`back-${step}.csv`, HOLDINGS_CSV.replace('120000', `120000.${String(step).padStart(2, '0')}`), { kind: 'holdings', asOf: '2021-07-02' }, { portfolio: 'fund' }));
        model.ended = null;
      }
      const current = number === 0 ? null : await proposal(number);
      const reference = { portfolio: 'fund', number: Math.max(1, number), version: current?.version ?? 1 };
      const first = current?.trades[0];
      const deeds: Readonly<Record<(typeof COMMANDS)[number], () => Promise<Result<unknown>>>> = {
        propose: () => proposeReallocation(desk.context('analyst'), { portfolio: 'fund' }),
        approve: () => decideProposal(desk.context(who), { ...reference, decision: 'approve' }),
        reject: () => decideProposal(desk.context(who), { ...reference, decision: 'reject', ...DEPARTURE }),
        defer: () => decideProposal(desk.context(who), { ...reference, decision: 'defer', ...DEPARTURE }),
        resume: () => decideProposal(desk.context(who), { ...reference, decision: 'resume' }),
        withdraw: () => withdrawProposal(desk.context('administrator'), { ...reference, reason: 'enough' }),
        edit: () => editProposal(desk.context('analyst'), { ...reference, ...DEPARTURE, weights: mix(0.45 + 0.1 * random.next()) }),
        fill: () => executeProposal(desk.context('analyst'), { ...reference, fills: [{ instrument: first?.symbol ?? 'EQ', quantity: 1, price: Number(first?.price ?? 1) }] }),
        execute: () => executeProposal(desk.context('analyst'), reference),
        cancel: () => cancelProposal(desk.context('analyst'), { ...reference, ...DEPARTURE }),
      };
      const result = await deeds[command]();
      const said = `${step}. ${command} by ${who.userId} while ${model.state}: ${result.ok ? 'done' : result.error.message}`;
      expect(result.ok, said).toBe(model.may(command, who.userId));
      if (result.ok) model.after(command, who.userId);
      const open = await openProposalNumber(bench.db, portfolioId);
      number = open ?? number;
      expect(open === null ? 'none' : (await proposal(open)).state, said).toBe(model.state);
      if (result.ok && open === null && number > 0) expect((await proposal(number)).state).toBe(model.ended);
    }
    expect((await verifyJournal(bench.db, desk.workspaceId)).intact).toBe(true);
  });
});
