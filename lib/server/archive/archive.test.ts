import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect, type Database } from '../db/client';
import { fixedClock } from '../clock';
import { makeDesk, NOW, openBench, refusalOf, valueOf, type Bench, type Desk } from '../testing/desk-builder';
import { countAllTables } from '../testing/sql';
import { archiveDesk } from '../use-cases/archive-desk';
import { decideProposal } from '../use-cases/decide-proposal';
import { editProposal } from '../use-cases/edit-proposal';
import { executeProposal } from '../use-cases/execute-proposal';
import { verifyJournal } from '../use-cases/journal';
import { proposeReallocation } from '../use-cases/propose-reallocation';
import { readMix } from '../use-cases/read-mix';
import { restoreArchive } from './restore-archive';
import { ARCHIVED, LEFT_OUT } from './tables';

let bench: Bench;
let desk: Desk;
let lines: readonly string[];

const clock = fixedClock(NOW);
const each = async function* (texts: readonly string[]) {
  yield* texts;
};

async function archived(): Promise<readonly string[]> {
  const { write } = valueOf(await archiveDesk(desk.context('administrator'), {}));
  let text = '';
  await write((line) => {
    text += line;
    return Promise.resolve();
  });
  return text.trimEnd().split('\n');
}

/** An installation of its own, empty but for what `prepare` puts there. */
async function elsewhere<T>(work: (other: Bench, owner: Database) => Promise<T>): Promise<T> {
  const other = await openBench(3);
  const owner = connect(other.database.ownerUrl, 2);
  try {
    return await work(other, owner);
  } finally {
    await owner.$disconnect();
    await other.end();
  }
}

beforeAll(async () => {
  bench = await openBench();
  desk = await makeDesk(bench, 'north');
  await makeDesk(bench, 'south');
  const reference = { portfolio: 'fund', number: 1, version: 1 };
  valueOf(await proposeReallocation(desk.context('analyst'), { portfolio: 'fund' }));
  valueOf(await editProposal(desk.context('analyst'), { ...reference, reason: 'too much', kind: 'view', expiresOn: '2021-07-30', weights: [{ asset: 'EQ', weight: 0.5 }, { asset: 'BD', weight: 0.45 }, { asset: 'BILL', weight: 0.05 }] }));
  valueOf(await decideProposal(desk.context('approver'), { ...reference, number: 2, decision: 'approve' }));
  valueOf(await executeProposal(desk.context('analyst'), { ...reference, number: 2, version: 2 }));
  lines = await archived();
});

afterAll(() => bench.end());

describe('what an archive holds', () => {
  it('is every table there is, but for those that are left out with a reason', async () => {
    const tables = Object.keys(await countAllTables(bench.app));
    expect([...ARCHIVED.map(({ name }) => name), ...Object.keys(LEFT_OUT).filter((name) => name !== '_prisma_migrations')].sort()).toEqual([...tables].sort());
  });

  it('is of one desk alone, and holds no secret', () => {
    const text = lines.join('\n');
    expect(text).not.toContain('south');
    expect(text).not.toMatch(/password|token/);
  });
});

describe('restored into an empty installation', () => {
  it('everything stands as it stood: the same rows, the same head of the journal, the same target', async () => {
    const before = valueOf(await readMix(desk.context('viewer'), { portfolio: 'fund' }));
    const { head } = await verifyJournal(bench.db, desk.workspaceId);
    await elsewhere(async (other, owner) => {
      const restored = valueOf(await restoreArchive(owner, each(lines)));
      expect(restored).toMatchObject({ workspace: { slug: 'north' }, journal: { head }, moved: { series: 0, imports: 0 } });
      expect(await verifyJournal(other.db, desk.workspaceId)).toMatchObject({ intact: true, head });
      for (const { name } of ARCHIVED) {
        const rows = (bench_: Bench) => bench_.owner.query<{ row: string }>(`SELECT to_jsonb(t)::text AS row FROM "${name}" t ORDER BY 1`);
        const [here, there] = [await rows(bench), await rows(other)];
        const own = new Set(lines);
        expect(there.map(({ row }) => row), name).toEqual(here.map(({ row }) => row).filter((row) => own.has(`{"${name}":${row}}`)));
      }
      const context = { ...desk.context('viewer'), db: other.db };
      const after = valueOf(await readMix(context, { portfolio: 'fund' }));
      expect(after.facts).toEqual(before.facts);
      expect(JSON.stringify(after)).toBe(JSON.stringify(before));
    });
  });

  it('the guards hold again, and the desk goes on: a signed order cannot be signed twice, the next row follows the last', async () => {
    await elsewhere(async (other, owner) => {
      valueOf(await restoreArchive(owner, each(lines)));
      await expect(other.app.query("UPDATE journal_entry SET actor = 'nobody'")).rejects.toThrow(/permission denied/);
      await expect(other.owner.query("INSERT INTO proposal_decision SELECT gen_random_uuid(), workspace_id, proposal_id, kind, 'somebody', maker_id, self_approval_allowed, reason, content_hash, decided_at FROM proposal_decision WHERE kind = 'approve'")).rejects.toThrow(/takes no decision|all its signatures/);
      const context = { ...desk.context('administrator'), db: other.db };
      valueOf(await archiveDesk(context, {}));
      expect((await verifyJournal(other.db, desk.workspaceId)).intact).toBe(true);
    });
  });

  it('numbers that are taken are moved, and the rest follows them', async () => {
    await elsewhere(async (other, owner) => {
      await makeDesk(other, 'resident');
      const { moved } = valueOf(await restoreArchive(owner, each(lines)));
      expect(moved.series).toBeGreaterThan(0);
      expect(moved.imports).toBeGreaterThan(0);
      const context = { ...desk.context('viewer'), db: other.db };
      const [here, there] = [valueOf(await readMix(desk.context('viewer'), { portfolio: 'fund' })), valueOf(await readMix(context, { portfolio: 'fund' }))];
      expect([there.recommendation, there.holdings, there.risk]).toEqual([here.recommendation, here.holdings, here.risk]);
      // What is imported next gets a number that nobody has.
      const [{ free }] = await other.owner.query<{ free: boolean }>("SELECT nextval(pg_get_serial_sequence('series', 'id')) > (SELECT max(id) FROM series) AS free");
      expect(free).toBe(true);
    });
  });
});

describe('a restore that cannot be right is refused, and nothing is written', () => {
  const change = (find: RegExp, to: string) => lines.map((line) => line.replace(find, to));
  const cases: readonly (readonly [string, () => readonly string[], string, RegExp])[] = [
    ['an empty file', () => [], 'not-an-archive', /empty/],
    ['some other file', () => ['date,EQ', '2021-07-01,100'], 'not-an-archive', /first line/],
    ['a file that breaks off', () => lines.slice(0, -1), 'damaged-archive', /breaks off/],
    ['a changed row', () => change(/"reason": ?"too much"/, '"reason": "too little"'), 'damaged-archive', /changed or damaged/],
    ['a row too few', () => lines.filter((line) => !line.includes('"proposal.approved"')), 'damaged-archive', /./],
    ['rows in another order', () => [lines[0], ...lines.slice(1, -1).reverse(), lines.at(-1) ?? ''], 'damaged-archive', /no place there/],
    ['something after the end', () => [...lines, lines[1]], 'damaged-archive', /after the end/],
    ['a line that is neither', () => [lines[0], 'nonsense', ...lines.slice(1)], 'damaged-archive', /line 2/i],
    ['another schema', () => change(/"schema":"[^"]*"/, '"schema":"20990101000000_later"'), 'other-schema', /20990101000000_later/],
    ['a column that nobody knows', () => change(/^\{"workspace":\{/, '{"workspace":{"colour": "red", '), 'damaged-archive', /no column colour/],
  ];

  it.each(cases)('%s', async (_, file, kind, says) => {
    await elsewhere(async (other, owner) => {
      const before = await countAllTables(other.owner);
      const outcome = await restoreArchive(owner, each(file())).catch((error: unknown) => error as Error);
      // A file that lost a row may also break a key or a guard of the store on the way: that is thrown, and rolled back.
      if (outcome instanceof Error) expect(outcome.message).toMatch(/foreign key|follows the last|journal/i);
      else {
        const refusal = refusalOf(outcome);
        expect([refusal.kind, refusal.message]).toEqual([kind, expect.stringMatching(says)]);
      }
      expect(await countAllTables(other.owner)).toEqual(before);
    });
  });

  it('a desk that is here already, an address that somebody else has, and a role that owns nothing', async () => {
    const home = connect(bench.database.ownerUrl, 2);
    expect(refusalOf(await restoreArchive(home, each(lines)))).toMatchObject({ kind: 'already-here', message: expect.stringMatching(/North|north/) as unknown });
    await home.$disconnect();
    await elsewhere(async (other, owner) => {
      expect(refusalOf(await restoreArchive(other.db, each(lines))).kind).toBe('not-owner');
      await owner.user.create({ data: { id: 'another', name: 'Another', email: desk.actors.analyst.email } });
      expect(refusalOf(await restoreArchive(owner, each(lines))).kind).toBe('known-address');
    });
  });

  it('is only for administrators to take', async () => {
    expect(refusalOf(await archiveDesk({ ...desk.context('approver'), clock }, {})).kind).toBe('forbidden');
  });
});
