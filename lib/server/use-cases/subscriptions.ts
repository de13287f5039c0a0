import * as z from 'zod';
import { ok, refuse } from '../../core/base/result';
import { findConnector } from '../connectors/registry';
import { openJob } from '../db/job-store';
import { appendJournal } from '../db/journal-store';
import type { Basis } from '../db/market-store';
import { isUniqueViolation } from '../db/errors';
import { createSubscription, findFeeder, findSubscription, removeSubscription } from '../db/source-store';
import { plainText } from './inputs';
import { refuseSample, unknownConnector } from './sources';
import { defineUseCase } from './use-case';

const HOUR_MS = 3_600_000;

/** Feeds one series of this desk from a source, from now on and at once. */
export const subscribeSeries = defineUseCase({
  name: 'subscribe-series',
  permission: 'import-data',
  input: z.strictObject({
    connector: z.string().min(1).max(40),
    externalId: z.string().trim().min(1, 'is what the source calls it').max(60),
    seriesCode: plainText.trim().min(1, 'is what this desk calls it').max(200),
    /** What is to be stated about it: basis, currency, vintages, typicalLagDays, as the source asks. */
    options: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).default({}),
    everyHours: z.number().int().min(1, 'is an hour or more').max(744, 'is a month (744 hours) or less').default(24),
  }),
  run: async ({ db, actor, clock }, input) => {
    const refused = refuseSample(actor);
    if (refused) return refused;
    const connector = findConnector(input.connector);
    if (!connector) return unknownConnector(input.connector);
    const settled = connector.settle(input.externalId, input.options);
    if (!settled.ok) return settled;
    const { kind, options } = settled.value;
    const { workspaceId, userId } = actor;
    const feeder = await findFeeder(db, { workspaceId, kind, seriesCode: input.seriesCode, basis: (options.basis as Basis | undefined) ?? null });
    if (feeder) return refuse('already-fed', `${input.seriesCode} is fed by ${feeder.connector} ${feeder.externalId} already. End that first, or choose another code.`);
    try {
      const made = await db.$transaction(async (tx) => {
        const nextRefreshAt = new Date(clock.now().getTime() + input.everyHours * HOUR_MS);
        const subscription = await createSubscription(tx, { workspaceId, connector: connector.slug, externalId: input.externalId.toUpperCase(), kind, seriesCode: input.seriesCode, options, everyHours: input.everyHours, nextRefreshAt, createdBy: userId });
        await appendJournal(tx, workspaceId, { at: clock.now(), actor: userId, kind: 'source.subscribed', subject: 'workspace', subjectId: workspaceId, body: { source: connector.name, externalId: subscription.externalId, series: subscription.seriesCode, everyHours: input.everyHours } });
        const job = await openJob(tx, { workspaceId, of: { subscriptionId: subscription.id, connector: connector.slug }, requestedBy: userId, requestedAt: clock.now() });
        return { subscription: subscription.id, job: job.id };
      });
      return ok(made);
    } catch (error) {
      if (isUniqueViolation(error)) return refuse('already-fed', `${input.seriesCode} is fed by ${connector.slug} ${input.externalId} already.`);
      throw error;
    }
  },
});

/** Ends a subscription. What it brought stays; its jobs go. */
export const unsubscribeSeries = defineUseCase({
  name: 'unsubscribe-series',
  permission: 'import-data',
  input: z.strictObject({ subscription: z.uuid('names a subscription') }),
  run: async ({ db, actor, clock }, input) => {
    const subscription = await findSubscription(db, actor.workspaceId, input.subscription);
    const missing = refuse('not-found', 'There is no such subscription at this desk.');
    if (!subscription) return missing;
    const isRemoved = await db.$transaction(async (tx) => {
      if (!(await removeSubscription(tx, actor.workspaceId, input.subscription))) return false;
      await appendJournal(tx, actor.workspaceId, { at: clock.now(), actor: actor.userId, kind: 'source.unsubscribed', subject: 'workspace', subjectId: actor.workspaceId, body: { source: findConnector(subscription.connector)?.name ?? subscription.connector, externalId: subscription.externalId, series: subscription.seriesCode } });
      return true;
    });
    return isRemoved ? ok({ seriesCode: subscription.seriesCode }) : missing;
  },
});
