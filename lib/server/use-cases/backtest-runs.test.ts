import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../clock';
import { backtestTask } from '../jobs/tasks';
import type { JobTools } from '../jobs/refresh-job';
import { RETRY_POLICY } from '../jobs/retry-policy';
import { listTrials } from '../db/trial-store';
import { makeDesk, openBench, refusalOf, valueOf, type Bench, type Desk } from '../testing/desk-builder';
import { cancelBacktestRun, readBacktestRuns, removeBacktestRun, renameBacktestRun, retryBacktestRun, startBacktestRun } from './backtest-runs';
import { readBacktest } from './read-backtest';

let bench: Bench;
let desk: Desk;

beforeAll(async () => {
  bench = await openBench();
  desk = await makeDesk(bench, 'runs');
});
afterAll(() => bench.end());

const tools = (more: Partial<JobTools> = {}): JobTools => ({ db: bench.db, clock: systemClock, fetch, origins: {}, retry: RETRY_POLICY, random: () => 0.5, sealingKey: null, sleep: (ms) => sleep(ms), ...more });
const start = async (over: object = {}) => valueOf(await startBacktestRun(desk.context('analyst'), { portfolio: 'fund', name: 'Trend', model: 'gtaa5', params: {}, ...over }));
const jobOf = async (run: string) => (await bench.app.query<{ id: string; state: string; attempt: number }>('SELECT id, state, attempt FROM job WHERE run_id = $1::uuid ORDER BY requested_at DESC, finished_at DESC NULLS FIRST LIMIT 1', [run]))[0];
const work = async (run: string, more: Partial<JobTools> = {}) => backtestTask(tools(more), { job: (await jobOf(run)).id });
const read = async (compare: readonly string[] = []) => valueOf(await readBacktestRuns(desk.context('viewer'), { portfolio: 'fund', compare: [...compare] }));
const one = async (run: string) => (await read()).runs.find(({ id }) => id === run);
const tries = async () => (await listTrials(bench.db, desk.workspaceId)).length;
const keptRuns = async () => (await bench.app.query<{ count: number }>('SELECT count(*)::int AS count FROM backtest_run'))[0].count;

describe('a run', () => {
  it('is queued, computed by a worker, counted as a try, and there at once when it is asked for again', async () => {
    const before = await tries();
    const { run, isKept } = await start();
    expect(isKept).toBe(false);
    expect(await one(run)).toMatchObject({ name: 'Trend', state: 'queued', summary: null, deflated: null });
    await work(run);
    const done = await one(run);
    expect(done).toMatchObject({ state: 'done', progress: 1, error: null });
    expect(done?.summary?.statistics.cagr).not.toBeNull();
    // Trades cost 10 bp each, so gross is above net.
    expect(done?.summary?.grossCagr).toBeGreaterThan(done?.summary?.statistics.cagr as number);
    expect(done?.summary?.beside?.cagrDifference?.low).toBeLessThan(done?.summary?.beside?.cagrDifference?.high as number);
    expect(await tries()).toBe(before + 1);
    expect(await start({ name: 'The same once more' })).toEqual({ run, isKept: true });
    expect((await one(run))?.name).toBe('Trend');
    expect(await tries()).toBe(before + 1);
  });

  it('of the portfolio’s own model has the very figures of its record', async () => {
    const record = valueOf(await readBacktest(desk.context('viewer'), { portfolio: 'fund' }));
    const { policyVersion: { model } } = record.facts;
    const { run } = await start({ name: 'Own', model: model.slug, params: model.params });
    await work(run);
    const { summary } = (await one(run)) as NonNullable<Awaited<ReturnType<typeof one>>>;
    expect(summary?.statistics).toEqual(record.statistics.dynamic);
    expect(summary?.grossCagr).toBeCloseTo(record.statistics.gross?.cagr as number, 14);
    const strategic = await start({ name: 'Strategic', model: 'strategic' });
    await work(strategic.run);
    const other = (await one(strategic.run))?.summary;
    expect(other?.statistics).toEqual(record.statistics.strategic);
    expect(other?.beside).toBeNull();
  });

  it('depends on cost, lag, window and rule', async () => {
    const runs = await Promise.all([{ costBps: 100 }, { executionLag: 5 }, { from: '2020-01-01' }, { to: '2020-12-31' }, { params: { months: 3 } }].map((over) => start(over)));
    expect(new Set(runs.map(({ run }) => run)).size).toBe(5);
    const before = await tries();
    for (const { run } of runs) await work(run);
    expect(await tries(), 'each is a try of its own').toBe(before + 5);
    const [dear, late, short, early] = await Promise.all(runs.map(async ({ run }) => (await one(run))?.summary));
    const plain = (await one((await start()).run))?.summary;
    expect(dear?.statistics.costAnnual).toBeCloseTo(10 * (plain?.statistics.costAnnual as number), 4);
    expect(late?.statistics.cagr).not.toBe(plain?.statistics.cagr);
    expect([short?.first, early?.last]).toEqual(['2020-01-01', '2020-12-31']);
    const unmoved = await start({ name: 'Never', model: 'strategic', rebalancing: { rule: 'none' } });
    await work(unmoved.run);
    expect((await one(unmoved.run))?.summary?.orders).toBe(0);
  });

  it('that is cancelled leaves nothing, whether it waits or runs, and can be computed after all', async () => {
    const [before, kept] = [await tries(), await keptRuns()];
    const { run } = await start({ name: 'Unwanted', params: { months: 7 } });
    valueOf(await cancelBacktestRun(desk.context('approver'), { portfolio: 'fund', run }));
    await work(run);
    expect(await one(run)).toMatchObject({ state: 'cancelled', error: expect.stringMatching(/^Cancelled by approver/) as string, summary: null });
    expect(refusalOf(await cancelBacktestRun(desk.context('analyst'), { portfolio: 'fund', run })).kind).toBe('not-under-way');

    valueOf(await retryBacktestRun(desk.context('analyst'), { portfolio: 'fund', run }));
    const working = work(run);
    while ((await one(run))?.state === 'queued') await sleep(1);
    valueOf(await cancelBacktestRun(desk.context('analyst'), { portfolio: 'fund', run }));
    await working;
    expect(await one(run)).toMatchObject({ state: 'cancelled', summary: null });
    expect([await tries(), await keptRuns()]).toEqual([before, kept]);

    valueOf(await retryBacktestRun(desk.context('analyst'), { portfolio: 'fund', run }));
    await work(run);
    expect((await one(run))?.state).toBe('done');
    expect([await tries(), await keptRuns()]).toEqual([before + 1, kept + 1]);
  });

  it('whose worker stops or dies goes back to the queue, and says so when every attempt failed', async () => {
    const { run } = await start({ name: 'Interrupted', params: { months: 8 } });
    const stopping = new AbortController();
    stopping.abort();
    await work(run, { signal: stopping.signal });
    expect(await one(run)).toMatchObject({ state: 'waiting', step: 'the worker was stopped' });
    // A worker that died left the job as running: the next one takes it up.
    await bench.app.query(`UPDATE job SET state = 'running', retry_at = NULL WHERE run_id = $1::uuid`, [run]);
    const broken = { now: () => systemClock.now() };
    const faulty = tools({ clock: broken, db: new Proxy(bench.db, { get: (db, key) => (key === 'portfolio' ? { findUnique: () => Promise.reject(new Error('the disk is gone')) } : (db[key as keyof typeof db] as unknown)) }) });
    const { id } = await jobOf(run);
    for (let attempt = 0; attempt < RETRY_POLICY.maxAttempts - 2; attempt += 1) await expect(backtestTask(faulty, { job: id })).rejects.toThrow('the disk is gone');
    expect((await one(run))?.state).toBe('running');
    await backtestTask(faulty, { job: id });
    expect(await one(run)).toMatchObject({ state: 'failed', error: expect.stringMatching(/^This machine failed 6 times/) as string, summary: null });
    valueOf(await retryBacktestRun(desk.context('analyst'), { portfolio: 'fund', run }));
    await work(run);
    expect((await one(run))?.state).toBe('done');
  });

  it('that cannot be computed any more says why', async () => {
    const { run } = await start({ name: 'Of another engine', params: { months: 9 } });
    await bench.app.query(`UPDATE named_run SET spec = jsonb_set(spec, '{engine}', '"0.0.0"') WHERE id = $1::uuid`, [run]);
    await work(run);
    expect(await one(run)).toMatchObject({ state: 'failed', error: expect.stringMatching(/^The engine or the data are not those/) as string, summary: null });
  });

  it('loses its name and never its count', async () => {
    const { run } = await start({ name: 'Fleeting', params: { months: 4 } });
    await work(run);
    const before = await tries();
    valueOf(await renameBacktestRun(desk.context('analyst'), { portfolio: 'fund', run, name: '  Still here ' }));
    expect((await one(run))?.name).toBe('Still here');
    valueOf(await removeBacktestRun(desk.context('analyst'), { portfolio: 'fund', run }));
    expect(await one(run)).toBeUndefined();
    expect(await tries()).toBe(before);
    const again = await start({ name: 'Back', params: { months: 4 } });
    expect(again.isKept).toBe(true);
    expect(await one(again.run)).toMatchObject({ name: 'Back', state: 'done' });
    expect(await tries()).toBe(before);
  });
});

describe('runs side by side', () => {
  it('are measured over the rows that all of them have', async () => {
    const [whole, short] = [await start(), await start({ from: '2020-01-01' })];
    const { comparison, left } = await read([whole.run, short.run]);
    expect(left).toEqual([]);
    expect(comparison).toMatchObject({ from: '2020-01-01', to: '2021-07-02' });
    expect(comparison?.runs.map(({ run }) => run.id)).toEqual([whole.run, short.run]);
    expect(comparison?.wealth.map((column) => column[0])).toEqual([1, 1]);
    expect(comparison?.runs[1].statistics.cagr).toBeCloseTo((await one(short.run))?.summary?.statistics.cagr as number, 12);
    expect(comparison?.runs[0].statistics.cagr).not.toBeCloseTo((await one(whole.run))?.summary?.statistics.cagr as number, 6);
  });

  it('are those of this desk alone', async () => {
    const other = await makeDesk(bench, 'elsewhere');
    const theirs = valueOf(await startBacktestRun(other.context('analyst'), { portfolio: 'fund', name: 'Secret', model: 'gtaa5' }));
    const own = await start();
    const reading = await read([own.run, theirs.run]);
    expect(reading.comparison).toBeNull();
    expect(reading.left).toEqual([expect.stringMatching(/^One run of this address is not among those/)]);
    expect(JSON.stringify(reading)).not.toContain('Secret');
    for (const act of [cancelBacktestRun, retryBacktestRun, removeBacktestRun]) expect(refusalOf<unknown>(await act(desk.context('administrator'), { portfolio: 'fund', run: theirs.run })).kind).toBe('not-found');
    expect(refusalOf(await renameBacktestRun(desk.context('administrator'), { portfolio: 'fund', run: theirs.run, name: 'Mine' })).kind).toBe('not-found');
  });
});

describe('the models of a portfolio', () => {
  it('say what they lack', async () => {
    const { models } = await read();
    const lacks = (slug: string) => models.find(({ card }) => card.slug === slug)?.lacks;
    expect(lacks('gtaa5')).toBeNull();
    expect(lacks('gem')).toMatch(/^Say which asset class plays SPY \(US stocks\), ACWX/);
    expect(lacks('house')).toBeNull();
    expect(models.find(({ card }) => card.slug === 'house')?.unread).toContain('CAPE');
  });
});
