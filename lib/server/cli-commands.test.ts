import { spawn } from 'node:child_process';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decisions } from '../core/decide';
import { modelOf } from './desk/model-of';
import { openDesk } from './desk/open-desk';
import { sha256 } from './hash';
import { answers, startSource } from './testing/source-server';
import { HOLDINGS_CSV, LAST_DAY, makeDesk, makePeople, openBench, pricesCsv, valueOf, type Bench, type Desk } from './testing/desk-builder';
import { countAllTables } from './testing/sql';
import { exportJournal } from './use-cases/journal';
import { subscribeSeries } from './use-cases/subscriptions';

/** The command line as it is run: a process of its own, with the database it is told of. */
const root = path.join(import.meta.dirname, '..', '..');

let bench: Bench;
let desk: Desk;

interface Run {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
  readonly json: () => Readonly<Record<string, unknown>> & { readonly error?: { readonly kind: string; readonly message: string } };
}

function run(args: readonly string[], environment: Readonly<Record<string, string>> = {}): Promise<Run> {
  const env = { ...process.env, DATABASE_URL: bench.database.databaseUrl, MIGRATION_DATABASE_URL: bench.database.ownerUrl, BETTER_AUTH_URL: '', NODE_OPTIONS: '', ...environment };
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--import', 'tsx', path.join(root, 'lib/cli/main.ts'), ...args], { cwd: root, env });
    const [out, err]: [string[], string[]] = [[], []];
    child.stdout.on('data', (chunk) => out.push(String(chunk)));
    child.stderr.on('data', (chunk) => err.push(String(chunk)));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, out: out.join(''), err: err.join(''), json: () => JSON.parse(out.join('')) as ReturnType<Run['json']> }));
  });
}

/** No database can be reached here: a command that tried would fail. */
const NOWHERE = { DATABASE_URL: 'postgresql://nobody:nothing@127.0.0.1:1/nowhere', MIGRATION_DATABASE_URL: '' };

beforeAll(async () => {
  bench = await openBench();
  desk = await makeDesk(bench, 'north');
});

afterAll(() => bench.end());

describe('import --dry-run', () => {
  it('reports what was understood, without a database', async () => {
    const { code, json, err } = await run(['import', bench.file('p.csv', pricesCsv()), '--kind', 'prices', '--dry-run', '--json'], NOWHERE);
    expect(code).toBe(0);
    expect(json()).toMatchObject({ decision: 'accept', encoding: 'utf-8', delimiter: ',', decimal: '.', rows: 914, accepted: 914, rejected: [], warnings: [], preview: expect.arrayContaining([{ code: 'EQ', date: '2018-01-02', level: 80 }]) as unknown });
    expect(err).toContain('taken for granted');
  });

  it('and without a database nothing can be written, which is said', async () => {
    const { code, json } = await run(['import', bench.file('p.csv', pricesCsv()), '--kind', 'prices', '--basis', 'price', '--currency', 'USD', '--json'], NOWHERE);
    expect([code, json().error]).toMatchObject([1, { kind: 'no-database', message: expect.stringContaining('127.0.0.1:1') as string }]);
  });
});

describe('import', () => {
  const prices = ['--kind', 'prices', '--basis', 'total-return', '--currency', 'USD', '--workspace', 'north', '--json'];

  it('writes as the import room does: once, in the name of the command line', async () => {
    const file = bench.file('new.csv', 'date,NEW\n2021-07-01,5\n2021-07-02,6\n');
    const before = await countAllTables(bench.owner);
    const first = await run(['import', file, ...prices]);
    expect([first.code, first.json()]).toMatchObject([0, { decision: 'accept', stored: 2, alreadyImported: false }]);
    const after = await countAllTables(bench.owner);
    expect(after).toEqual({ ...before, series: before.series + 1, batch_series: before.batch_series + 1, price: before.price + 2, import_batch: before.import_batch + 1, journal_entry: before.journal_entry + 1 });
    const [row] = await bench.app.query("SELECT actor, body->>'file' AS file FROM journal_entry ORDER BY sequence DESC LIMIT 1");
    expect(row).toEqual({ actor: 'command-line', file: 'new.csv' });
    const second = await run(['import', file, ...prices]);
    expect([second.code, second.json()]).toMatchObject([0, { stored: 0, alreadyImported: true, batch: first.json().batch }]);
    expect(await countAllTables(bench.owner)).toEqual(after);
  });

  it('writes nothing of a file it rejects, and nothing that is not stated', async () => {
    const before = await countAllTables(bench.owner);
    const [rejected, unstated, unknown] = await Promise.all([
      run(['import', bench.file('bad.csv', 'date,EQ\n2021-07-01,5\n2021-07-02,x\n'), ...prices]),
      run(['import', bench.file('p.csv', 'date,EQ\n2021-07-01,5\n'), '--kind', 'prices', '--json']),
      run(['import', bench.file('h.csv', 'instrument,quantity\nUNICORN,5\n'), '--kind', 'holdings', '--portfolio', 'fund', '--as-of', '2021-07-02', '--json']),
    ]);
    expect([rejected.code, rejected.json()]).toMatchObject([1, { decision: 'reject', rejected: [{ line: 3 }] }]);
    expect([unstated.code, unstated.json().error]).toMatchObject([1, { kind: 'invalid-input', message: expect.stringMatching(/basis.*currency/s) as string }]);
    expect([unknown.code, unknown.json().error]).toMatchObject([1, { kind: 'unknown-instrument', message: expect.stringContaining('UNICORN') as string }]);
    expect(await countAllTables(bench.owner)).toEqual(before);
  });

  it('takes holdings and weights of a portfolio', async () => {
    const holdings = await run(['import', bench.file('h.csv', HOLDINGS_CSV.replace('4000', '4100')), '--kind', 'holdings', '--portfolio', 'fund', '--as-of', '2021-07-01', '--json']);
    expect([holdings.code, holdings.json().stored]).toEqual([0, 1]);
    const weights = await run(['import', bench.file('w.csv', 'asset,group,weight\nEQ,equity,50%\nBD,bond,45%\nBILL,cash,5%\n'), '--kind', 'weights', '--portfolio', 'fund', '--effective-from', '2030-01-01', '--json']);
    expect([weights.code, weights.json().stored]).toEqual([0, 3]);
    expect((await bench.app.query('SELECT version, effective_from::text AS day FROM policy_version ORDER BY version DESC LIMIT 1'))[0]).toEqual({ version: 2, day: '2030-01-01' });
  });
});

interface RecommendDocument {
  readonly inputHash: string;
  readonly decisionDate: string;
  readonly lines: readonly { readonly asset: string; readonly current: number; readonly strategic: number; readonly target: number; readonly shift: number }[];
  readonly attribution: readonly { readonly byAsset: Readonly<Record<string, number>> }[];
  readonly checks: readonly { readonly kind: string; readonly result: string }[];
}

describe('recommend', () => {
  it('gives the decision of that day on the full history, with rows that add up', async () => {
    const context = desk.context('viewer');
    const full = valueOf(await openDesk(context, 'fund'));
    const all = valueOf(decisions(full.view, full.policyVersion.policy, modelOf(full.policyVersion)));
    const days = ['2020-09-30', '2021-02-17', LAST_DAY];
    const runs = await Promise.all(days.map((day) => run(['recommend', 'fund', '--as-of', day, '--json'])));
    for (const [k, day] of days.entries()) {
      const { code, json } = runs[k];
      const document = json() as unknown as RecommendDocument;
      const expected = all.filter((decision) => decision.date <= day).at(-1);
      expect([code, document.decisionDate]).toEqual([0, expected?.date]);
      document.lines.forEach((line, i) => {
        const steps = document.attribution.reduce((sum, { byAsset }) => sum + byAsset[line.asset], 0);
        expect(Math.abs(line.target - (expected?.target[i] ?? NaN))).toBeLessThanOrEqual(1e-12);
        expect(Math.abs(line.target - line.strategic - steps)).toBeLessThanOrEqual(1e-12);
      });
    }
  });

  it('prints the same bytes twice, with shifts and checks where something is held', async () => {
    const [first, second] = await Promise.all([run(['recommend', 'fund', '--json']), run(['recommend', 'fund', '--workspace', 'north', '--json'])]);
    expect(first.out).toBe(second.out);
    const { lines, checks, inputHash } = first.json() as unknown as RecommendDocument;
    expect(inputHash).toMatch(/^[0-9a-f]{64}$/);
    for (const line of lines) expect(line.shift).toBeCloseTo(line.target - line.current, 15);
    expect(checks.map((check) => check.kind)).toEqual(expect.arrayContaining(['asset-limit', 'turnover', 'tracking-error', 'cost', 'stale-price']));
  });

  it('refuses what it cannot do, each for its own reason', async () => {
    const refusals = [
      [['nothing'], 'not-found', /nothing/],
      [['fund', '--as-of', '2999-01-01'], 'future-date', /2999-01-01/],
      [['fund', '--as-of', '1900-01-01'], 'no-prices', /Fund of north/],
      [['fund', '--workspace', 'south'], 'unknown-workspace', /south.*north/],
    ] as const;
    const made = await Promise.all(refusals.map(([args]) => run(['recommend', ...args, '--json'])));
    refusals.forEach(([, kind, says], k) => {
      expect([made[k].code, made[k].json().error?.kind]).toEqual([1, kind]);
      expect(made[k].json().error?.message).toMatch(says);
    });
  });
});

describe('journal verify --file', () => {
  it('needs no database, and says of an anchor kept elsewhere whether a tail was cut off', async () => {
    const chunks: string[] = [];
    for await (const chunk of valueOf(await exportJournal(desk.context('viewer'), {})).lines) chunks.push(chunk);
    const text = chunks.join('');
    const file = bench.file('journal.jsonl', text);
    const { head } = JSON.parse(text.slice(0, text.indexOf('\n'))) as { head: string };
    const [whole, foreign, cut, absent, noHash] = await Promise.all([
      run(['journal', 'verify', '--file', file, '--anchor', head, '--json'], NOWHERE),
      run(['journal', 'verify', '--file', file, '--anchor', 'f'.repeat(64)], NOWHERE),
      run(['journal', 'verify', '--file', bench.file('cut.jsonl', text.split('\n').slice(0, 2).join('\n')), '--json'], NOWHERE),
      run(['journal', 'verify', '--file', '/nowhere.jsonl', '--json'], NOWHERE),
      run(['journal', 'verify', '--file', file, '--anchor', 'abc', '--json'], NOWHERE),
    ]);
    expect([whole.code, whole.json()]).toMatchObject([0, { intact: true, head, anchor: 'head', broken: null }]);
    expect([foreign.code, foreign.out]).toEqual([1, expect.stringContaining('a tail was cut off')]);
    expect([cut.code, cut.json()]).toMatchObject([1, { intact: false, rows: 1, broken: { sequence: 2 } }]);
    expect([absent.code, absent.json().error?.kind, noHash.code, noHash.json().error?.kind]).toEqual([1, 'missing-file', 1, 'bad-anchor']);
  });
});

describe('journal verify', () => {
  it('prints rows and head of a chain that holds', async () => {
    const { code, json } = await run(['journal', 'verify', '--json']);
    const [head] = await bench.app.query('SELECT sequence, hash FROM journal_entry ORDER BY sequence DESC LIMIT 1');
    expect([code, json()]).toEqual([0, { workspace: 'north', intact: true, rows: head.sequence, head: head.hash, broken: null }]);
  });

  it('names the first broken row and exits with 1', async () => {
    await bench.owner.query('ALTER TABLE journal_entry DISABLE TRIGGER USER');
    const [{ actor }] = await bench.owner.query<{ actor: string }>('SELECT actor FROM journal_entry WHERE sequence = 2');
    await bench.owner.query("UPDATE journal_entry SET actor = 'nobody' WHERE sequence = 2");
    const { code, json } = await run(['journal', 'verify', '--json']);
    await bench.owner.query('UPDATE journal_entry SET actor = $1 WHERE sequence = 2', [actor]);
    await bench.owner.query('ALTER TABLE journal_entry ENABLE TRIGGER USER');
    expect([code, json()]).toMatchObject([1, { intact: false, rows: 1, broken: { sequence: 2 } }]);
  });
});

describe('set-up-link', () => {
  it('prints a link that the desk knows', async () => {
    const { code, json } = await run(['set-up-link', '--json'], { BETTER_AUTH_URL: 'https://desk.example.invalid/' });
    const url = new URL(String(json().url));
    expect([code, url.origin, url.pathname]).toEqual([0, 'https://desk.example.invalid', '/set-up']);
    expect(await bench.app.query('SELECT 1 FROM access_link WHERE token_hash = $1 AND workspace_id IS NULL', [sha256(url.searchParams.get('token') ?? '')])).toHaveLength(1);
  });
});

describe('connectors', () => {
  it('lists every source with what it feeds, and queues a refresh of it', async () => {
    valueOf(await subscribeSeries(desk.context('analyst'), { connector: 'ecb', externalId: 'USD', seriesCode: 'EURUSD' }));
    const listed = (await run(['connectors', 'list', '--json'])).json() as unknown as { workers: number; connectors: { slug: string; key: unknown; subscriptions: { externalId: string }[] }[] };
    expect(listed.connectors.map((one) => [one.slug, one.key, one.subscriptions.map(({ externalId }) => externalId)])).toEqual([['fred', null, []], ['yahoo', null, []], ['tiingo', null, []], ['ecb', null, ['USD']], ['shiller', null, []]]);
    expect(listed.workers).toBe(0);
    const [fed, unfed, unknown] = await Promise.all([run(['connectors', 'refresh', 'ecb', '--json']), run(['connectors', 'refresh', 'fred', '--json']), run(['connectors', 'refresh', 'oracle', '--json'])]);
    expect([fed.code, fed.json()]).toMatchObject([0, { jobs: [{ series: 'EURUSD', isNew: false }] }]);
    expect([unfed.code, unfed.json().error?.kind, unknown.code, unknown.json().error?.kind]).toEqual([1, 'not-found', 1, 'not-found']);
  });

  it('asks each source live for its sample: what answers, what needs a key, and what sends a page instead', async () => {
    const [good, page] = [await startSource(answers.csv('CURRENCY,CURRENCY_DENOM,TIME_PERIOD,OBS_VALUE\nUSD,EUR,2020-11-18,1.1\nUSD,EUR,2020-11-19,1.2\n')), await startSource(answers.page())];
    const origins = { ecb: good.origin, fred: page.origin, yahoo: page.origin, shiller: page.origin, tiingo: page.origin };
    const before = await countAllTables(bench.owner);
    const { code, json, err } = await run(['connectors', 'check', '--json'], { MAINSHEET_SOURCE_ORIGINS: JSON.stringify(origins), MAINSHEET_SECRET_KEY: 'ab'.repeat(32) });
    await Promise.all([good.end(), page.end()]);
    const checks = json().checks as { source: string; state: string; rows?: number; error?: { kind: string } }[];
    expect([code, checks.map((one) => [one.source, one.state, one.error?.kind ?? one.rows])]).toEqual([1, [
      ['fred', 'failed', 'html-instead-of-data'], ['yahoo', 'failed', 'html-instead-of-data'], ['tiingo', 'not-checked', 'key-missing'], ['ecb', 'ok', 2], ['shiller', 'failed', 'schema-drift'],
    ]]);
    expect(err).toContain('asking ECB for USD');
    expect(page.requests.length).toBe(3);
    expect(await countAllTables(bench.owner)).toEqual(before);
  });
});

describe('several workspaces', () => {
  it('are told apart by the portfolio where only one has it, and else by --workspace', async () => {
    await makePeople(bench.db, 'south');
    const [only, unsaid, said] = await Promise.all([run(['recommend', 'fund', '--json']), run(['journal', 'verify', '--json']), run(['journal', 'verify', '--workspace', 'south', '--json'])]);
    expect(only.json()).toMatchObject({ workspace: 'north' });
    expect([unsaid.code, unsaid.json().error]).toMatchObject([1, { kind: 'workspace-needed', message: expect.stringContaining('north, south') as string }]);
    expect(said.json()).toMatchObject({ workspace: 'south', intact: true, rows: 0 });
    await makeDesk(bench, 'east');
    expect((await run(['recommend', 'fund', '--json'])).json().error).toMatchObject({ kind: 'workspace-needed', message: expect.stringContaining('north, east') as string });
  });
});

describe('archive', () => {
  it('saves a desk to a new file and restores it where there is none, with the same head and links for new passwords', async () => {
    const file = bench.file('taken', '').replace(/taken$/, 'desk.jsonl.gz');
    const saved = await run(['archive', 'save', file, '--workspace', 'north', '--json']);
    expect(saved.code, saved.err).toBe(0);
    expect((await run(['archive', 'save', file, '--workspace', 'north', '--json'])).json().error?.kind).toBe('cannot-write');
    const head = (await run(['journal', 'verify', '--workspace', 'north', '--json'])).json().head;

    const other = await openBench(2);
    try {
      const there = { DATABASE_URL: other.database.databaseUrl, MIGRATION_DATABASE_URL: other.database.ownerUrl };
      const restored = await run(['archive', 'restore', file, '--json'], there);
      expect(restored.code, restored.err).toBe(0);
      expect(restored.json()).toMatchObject({ rows: saved.json().rows, journal: { head }, links: [{ email: desk.actors.administrator.email }, { email: desk.others.administrator.email }] });
      expect((await run(['journal', 'verify', '--json'], there)).json()).toMatchObject({ intact: true, head });
      expect((await run(['archive', 'restore', file, '--json'], there)).json().error?.kind).toBe('already-here');
      // As the role of the app alone it cannot be done.
      expect((await run(['archive', 'restore', file, '--json'], { ...there, MIGRATION_DATABASE_URL: there.DATABASE_URL })).code).toBe(1);
    } finally {
      await other.end();
    }
  });

  it('says what a file is that is no archive', async () => {
    const other = await openBench(2);
    try {
      const there = { DATABASE_URL: other.database.databaseUrl, MIGRATION_DATABASE_URL: other.database.ownerUrl };
      expect((await run(['archive', 'restore', bench.file('x.csv', 'date,EQ\n'), '--json'], there)).json().error?.kind).toBe('damaged-archive');
      expect((await run(['archive', 'restore', '/nowhere/at/all', '--json'], there)).json().error?.kind).toBe('no-file');
    } finally {
      await other.end();
    }
  });
});
