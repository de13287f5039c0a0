'use server';

import * as z from 'zod';
import { removeConnectorKey, saveConnectorKey } from '@/lib/server/use-cases/connector-keys';
import { refreshSource, retryJob } from '@/lib/server/use-cases/jobs';
import { subscribeSeries, unsubscribeSeries } from '@/lib/server/use-cases/subscriptions';
import { undoImport } from '@/lib/server/use-cases/undo-import';
import type { ActionState } from '../../action-result';
import { runDeskAction } from '../../desk-action';

const text = z.string().max(500);

/** Stores the key of a source; it is never shown again. */
export async function saveKey(_before: ActionState, form: FormData): Promise<ActionState> {
  const { state, value } = await runDeskAction(form, z.strictObject({ connector: text, key: text }), (context, input) => saveConnectorKey(context, input));
  return value ? { done: 'Stored, sealed. It is not shown again.' } : state;
}

export async function removeKey(_before: ActionState, form: FormData): Promise<ActionState> {
  const { state, value } = await runDeskAction(form, z.strictObject({ connector: text }), (context, input) => removeConnectorKey(context, input));
  return value ? { done: 'Removed.' } : state;
}

const subscription = z.strictObject({
  connector: text, externalId: text, seriesCode: text, everyHours: z.coerce.number(),
  basis: text.optional(), currency: text.optional(), vintages: z.literal('on').optional(), typicalLagDays: text.optional(),
});

/** The fields as the form calls them. */
const LABELS: Readonly<Record<string, string>> = { externalId: 'Its name there', seriesCode: 'Its name here', everyHours: 'Refresh', typicalLagDays: 'Typical lag in days', currency: 'Currency' };

const inWordsOfTheForm = ({ error, ...rest }: ActionState): ActionState =>
  error ? { ...rest, error: { kind: error.kind, message: error.message.replace(/\b(\w+): /g, (whole, name: string) => (LABELS[name] ? `${LABELS[name]} ` : whole)) } } : rest;

/** Feeds a series from a source: the first refresh is queued at once. */
export async function subscribe(_before: ActionState, form: FormData): Promise<ActionState> {
  const { state, value } = await runDeskAction(form, subscription, (context, { basis, currency, vintages, typicalLagDays, ...rest }) => {
    const options = { ...(basis ? { basis } : {}), ...(currency ? { currency } : {}), ...(vintages ? { vintages: true } : {}), ...(typicalLagDays ? { typicalLagDays: Number(typicalLagDays) } : {}) };
    return subscribeSeries(context, { ...rest, options });
  });
  return value ? { done: 'Subscribed; the first refresh is queued.' } : inWordsOfTheForm(state);
}

export async function unsubscribe(_before: ActionState, form: FormData): Promise<ActionState> {
  const { state, value } = await runDeskAction(form, z.strictObject({ subscription: text }), (context, input) => unsubscribeSeries(context, input));
  return value ? { done: `${value.seriesCode} is no longer refreshed. Its rows stay.` } : state;
}

/** Queues a refresh of everything that is fed. */
export async function refreshAll(): Promise<ActionState> {
  const { state, value } = await runDeskAction(new FormData(), z.strictObject({}), (context) => refreshSource(context, {}));
  return value ? { done: `${value.jobs.length} queued.` } : state;
}

export async function retry(_before: ActionState, form: FormData): Promise<ActionState> {
  const { state, value } = await runDeskAction(form, z.strictObject({ job: text }), (context, input) => retryJob(context, input));
  return value ? { done: 'Queued.' } : state;
}

/** Takes an import back while nothing depends on it. */
export async function undoBatch(_before: ActionState, form: FormData): Promise<ActionState> {
  const { state, value } = await runDeskAction(form, z.strictObject({ batch: z.coerce.number() }), (context, input) => undoImport(context, input));
  return value ? { done: 'Undone.' } : state;
}
