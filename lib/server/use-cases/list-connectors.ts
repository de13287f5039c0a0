import * as z from 'zod';
import { ok, type Result } from '../../core/base/result';
import type { Question } from '../connectors/connector';
import { connectors } from '../connectors/registry';
import { livingWorkers } from '../db/job-store';
import { userNames } from '../db/people-store';
import { listKeys, listSourceStates, listSubscriptions, type SourceState, type Subscription } from '../db/source-store';
import { defineUseCase } from './use-case';

/** How long a worker may be silent before nobody counts on it. */
const LIVING_SECONDS = 60;

export interface ConnectorReading {
  readonly slug: string;
  readonly name: string;
  readonly site: string;
  readonly about: string;
  readonly idHint: string;
  readonly asks: readonly Question[];
  readonly kind: 'price' | 'observation' | 'either';
  readonly needsKey: 'none' | 'optional' | 'required';
  /** That there is a key, who stored it and when; never the key. */
  readonly key: { readonly savedByName: string; readonly savedAt: Date } | null;
  readonly state: Omit<SourceState, 'connector'> | null;
  readonly subscriptions: readonly Pick<Subscription, 'id' | 'externalId' | 'seriesCode' | 'kind' | 'options' | 'everyHours' | 'nextRefreshAt'>[];
}

export interface ConnectorsReading {
  readonly connectors: readonly ConnectorReading[];
  /** How many workers said within the last minute that they live. */
  readonly workers: number;
}

/** The sources there are, what each feeds at this desk, and how each behaves. */
export const listConnectors = defineUseCase({
  name: 'list-connectors',
  permission: 'read-desk',
  input: z.strictObject({}),
  run: async ({ db, actor }): Promise<Result<ConnectorsReading>> => {
    const { workspaceId } = actor;
    const [keys, states, subscriptions, workers] = await Promise.all([listKeys(db, workspaceId), listSourceStates(db, workspaceId), listSubscriptions(db, workspaceId), livingWorkers(db, LIVING_SECONDS)]);
    const people = await userNames(db, keys.map((key) => key.savedBy));
    const readings = connectors.map(({ slug, name, site, about, idHint, asks, kind, key: needsKey }): ConnectorReading => {
      const key = keys.find((one) => one.connector === slug);
      const found = states.find((one) => one.connector === slug);
      return {
        slug, name, site, about, idHint, asks, kind, needsKey,
        key: key ? { savedByName: people.get(key.savedBy) ?? key.savedBy, savedAt: key.savedAt } : null,
        state: found ?? null,
        subscriptions: subscriptions.filter((one) => one.connector === slug),
      };
    });
    return ok({ connectors: readings, workers: workers.length });
  },
});
