import * as z from 'zod';
import type { Clock } from '../clock';
import type { Database } from '../db/client';
import { backtestJobById, enqueueWatch, failJob, forgetJobs, jobById, openJob, type Job } from '../db/job-store';
import { takeDue } from '../db/source-store';
import { findWatched, listWatched } from '../db/watch-store';
import { SCHEDULE } from '../desk/scheduler';
import { watchPortfolio } from '../desk/watch-portfolio';
import { runBacktestJob } from './backtest-job';
import { runRefresh, type JobTools } from './refresh-job';

/** Jobs that ended this long ago are forgotten. */
const REMEMBERED_MS = 30 * 24 * 3_600_000;

const jobPayload = z.strictObject({ job: z.uuid() });

/** Opens a job for every subscription whose time has come. However many machines ask at once, each is opened once. */
export async function scheduleDue(db: Database, clock: Clock): Promise<number> {
  await forgetJobs(db, new Date(clock.now().getTime() - REMEMBERED_MS));
  return db.$transaction(async (tx) => {
    const due = await takeDue(tx, clock.now());
    for (const { workspaceId, id, connector } of due) await openJob(tx, { workspaceId, of: { subscriptionId: id, connector }, requestedBy: SCHEDULE, requestedAt: clock.now() });
    return due.length;
  });
}

/**
 * A job as the queue runs it. What is thrown is a fault of this machine and goes back to the queue, which waits longer
 * each time; after as many attempts as a source is given, the job says so and ends.
 */
async function asTask(tools: JobTools, payload: unknown, work: (tools: JobTools, id: string) => Promise<void>, find: (db: Database, id: string) => Promise<Job | null>): Promise<void> {
  const { job: id } = jobPayload.parse(payload);
  try {
    await work(tools, id);
  } catch (error) {
    const job = await find(tools.db, id);
    if (!job || job.attempt < tools.retry.maxAttempts) throw error;
    await failJob(tools.db, id, tools.clock.now(), { kind: 'fault', message: `This machine failed ${job.attempt} times at it; its log says how.` });
  }
}

export const refreshTask = (tools: JobTools, payload: unknown): Promise<void> => asTask(tools, payload, runRefresh, jobById);

export const backtestTask = (tools: JobTools, payload: unknown): Promise<void> => asTask(tools, payload, runBacktestJob, backtestJobById);

const watchPayload = z.strictObject({ portfolio: z.uuid() });

/** Queues a look at every portfolio of a real desk, once each however many ask: one that fails is in nobody's way. */
export async function scheduleWatches(db: Database): Promise<void> {
  for (const { portfolioId } of await listWatched(db)) await enqueueWatch(db, portfolioId);
}

/** A look at a portfolio as the queue runs it. */
export async function watchTask(tools: Pick<JobTools, 'db' | 'clock' | 'quietSeconds'>, payload: unknown): Promise<void> {
  const watched = await findWatched(tools.db, watchPayload.parse(payload).portfolio);
  if (watched) await watchPortfolio(tools, watched);
}
