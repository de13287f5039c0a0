import type { Database, Transaction } from './client';
import type { Prisma } from './generated/client';

export type JobState = 'queued' | 'running' | 'waiting' | 'done' | 'failed';

export interface Job {
  readonly id: string;
  readonly workspaceId: string;
  readonly state: JobState;
  readonly attempt: number;
  readonly progress: number;
  readonly step: string;
  readonly requestedBy: string;
  readonly requestedAt: Date;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
  readonly retryAt: Date | null;
  readonly errorKind: string | null;
  readonly errorMessage: string | null;
  readonly batchId: number | null;
  readonly rowsStored: number | null;
  readonly warnings: readonly string[];
}

/** Asks a source for what one subscription feeds. */
export interface RefreshJob extends Job {
  readonly subscriptionId: string;
  readonly connector: string;
}

/** Computes a backtest. */
export interface BacktestJob extends Job {
  readonly runId: string;
}

const select = {
  id: true, workspaceId: true, subscriptionId: true, connector: true, runId: true, state: true, attempt: true, progress: true, step: true, requestedBy: true, requestedAt: true,
  startedAt: true, finishedAt: true, retryAt: true, errorKind: true, errorMessage: true, batchId: true, rowsStored: true, warnings: true,
} as const;

// What a job of one kind is of is there, and nothing else: the table's checks say so.
const toJob = <One extends Job>(row: Prisma.JobGetPayload<{ select: typeof select }>): One => ({ ...row, warnings: row.warnings as string[] }) as unknown as One;

/** The names of the tasks in the queue; what they are given is checked where they are taken up. */
export const REFRESH_TASK = 'refresh-source';
export const BACKTEST_TASK = 'run-backtest';
const TASKS = { refresh: REFRESH_TASK, backtest: BACKTEST_TASK } as const;

/**
 * Puts a job into the worker's queue, or moves its time when it is there: the key is the job, so there is never a
 * second one. Part of the caller's transaction: a job that is seen is queued, and the other way round.
 */
async function enqueue(tx: Transaction, jobId: string, runAt: Date | null): Promise<void> {
  const { kind } = await tx.job.findUniqueOrThrow({ where: { id: jobId }, select: { kind: true } });
  await tx.$executeRaw`
    SELECT graphile_worker.add_job(${TASKS[kind]}, payload := json_build_object('job', ${jobId}::text), job_key := ${`job:${jobId}`}, run_at := ${runAt}::timestamptz, max_attempts := 25)`;
}

/** The name of the task that looks at one portfolio. */
export const WATCH_TASK = 'watch-portfolio';

/** Queues a look at a portfolio; one that waits already is that look. It is not tried again: the next one comes anyway. */
export async function enqueueWatch(db: Database | Transaction, portfolioId: string): Promise<void> {
  await db.$executeRaw`
    SELECT graphile_worker.add_job(${WATCH_TASK}, payload := json_build_object('portfolio', ${portfolioId}::text), job_key := ${`watch:${portfolioId}`}, queue_name := ${`watch:${portfolioId}`}, max_attempts := 1)`;
}

/** The name of the task that sends what is due. */
export const MAIL_TASK = 'send-mail';

/** Queues a round of the mail as soon as this transaction is written. It is not tried again: one comes every minute anyway. */
export async function enqueueMail(tx: Transaction): Promise<void> {
  await tx.$executeRaw`SELECT graphile_worker.add_job(${MAIL_TASK}, max_attempts := 1)`;
}

export interface NewJob {
  readonly workspaceId: string;
  /** What it is of: a subscription to refresh, or a run to compute. */
  readonly of: { readonly subscriptionId: string; readonly connector: string } | { readonly runId: string };
  readonly requestedBy: string;
  readonly requestedAt: Date;
}

const OPEN = ['queued', 'running', 'waiting'] as const;

/** Opens a job and queues it; where one is open for the same thing already, that one is the answer. */
export async function openJob(tx: Transaction, job: NewJob): Promise<{ readonly id: string; readonly isNew: boolean }> {
  const [kind, { subscriptionId, connector, runId }] = 'runId' in job.of ? (['backtest', { ...job.of, subscriptionId: null, connector: null }] as const) : (['refresh', { ...job.of, runId: null }] as const);
  const rows = await tx.$queryRaw<{ id: string }[]>`
    INSERT INTO job (id, workspace_id, kind, subscription_id, connector, run_id, requested_by, requested_at)
    VALUES (gen_random_uuid(), ${job.workspaceId}::uuid, ${kind}::job_kind, ${subscriptionId}::uuid, ${connector}, ${runId}::uuid, ${job.requestedBy}, ${job.requestedAt})
    ON CONFLICT DO NOTHING RETURNING id::text`;
  if (rows.length > 0) {
    await enqueue(tx, rows[0].id, null);
    return { id: rows[0].id, isNew: true };
  }
  const open = await tx.job.findFirst({ where: { subscriptionId, runId, state: { in: [...OPEN] } }, select: { id: true } });
  // It ended between the two statements: then it has just been done, and one more round makes a new one.
  return open ? { id: open.id, isNew: false } : openJob(tx, job);
}

/** A refresh of this desk. */
export async function findJob(db: Database | Transaction, workspaceId: string, id: string): Promise<RefreshJob | null> {
  const row = await db.job.findUnique({ where: { workspaceId_id: { workspaceId, id }, kind: 'refresh' }, select });
  return row && toJob<RefreshJob>(row);
}

/** A refresh by its number alone, for the worker, which serves every desk. */
export async function jobById(db: Database, id: string): Promise<RefreshJob | null> {
  const row = await db.job.findUnique({ where: { id, kind: 'refresh' }, select });
  return row && toJob<RefreshJob>(row);
}

/** A backtest by its number alone, for the worker. */
export async function backtestJobById(db: Database | Transaction, id: string): Promise<BacktestJob | null> {
  const row = await db.job.findUnique({ where: { id, kind: 'backtest' }, select });
  return row && toJob<BacktestJob>(row);
}

/** The refreshes of this desk, newest first. */
export async function listJobs(db: Database | Transaction, workspaceId: string, limit: number): Promise<readonly RefreshJob[]> {
  return (await db.job.findMany({ where: { workspaceId, kind: 'refresh' }, orderBy: [{ requestedAt: 'desc' }, { id: 'desc' }], take: limit, select })).map((row) => toJob<RefreshJob>(row));
}

/** The newest job of each of some runs: the open one, if there is one. */
export async function jobsOfRuns(db: Database | Transaction, workspaceId: string, runIds: readonly string[]): Promise<ReadonlyMap<string, BacktestJob>> {
  const rows = await db.job.findMany({ where: { workspaceId, runId: { in: [...runIds] } }, orderBy: [{ requestedAt: 'asc' }, { finishedAt: { sort: 'asc', nulls: 'last' } }], select });
  return new Map(rows.map((row) => toJob<BacktestJob>(row)).map((job) => [job.runId, job]));
}

/** Ends the open job of a run, whether a worker has it or not; false when there is none. */
export async function cancelJobOf(db: Database | Transaction, workspaceId: string, runId: string, now: Date, message: string): Promise<boolean> {
  const ended = await db.job.updateMany({
    where: { workspaceId, runId, state: { in: [...OPEN] } },
    data: { state: 'failed', step: 'cancelled', finishedAt: now, retryAt: null, errorKind: 'cancelled', errorMessage: message },
  });
  return ended.count > 0;
}

/** Takes an open job up, counting the attempt; false when it has ended. One that is running already lost its worker. */
export async function startJob(db: Database, id: string, now: Date): Promise<boolean> {
  const taken = await db.job.updateMany({ where: { id, state: { in: [...OPEN] } }, data: { state: 'running', attempt: { increment: 1 }, startedAt: now, retryAt: null, progress: 0, step: 'starting' } });
  return taken.count > 0;
}

/** Says how far a job is; false when it is not running any more, because somebody ended it. */
export async function noteProgress(db: Database, id: string, progress: number, step: string): Promise<boolean> {
  return (await db.job.updateMany({ where: { id, state: 'running' }, data: { progress, step } })).count > 0;
}

/** Ends a running backtest well; false when somebody ended it before: then nothing of it may stay. */
export async function finishBacktestJob(tx: Transaction, id: string, now: Date): Promise<boolean> {
  return (await tx.job.updateMany({ where: { id, state: 'running' }, data: { state: 'done', progress: 1, step: 'done', finishedAt: now, errorKind: null, errorMessage: null } })).count > 0;
}

export async function finishJob(db: Database, id: string, now: Date, outcome: { readonly batchId: number | null; readonly rowsStored: number; readonly warnings: readonly string[] }): Promise<void> {
  await db.job.updateMany({
    where: { id, state: 'running' },
    data: { state: 'done', progress: 1, step: outcome.rowsStored > 0 ? 'done' : 'nothing new', finishedAt: now, errorKind: null, errorMessage: null, ...outcome, warnings: [...outcome.warnings] },
  });
}

export interface JobError {
  readonly kind: string;
  readonly message: string;
}

export async function failJob(db: Database, id: string, now: Date, error: JobError): Promise<void> {
  await db.job.updateMany({ where: { id, state: { in: [...OPEN] } }, data: { state: 'failed', step: 'given up', finishedAt: now, retryAt: null, errorKind: error.kind, errorMessage: error.message } });
}

/** Puts an open job back into the queue for later. */
export async function postponeJob(db: Database, id: string, retryAt: Date, step: string, error: JobError | null): Promise<void> {
  await db.$transaction(async (tx) => {
    const open = await tx.job.updateMany({
      where: { id, state: { in: [...OPEN] } },
      data: { state: 'waiting', retryAt, step, ...(error ? { errorKind: error.kind, errorMessage: error.message } : {}) },
    });
    if (open.count > 0) await enqueue(tx, id, retryAt);
  });
}

/** Brings a waiting job forward to now. False when it is not waiting. */
export async function hurryJob(tx: Transaction, workspaceId: string, id: string, now: Date): Promise<boolean> {
  const waiting = await tx.job.updateMany({ where: { workspaceId, id, state: 'waiting' }, data: { state: 'queued', retryAt: null, step: 'waiting for a worker', requestedAt: now } });
  if (waiting.count > 0) await enqueue(tx, id, null);
  return waiting.count > 0;
}

/** Jobs that ended long ago are of no interest to anybody; what they wrote is a batch and stays. */
export async function forgetJobs(db: Database, before: Date): Promise<number> {
  return (await db.job.deleteMany({ where: { finishedAt: { lt: before } } })).count;
}

// ── Workers ───────────────────────────────────────────────────────────────────────────────────────────────────

export interface Worker {
  readonly id: string;
  readonly host: string;
  readonly pid: number;
  readonly startedAt: Date;
  readonly seenAt: Date;
}

export async function registerWorker(db: Database, worker: { readonly host: string; readonly pid: number; readonly queueIds: readonly string[] }): Promise<string> {
  const [row] = await db.$queryRaw<{ id: string }[]>`
    INSERT INTO job_worker (id, host, pid, queue_ids, started_at, seen_at)
    VALUES (gen_random_uuid(), ${worker.host}, ${worker.pid}, ${[...worker.queueIds]}::text[], clock_timestamp(), clock_timestamp()) RETURNING id::text`;
  return row.id;
}

/** Says that a worker lives, by the database's clock. False when it was taken for dead in the meantime. */
export async function beat(db: Database, id: string): Promise<boolean> {
  return (await db.$executeRaw`UPDATE job_worker SET seen_at = clock_timestamp() WHERE id = ${id}::uuid`) > 0;
}

export async function dismissWorker(db: Database, id: string): Promise<void> {
  await db.jobWorker.deleteMany({ where: { id } });
}

/** Workers seen within the last `seconds`, by the database's clock. */
export async function livingWorkers(db: Database | Transaction, seconds: number): Promise<readonly Worker[]> {
  return db.$queryRaw<Worker[]>`SELECT id::text, host, pid, started_at AS "startedAt", seen_at AS "seenAt" FROM job_worker WHERE seen_at > clock_timestamp() - ${seconds} * interval '1 second' ORDER BY started_at`;
}

/** Gives the work of workers that fell silent back to the queue, which else would hold it for hours. */
export async function buryWorkers(db: Database, silentSeconds: number): Promise<number> {
  return db.$transaction(async (tx) => {
    const dead = await tx.$queryRaw<{ ids: string[] }[]>`DELETE FROM job_worker WHERE seen_at < clock_timestamp() - ${silentSeconds} * interval '1 second' RETURNING queue_ids AS ids`;
    const queueIds = dead.flatMap((row) => row.ids);
    if (queueIds.length > 0) await tx.$executeRaw`SELECT graphile_worker.force_unlock_workers(${queueIds}::text[])`;
    return dead.length;
  });
}
