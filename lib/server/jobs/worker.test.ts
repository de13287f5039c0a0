import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { prepareDatabase } from '../../../scripts/lib/database.mjs';
import { fixedClock, systemClock } from '../clock';
import { buryWorkers, listJobs, livingWorkers } from '../db/job-store';
import { makeDesk, makePeople, NOW, openBench, valueOf, type Bench, type People } from '../testing/desk-builder';
import { answers, startSource, type SourceServer } from '../testing/source-server';
import { refreshSource } from '../use-cases/jobs';
import { subscribeSeries } from '../use-cases/subscriptions';
import { RETRY_POLICY } from './retry-policy';
import { startWorker, type RunningWorker, type WorkerOptions } from './worker';

const root = path.join(import.meta.dirname, '..', '..', '..');
const TABLE = 'CURRENCY,CURRENCY_DENOM,TIME_PERIOD,OBS_VALUE\nUSD,EUR,2020-11-18,1.1\nUSD,EUR,2020-11-19,1.2\n';

let bench: Bench;
let source: SourceServer;
let counter = 0;

beforeAll(async () => {
  [bench, source] = [await openBench(), await startSource()];
});
afterAll(async () => {
  await Promise.all([bench.end(), source.end()]);
});

async function until<T>(look: () => Promise<T | null | undefined | false>, ms = 20_000): Promise<T> {
  for (const end = Date.now() + ms; Date.now() < end; await sleep(50)) {
    const found = await look();
    if (found) return found;
  }
  throw new Error('it did not happen in time');
}

const start = (databaseUrl: string, more: Partial<WorkerOptions> = {}): Promise<RunningWorker> =>
  startWorker({
    databaseUrl, heartbeatMs: 200,
    tools: {
      db: bench.db, clock: systemClock, fetch, origins: { ecb: source.origin }, limits: { headersMs: 60_000, idleMs: 60_000, totalMs: 60_000, maxBytes: 1_000_000 },
      retry: { ...RETRY_POLICY, baseMs: 300, breakerAfter: 100 }, random: () => 0.5, sealingKey: null, sleep: (ms) => sleep(ms),
    },
    ...more,
  });

async function subscribed(): Promise<{ readonly desk: People; readonly state: () => Promise<Awaited<ReturnType<typeof listJobs>>[number]> }> {
  const desk = await makePeople(bench.db, `worked-${(counter += 1)}`);
  const context = desk.context('analyst', new Date().toISOString());
  valueOf(await subscribeSeries(context, { connector: 'ecb', externalId: 'USD', seriesCode: 'EURUSD' }));
  return { desk, state: async () => (await listJobs(bench.db, desk.workspaceId, 1))[0] };
}

describe('a worker', () => {
  it('works as the app’s role: takes jobs as they come, tries a failing source again by itself, and says that it lives', async () => {
    const worker = await start(bench.database.databaseUrl);
    try {
      source.behave(answers.status(500), answers.page(), answers.csv(TABLE));
      const { state } = await subscribed();
      const job = await until(async () => ((await state()).state === 'done' ? state() : null));
      expect(job).toMatchObject({ attempt: 3, rowsStored: 2, progress: 1 });
      expect(await livingWorkers(bench.db, 60)).toMatchObject([{ pid: process.pid }]);
      expect(await bench.app.query('SELECT count(*)::int AS jobs FROM graphile_worker.jobs')).toEqual([{ jobs: 0 }]);
    } finally {
      await worker.stop();
    }
    expect(await livingWorkers(bench.db, 60)).toEqual([]);
  });

  it('that is stopped gives its work back, and the next one does it', async () => {
    source.behave(answers.silence(), answers.csv(TABLE));
    const { state } = await subscribed();
    const asked = source.requests.length;
    const first = await start(bench.database.databaseUrl);
    await until(async () => source.requests.length > asked);
    await first.stop();
    expect(await state()).toMatchObject({ state: 'waiting', errorKind: null });
    expect(await bench.app.query('SELECT 1 FROM graphile_worker.jobs WHERE locked_by IS NOT NULL')).toEqual([]);
    const second = await start(bench.database.databaseUrl);
    try {
      expect(await until(async () => ((await state()).state === 'done' ? state() : null))).toMatchObject({ rowsStored: 2 });
    } finally {
      await second.stop();
    }
  });

  it('shares the queue with others: many jobs, three workers, each done once', async () => {
    source.behave(answers.csv(TABLE));
    const desks = await Promise.all(Array.from({ length: 12 }, subscribed));
    const asked = source.requests.length;
    const workers = await Promise.all([1, 2, 3].map(() => start(bench.database.databaseUrl)));
    try {
      await until(async () => (await Promise.all(desks.map((one) => one.state()))).every((job) => job.state === 'done'));
    } finally {
      await Promise.all(workers.map((worker) => worker.stop()));
    }
    expect(source.requests.length - asked).toBe(12);
  });
});

describe('a worker process', () => {
  const begin = (databaseUrl: string): ChildProcess & { readonly said: string[] } => {
    const env = { ...process.env, DATABASE_URL: databaseUrl, MIGRATION_DATABASE_URL: '', NODE_OPTIONS: '', MAINSHEET_SECRET_KEY: randomBytes(32).toString('hex'), MAINSHEET_SOURCE_ORIGINS: JSON.stringify({ ecb: source.origin }) };
    const child = spawn(process.execPath, ['--import', 'tsx', path.join(root, 'lib/server/jobs/main.ts')], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
    const said: string[] = [];
    child.stdout?.on('data', (chunk) => said.push(String(chunk)));
    child.stderr?.on('data', (chunk) => said.push(String(chunk)));
    return Object.assign(child, { said });
  };

  it('that is killed in the middle of a job loses nothing: what it held goes back and is done by another', async () => {
    source.behave(answers.silence(), answers.csv(TABLE));
    const { state } = await subscribed();
    const asked = source.requests.length;
    const killed = begin(bench.database.databaseUrl);
    await until(async () => source.requests.length > asked, 60_000);
    const gone = new Promise((resolve) => killed.once('exit', resolve));
    killed.kill('SIGKILL');
    await gone;
    expect(await bench.app.query('SELECT 1 FROM graphile_worker.jobs WHERE locked_by IS NOT NULL')).toHaveLength(1);
    // After a minute's silence it is taken for dead; here the minute is over at once.
    expect(await buryWorkers(bench.db, 0)).toBe(1);
    const next = begin(bench.database.databaseUrl);
    expect(await until(async () => ((await state()).state === 'done' ? state() : null), 60_000)).toMatchObject({ attempt: 2, rowsStored: 2 });
    const ended = new Promise((resolve) => next.once('exit', resolve));
    next.kill('SIGTERM');
    expect(await ended).toBe(0);
    expect(next.said.join('')).toBe('worker ready\n');
  });
});

describe('one database role for everything', () => {
  it('is enough for queue and worker', async () => {
    await prepareDatabase({ databaseUrl: bench.database.ownerUrl, migrationUrl: bench.database.ownerUrl });
    source.behave(answers.csv(TABLE));
    const { desk, state } = await subscribed();
    const worker = await start(bench.database.ownerUrl);
    try {
      await until(async () => (await state()).state === 'done');
      valueOf(await refreshSource(desk.context('analyst', new Date().toISOString()), {}));
      expect(await until(async () => ((await state()).step === 'nothing new' ? state() : null))).toMatchObject({ state: 'done' });
    } finally {
      await worker.stop();
    }
  });
});

describe('the queue', () => {
  it('belongs to the owner: the app’s role works in it and can neither change nor remove it', async () => {
    await expect(bench.app.query('DROP TABLE graphile_worker._private_jobs')).rejects.toThrow('must be owner');
    await expect(bench.app.query('ALTER TABLE graphile_worker._private_jobs DISABLE ROW LEVEL SECURITY')).rejects.toThrow('must be owner');
    await expect(bench.app.query('INSERT INTO graphile_worker.migrations (id) VALUES (999)')).rejects.toThrow('permission denied');
  });
});

describe('several workers', () => {
  it('look at a portfolio of a real desk and leave one draft of it, with nobody asking', async () => {
    const { workspaceId } = await makeDesk(bench, 'drafted');
    const quick = { tools: { db: bench.db, clock: fixedClock(NOW), fetch, origins: {}, retry: RETRY_POLICY, random: () => 0.5, sealingKey: null, sleep: async () => undefined, quietSeconds: 0 } };
    const workers = await Promise.all([1, 2, 3].map(() => start(bench.database.databaseUrl, quick)));
    try {
      await until(() => bench.db.proposal.findFirst({ where: { workspaceId } }));
      await until(async () => (await bench.app.query('SELECT 1 FROM graphile_worker.jobs')).length === 0);
    } finally {
      await Promise.all(workers.map((worker) => worker.stop()));
    }
    expect(await bench.db.proposal.findMany({ where: { workspaceId }, select: { number: true, state: true, makerId: true } })).toEqual([{ number: 1, state: 'draft', makerId: null }]);
  });
});
