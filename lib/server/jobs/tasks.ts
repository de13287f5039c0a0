import * as z from 'zod';
import type { Clock } from '../clock';
import type { Database } from '../db/client';
import { backtestJobById, failJob, forgetJobs, jobById, openJob, type Job } from '../db/job-store';
import { takeDue } from '../db/source-store';
import { runBacktestJob } from './backtest-job';
import { runRefresh, type JobTools } from './refresh-job';

/** Who asked for a job that nobody asked for. */
export const SCHEDULE = 'schedule';
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
