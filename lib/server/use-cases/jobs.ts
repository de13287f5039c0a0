import * as z from 'zod';
import { ok, refuse, type Result } from '../../core/base/result';
import { findConnector } from '../connectors/registry';
import { findJob, hurryJob, listJobs as jobsOf, openJob, type RefreshJob } from '../db/job-store';
import { userNames } from '../db/people-store';
import { listSubscriptions } from '../db/source-store';
import { unknownConnector } from './sources';
import { defineUseCase } from './use-case';

/** Asks for a refresh now: of one subscription, of all of a source, or of all there are. It is queued, not waited for. */
export const refreshSource = defineUseCase({
  name: 'refresh-source',
  permission: 'import-data',
  input: z.strictObject({ connector: z.string().min(1).max(40).optional(), subscription: z.uuid('names a subscription').optional() }),
  run: async ({ db, actor, clock }, input) => {
    if (input.connector !== undefined && !findConnector(input.connector)) return unknownConnector(input.connector);
    const all = await listSubscriptions(db, actor.workspaceId);
    const chosen = all.filter((one) => (input.connector === undefined || one.connector === input.connector) && (input.subscription === undefined || one.id === input.subscription));
    if (chosen.length === 0) return refuse('not-found', 'Nothing at this desk is fed that way: subscribe a series first.');
    const jobs = await db.$transaction(async (tx) => {
      const opened: { readonly id: string; readonly isNew: boolean; readonly series: string }[] = [];
      for (const { id: subscriptionId, connector, seriesCode } of chosen) {
        const job = await openJob(tx, { workspaceId: actor.workspaceId, of: { subscriptionId, connector }, requestedBy: actor.userId, requestedAt: clock.now() });
        opened.push({ ...job, series: seriesCode });
      }
      return opened;
    });
    return ok({ jobs });
  },
});

export interface JobReading extends RefreshJob {
  readonly sourceName: string;
  readonly externalId: string;
  readonly seriesCode: string;
  readonly requestedByName: string;
}

/** The newest jobs of this desk, with what came of each. */
export const listJobs = defineUseCase({
  name: 'list-jobs',
  permission: 'read-desk',
  input: z.strictObject({ limit: z.number().int().min(1).max(200).default(20) }),
  run: async ({ db, actor }, { limit }): Promise<Result<{ readonly jobs: readonly JobReading[] }>> => {
    const [jobs, subscriptions] = await Promise.all([jobsOf(db, actor.workspaceId, limit), listSubscriptions(db, actor.workspaceId)]);
    const people = await userNames(db, jobs.map((job) => job.requestedBy));
    return ok({
      jobs: jobs.map((job) => {
        const subscription = subscriptions.find((one) => one.id === job.subscriptionId);
        return { ...job, sourceName: findConnector(job.connector)?.name ?? job.connector, externalId: subscription?.externalId ?? '', seriesCode: subscription?.seriesCode ?? '', requestedByName: people.get(job.requestedBy) ?? job.requestedBy };
      }),
    });
  },
});

/** Tries a job that failed once more, as a new one; one that waits for its next attempt is tried now. */
export const retryJob = defineUseCase({
  name: 'retry-job',
  permission: 'import-data',
  input: z.strictObject({ job: z.uuid('names a job') }),
  run: async ({ db, actor, clock }, input) => {
    const { workspaceId, userId } = actor;
    const job = await findJob(db, workspaceId, input.job);
    if (!job) return refuse('not-found', 'There is no such job at this desk.');
    if (job.state === 'waiting') {
      const isHurried = await db.$transaction((tx) => hurryJob(tx, workspaceId, job.id, clock.now()));
      return isHurried ? ok({ job: job.id }) : refuse('moved-meanwhile', 'This job has just been taken up.');
    }
    if (job.state !== 'failed') return refuse('not-retryable', `This job is ${job.state}; only one that failed or waits can be tried again.`);
    const opened = await db.$transaction((tx) => openJob(tx, { workspaceId, of: { subscriptionId: job.subscriptionId, connector: job.connector }, requestedBy: userId, requestedAt: clock.now() }));
    return ok({ job: opened.id });
  },
});
