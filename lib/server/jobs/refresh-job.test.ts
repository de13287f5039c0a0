import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { fixedClock } from '../clock';
import { listJobs } from '../db/job-store';
import { dataRevision, listSeries, readLevels, readObservations, storeTime } from '../db/market-store';
import { listSourceStates } from '../db/source-store';
import { isoDate } from '../../core/base/iso-date';
import { makePeople, openBench, refusalOf, valueOf, type Bench, type People } from '../testing/desk-builder';
import { answers, startSource, type Behaviour, type SourceServer } from '../testing/source-server';
import { countAllTables } from '../testing/sql';
import { removeConnectorKey, saveConnectorKey } from '../use-cases/connector-keys';
import { listJobs as listJobsUseCase, refreshSource, retryJob } from '../use-cases/jobs';
import { verifyJournal } from '../use-cases/journal';
import { listConnectors } from '../use-cases/list-connectors';
import { subscribeSeries, unsubscribeSeries } from '../use-cases/subscriptions';
import { runRefresh, type JobTools } from './refresh-job';
import { RETRY_POLICY } from './retry-policy';
import { scheduleDue } from './tasks';

const KEY = 'a-key-that-nobody-may-see';
const NOW = '2026-11-20T18:00:00.000Z';
const TODAY = isoDate('2026-11-20');

let bench: Bench;
let source: SourceServer;
let desk: People;
let counter = 0;
let tick = 0;

beforeAll(async () => {
  process.env.MAINSHEET_SECRET_KEY = randomBytes(32).toString('hex');
  [bench, source] = [await openBench(), await startSource()];
});
afterAll(async () => {
  delete process.env.MAINSHEET_SECRET_KEY;
  await Promise.all([bench.end(), source.end()]);
});
beforeEach(async () => {
  desk = await makePeople(bench.db, `desk-${(counter += 1)}`);
});

const tools = (at = NOW, more: Partial<JobTools> = {}): JobTools => ({
  db: bench.db, clock: fixedClock(at), fetch, origins: Object.fromEntries(['fred', 'yahoo', 'tiingo', 'ecb', 'shiller'].map((slug) => [slug, source.origin])),
  limits: { headersMs: 500, idleMs: 500, totalMs: 1_000, maxBytes: 1_000_000 }, retry: RETRY_POLICY, random: () => 0.5,
  sealingKey: Buffer.from(process.env.MAINSHEET_SECRET_KEY ?? '', 'hex'), sleep: async () => undefined, ...more,
});

/** Requests come one after the other, a thousandth of a second apart. */
const context = (who: 'analyst' | 'administrator' = 'analyst', at = after((tick += 1))) => desk.context(who, at);
const newest = async () => (await listJobs(bench.db, desk.workspaceId, 1))[0];
const stateOf = async (connector: string) => (await listSourceStates(bench.db, desk.workspaceId)).find((one) => one.connector === connector);
const after = (ms: number) => new Date(Date.parse(NOW) + ms).toISOString();

/** Runs the newest job against a source that does this. */
async function run(behaviours: readonly Behaviour[], at = NOW, more: Partial<JobTools> = {}) {
  if (behaviours.length > 0) source.behave(...behaviours);
  await runRefresh(tools(at, more), (await newest()).id);
  return newest();
}

const rate = (rows: readonly (readonly [string, number])[]) => answers.csv(`CURRENCY,CURRENCY_DENOM,TIME_PERIOD,OBS_VALUE\n${rows.map(([day, value]) => `USD,EUR,${day},${value}\n`).join('')}`);
const GOOD = rate([['2026-11-18', 1.1], ['2026-11-19', 1.2]]);
const subscribeRate = async () => valueOf(await subscribeSeries(context(), { connector: 'ecb', externalId: 'usd', seriesCode: 'EURUSD' }));
const again = async () => valueOf(await refreshSource(context(), { connector: 'ecb' }));

const prices = (rows: readonly (readonly [string, number])[]) => answers.json(rows.map(([day, level]) => ({ date: `${day}T00:00:00.000Z`, close: level, adjClose: level })));

describe('a refresh', () => {
  it('stores what the source said as an import would, with where it came from and its hash', async () => {
    await subscribeRate();
    const job = await run([GOOD]);
    expect(job).toMatchObject({ state: 'done', attempt: 1, progress: 1, rowsStored: 2, errorKind: null, warnings: [] });
    const { recordedAt } = await dataRevision(bench.db, desk.workspaceId);
    const values = await readObservations(bench.db, desk.workspaceId, ['EURUSD'], TODAY, recordedAt);
    expect(values.map(({ value, knownAt }) => [value, knownAt])).toEqual([[1.1, '2026-11-18'], [1.2, '2026-11-19']]);
    const [batch] = await bench.app.query("SELECT kind::text, file_name, file_sha256, options, imported_by FROM import_batch WHERE id = $1", [job.batchId]);
    expect(batch).toMatchObject({ kind: 'observations', file_name: 'ECB USD', imported_by: desk.actors.analyst.userId, options: { connector: 'ecb', externalId: 'USD', series: 'EURUSD', address: expect.stringContaining('data-api.ecb.europa.eu/service/data/EXR') as string } });
    expect(batch.file_sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(await stateOf('ecb')).toMatchObject({ failuresInARow: 0, openUntil: null, lastSuccessAt: new Date(NOW) });
    expect((await verifyJournal(bench.db, desk.workspaceId)).intact).toBe(true);
  });

  it('of the same facts again writes not one row of data', async () => {
    await subscribeRate();
    await run([GOOD]);
    const before = await countAllTables(bench.owner);
    await again();
    expect(await run([GOOD])).toMatchObject({ state: 'done', rowsStored: 0, batchId: null, step: 'nothing new' });
    expect(await countAllTables(bench.owner)).toEqual({ ...before, job: before.job + 1 });
  });

  it('of a rewritten value keeps the old one beside the new, and says so', async () => {
    await subscribeRate();
    await run([GOOD]);
    await again();
    const job = await run([rate([['2026-11-18', 1.15], ['2026-11-19', 1.2], ['2026-11-20', 1.3]])]);
    expect(job).toMatchObject({ state: 'done', rowsStored: 2, warnings: [expect.stringContaining('1 past value was revised, from 2026-11-18 on')] });
    const rows = await bench.app.query("SELECT value FROM observation o JOIN series s ON s.id = o.series_id WHERE s.workspace_id = $1::uuid AND period = '2026-11-18' ORDER BY recorded_at", [desk.workspaceId]);
    expect(rows.map((row) => row.value)).toEqual([1.1, 1.15]);
    await again();
    expect(await run([rate([['2026-11-18', 1.1], ['2026-11-19', 1.2], ['2026-11-20', 1.3]])])).toMatchObject({ state: 'done', rowsStored: 1 });
  });

  it('of an adjusted close that was rewritten says so, and takes the last digits of single precision for noise', async () => {
    valueOf(await saveConnectorKey(context('administrator'), { connector: 'tiingo', key: KEY }));
    valueOf(await subscribeSeries(context(), { connector: 'tiingo', externalId: 'MAST', seriesCode: 'MAST', options: { basis: 'total-return' } }));
    const days = ['2026-11-17', '2026-11-18', '2026-11-19'];
    await run([prices(days.map((day) => [day, 100]))]);
    valueOf(await refreshSource(context(), {}));
    expect(await run([prices(days.map((day) => [day, 100.00000762939453]))])).toMatchObject({ rowsStored: 0 });
    valueOf(await refreshSource(context(), {}));
    const job = await run([prices([[days[0], 99], [days[1], 99], [days[2], 100]])]);
    expect(job).toMatchObject({ state: 'done', rowsStored: 2, warnings: [expect.stringMatching(/2 levels differ.*adjusted close that its source rewrote/)] });
    const [series] = await listSeries(bench.db, desk.workspaceId);
    expect(series).toMatchObject({ code: 'MAST', source: 'Tiingo', currency: 'USD', basis: 'total-return' });
    expect((await readLevels(bench.db, [{ id: series.id, name: 'MAST' }], TODAY, await storeTime(bench.db))).columns.MAST).toEqual([99, 99, 100]);
  });

  it('at once from two machines stores its facts once', async () => {
    await subscribeRate();
    source.behave(GOOD);
    const { id } = await newest();
    await Promise.all([runRefresh(tools(), id), runRefresh(tools(), id)]);
    const [{ rows }] = await bench.app.query<{ rows: number }>('SELECT count(*)::int AS rows FROM import_batch WHERE workspace_id = $1::uuid', [desk.workspaceId]);
    expect([rows, (await newest()).state]).toEqual([1, 'done']);
  });
});

describe('an answer that is not to be trusted', () => {
  const lost: readonly (readonly [string, string, Behaviour, RegExp])[] = [
    ['is another shape than it used to be', 'schema-drift', answers.csv('DAY,RATE\n2026-11-18,1.1\n'), /no column/],
    ['is dated next year', 'future-dates', rate([['2027-11-18', 1.1]]), /one of the two clocks is wrong/],
    ['ends before what is stored', 'shrunk-history', rate([['2026-11-01', 1.1], ['2026-11-02', 1.2]]), /ends on 2026-11-02, and what is stored ends on 2026-11-19/],
    ['has lost days in between', 'shrunk-history', rate([['2026-11-10', 1], ['2026-11-19', 1.2]]), /2 days or periods/],
    ['does not exist', 'not-found', answers.status(404), /does not know/],
  ];

  it.each(lost)('because it %s ends the job at once, and nothing is written', async (_, kind, behaviour, says) => {
    await subscribeRate();
    await run([rate(['10', '11', '12', '13', '16', '17', '18', '19'].map((day) => [`2026-11-${day}`, 1 + Number(day) / 100]))]);
    await again();
    const before = await countAllTables(bench.owner);
    const job = await run([behaviour]);
    expect(job).toMatchObject({ state: 'failed', attempt: 1, errorKind: kind });
    expect(job.errorMessage).toMatch(says);
    expect(await countAllTables(bench.owner)).toEqual(before);
    expect(await stateOf('ecb')).toMatchObject({ lastErrorKind: kind });
  });

  it('because its source’s clock is wrong is taken with a word about it', async () => {
    await subscribeRate();
    const late: Behaviour = (request, response) => {
      response.setHeader('date', 'Fri, 20 Nov 2026 21:00:00 GMT');
      return GOOD(request, response);
    };
    expect(await run([late])).toMatchObject({ state: 'done', warnings: ['the source\'s clock is 180 minutes ahead of this machine\'s'] });
  });

  it('because the series is kept otherwise at this desk is refused with the difference', async () => {
    valueOf(await subscribeSeries(context(), { connector: 'fred', externalId: 'EURUSD', seriesCode: 'EURUSD', options: { typicalLagDays: 1 } }));
    await run([answers.csv('observation_date,EURUSD\n2026-11-18,1.1\n2026-11-19,1.1\n')]);
    const { subscription } = valueOf(await listConnectors(context(), {})).connectors.find((one) => one.slug === 'fred')?.subscriptions.map((one) => ({ subscription: one.id }))[0] ?? { subscription: '' };
    valueOf(await unsubscribeSeries(context(), { subscription }));
    await subscribeRate();
    expect(await run([GOOD])).toMatchObject({ state: 'failed', errorKind: 'series-differs', errorMessage: expect.stringContaining('latest-revised') as string });
  });
});

describe('a source that fails', () => {
  const passing: readonly (readonly [string, string, Behaviour])[] = [
    ['500', 'server-error', answers.status(500)],
    ['a web page with status 200', 'html-instead-of-data', answers.page()],
    ['half a table', 'truncated', answers.truncated(`CURRENCY,CURRENCY_DENOM,TIME_PERIOD,OBS_VALUE\n${'USD,EUR,2026-11-18,1.1\n'.repeat(40)}`)],
    ['a slow drip', 'timeout', answers.drip(50)],
    ['silence', 'timeout', answers.silence()],
  ];

  it.each(passing)('with %s is tried again after half a minute, and then well', async (_, kind, behaviour) => {
    await subscribeRate();
    const job = await run([behaviour]);
    expect(job).toMatchObject({ state: 'waiting', attempt: 1, errorKind: kind, retryAt: new Date(after(30_000)) });
    const [queued] = await bench.app.query('SELECT run_at, key FROM graphile_worker.jobs WHERE key = $1', [`job:${job.id}`]);
    expect(queued).toMatchObject({ run_at: new Date(after(30_000)) });
    expect(await run([GOOD], after(30_000))).toMatchObject({ state: 'done', attempt: 2, errorKind: null, rowsStored: 2 });
    expect(await stateOf('ecb')).toMatchObject({ failuresInARow: 0 });
  });

  it('with 429 is left alone for as long as it asks', async () => {
    await subscribeRate();
    expect(await run([answers.status(429, '', { 'retry-after': '1800' })])).toMatchObject({ state: 'waiting', errorKind: 'rate-limited', retryAt: new Date(after(1_800_000)) });
  });

  it('is given up after six attempts, and a person can ask for a seventh', async () => {
    await subscribeRate();
    const patient = { retry: { ...RETRY_POLICY, breakerAfter: 100 } };
    for (let attempt = 1; attempt < 6; attempt += 1) expect(await run([answers.status(500)], NOW, patient)).toMatchObject({ state: 'waiting', attempt });
    const job = await run([answers.status(500)], NOW, patient);
    expect(job).toMatchObject({ state: 'failed', attempt: 6, errorMessage: 'ECB: it answered 500 (tried 6 times)', finishedAt: new Date(NOW) });
    valueOf(await retryJob(context('analyst', after(1_000)), { job: job.id }));
    expect(await run([GOOD], after(1_000), patient)).toMatchObject({ state: 'done', attempt: 1 });
  });

  it('five times in a row opens its circuit: it is not asked, until one trial goes well', async () => {
    await subscribeRate();
    for (let attempt = 1; attempt <= 5; attempt += 1) await run([answers.status(502)]);
    expect(await stateOf('ecb')).toMatchObject({ failuresInARow: 5, openUntil: new Date(after(15 * 60_000)) });
    const asked = source.requests.length;
    expect(await run([GOOD], after(60_000))).toMatchObject({ state: 'waiting', attempt: 5, step: expect.stringContaining('left alone') as string, retryAt: new Date(after(15 * 60_000)) });
    expect(source.requests.length).toBe(asked);
    // The trial fails: twice as long. The next one goes well: closed.
    valueOf(await subscribeSeries(context('analyst', after(15 * 60_000)), { connector: 'ecb', externalId: 'GBP', seriesCode: 'EURGBP' }));
    expect(await run([answers.status(502)], after(15 * 60_000))).toMatchObject({ state: 'waiting', attempt: 1 });
    expect(await stateOf('ecb')).toMatchObject({ failuresInARow: 6, openUntil: new Date(after(45 * 60_000)) });
    expect(await run([rate([['2026-11-19', 1]])], after(45 * 60_000))).toMatchObject({ state: 'failed', errorKind: 'schema-drift' });
    expect(await stateOf('ecb')).toMatchObject({ openUntil: null });
  });

  it('is asked by one machine alone when its circuit may be tried', async () => {
    await subscribeRate();
    for (let attempt = 1; attempt <= 5; attempt += 1) await run([answers.status(502)]);
    valueOf(await subscribeSeries(context('analyst', after(1_000)), { connector: 'ecb', externalId: 'GBP', seriesCode: 'EURGBP' }));
    const jobs = await listJobs(bench.db, desk.workspaceId, 2);
    const asked = source.requests.length;
    source.behave(answers.status(502));
    await Promise.all(jobs.map((job) => runRefresh(tools(after(20 * 60_000)), job.id)));
    expect(source.requests.length - asked).toBe(1);
  });

  it('keeps its rate limit over all jobs and machines', async () => {
    const waits: number[] = [];
    const patient = { sleep: async (ms: number) => void waits.push(ms) };
    await subscribeRate();
    await run([GOOD], NOW, patient);
    await again();
    await run([GOOD], NOW, patient);
    expect(waits).toHaveLength(1);
    expect(waits[0]).toBeGreaterThan(500);
    expect(waits[0]).toBeLessThanOrEqual(1_000);
  });

  it('while the worker stops is nobody’s failure', async () => {
    await subscribeRate();
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 50);
    expect(await run([answers.silence()], NOW, { signal: stop.signal })).toMatchObject({ state: 'waiting', errorKind: null, step: 'the worker was stopped' });
    expect(await stateOf('ecb')).toMatchObject({ failuresInARow: 0 });
  });
});

describe('a key', () => {
  const subscribeTiingo = async () => valueOf(await subscribeSeries(context(), { connector: 'tiingo', externalId: 'MAST', seriesCode: 'MAST' }));

  it('is sealed in the store, sent to its source alone, and appears nowhere else', async () => {
    valueOf(await saveConnectorKey(context('administrator'), { connector: 'tiingo', key: KEY }));
    valueOf(await saveConnectorKey(context('administrator'), { connector: 'fred', key: KEY }));
    await subscribeTiingo();
    await run([answers.status(403, `the token ${KEY} has expired`)]);
    expect(source.headers.at(-1)?.authorization).toBe(`Token ${KEY}`);
    valueOf(await subscribeSeries(context(), { connector: 'fred', externalId: 'GDP', seriesCode: 'GDP', options: { vintages: true } }));
    await run([answers.status(400, `Bad Request. The value for variable api_key (${KEY}) is not registered.`)]);
    const shown = JSON.stringify([await listConnectors(context(), {}), await listJobsUseCase(context(), {})]);
    expect(shown).toContain('savedByName');
    expect(shown).toContain('•••');
    expect(shown).not.toContain(KEY);
    const tables = await bench.owner.query<{ name: string }>("SELECT format('%I.%I', n.nspname, c.relname) AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'r' AND n.nspname IN ('public', 'graphile_worker')");
    expect(tables.length).toBeGreaterThan(35);
    for (const { name } of tables) expect([name, await bench.owner.query(`SELECT 1 FROM ${name} t WHERE t::text LIKE $1`, [`%${KEY}%`])]).toEqual([name, []]);
  });

  it('that is missing, or sealed by another machine, is said before anybody is asked', async () => {
    await subscribeTiingo();
    const asked = source.requests.length;
    expect(await run([])).toMatchObject({ state: 'failed', errorKind: 'key-missing' });
    valueOf(await saveConnectorKey(context('administrator'), { connector: 'tiingo', key: KEY }));
    valueOf(await retryJob(context('analyst', after(1_000)), { job: (await newest()).id }));
    expect(await run([], NOW, { sealingKey: randomBytes(32) })).toMatchObject({ state: 'failed', errorKind: 'key-unreadable' });
    expect(source.requests.length).toBe(asked);
  });

  it('that was removed is gone', async () => {
    valueOf(await saveConnectorKey(context('administrator'), { connector: 'tiingo', key: KEY }));
    valueOf(await removeConnectorKey(context('administrator'), { connector: 'tiingo' }));
    expect(refusalOf(await removeConnectorKey(context('administrator'), { connector: 'tiingo' })).kind).toBe('not-found');
    expect(await bench.owner.query('SELECT 1 FROM connector_key WHERE workspace_id = $1::uuid', [desk.workspaceId])).toEqual([]);
  });
});

describe('asking for work', () => {
  it('ten times at once opens one job', async () => {
    await subscribeRate();
    await run([GOOD]);
    const opened = (await Promise.all(Array.from({ length: 10 }, () => refreshSource(context(), {})))).map(valueOf).flatMap((one) => one.jobs);
    expect(new Set(opened.map((job) => job.id)).size).toBe(1);
    expect(opened.filter((job) => job.isNew)).toHaveLength(1);
  });

  it('by the schedule opens a job for what is due, once, on however many machines', async () => {
    await subscribeRate();
    await run([GOOD]);
    expect(await scheduleDue(bench.db, fixedClock(after(3_600_000)))).toBe(0);
    await Promise.all([1, 2, 3].map(() => scheduleDue(bench.db, fixedClock(after(25 * 3_600_000)))));
    const jobs = await listJobs(bench.db, desk.workspaceId, 10);
    expect(jobs.map((job) => [job.state, job.requestedBy])).toEqual([['queued', 'schedule'], ['done', desk.actors.analyst.userId]]);
    expect(await scheduleDue(bench.db, fixedClock(after(25 * 3_600_000)))).toBe(0);
  });

  it('for a desk shows that desk its own jobs alone', async () => {
    await subscribeRate();
    const north = desk;
    desk = await makePeople(bench.db, `desk-${(counter += 1)}`);
    expect(valueOf(await listJobsUseCase(context(), {})).jobs).toEqual([]);
    const job = (await listJobs(bench.db, north.workspaceId, 1))[0];
    expect(refusalOf(await retryJob(context(), { job: job.id })).kind).toBe('not-found');
    expect(refusalOf(await unsubscribeSeries(context(), { subscription: job.subscriptionId })).kind).toBe('not-found');
    expect(refusalOf(await refreshSource(context(), { subscription: job.subscriptionId })).kind).toBe('not-found');
  });

  it('that waits for its next attempt is brought forward', async () => {
    await subscribeRate();
    const job = await run([answers.status(500)]);
    valueOf(await retryJob(context(), { job: job.id }));
    expect(await newest()).toMatchObject({ id: job.id, state: 'queued', retryAt: null });
    const [queued] = await bench.app.query<{ due: boolean }>('SELECT run_at <= now() AS due FROM graphile_worker.jobs WHERE key = $1', [`job:${job.id}`]);
    expect(queued.due).toBe(true);
  });
});
