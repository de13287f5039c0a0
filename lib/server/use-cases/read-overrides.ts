import * as z from 'zod';
import type { IsoDate } from '../../core/base/iso-date';
import { ok, type Result } from '../../core/base/result';
import { overrideLedger, type Departure, type OverrideLedger } from '../../core/proposals/override-ledger';
import { OVERRIDING_DECISIONS } from '../../core/proposals/state-machine';
import type { Database } from '../db/client';
import { listOverrides, proposalFates, type ProposalFate, type StoredOverride } from '../db/decision-store';
import { userNames } from '../db/people-store';
import { factsOf, type DeskFacts } from '../desk/facts';
import { openDesk, type Desk } from '../desk/open-desk';
import { slugSchema } from './inputs';
import { defineUseCase } from './use-case';

export interface OverrideReading {
  readonly facts: DeskFacts;
  readonly ledger: OverrideLedger;
  readonly people: ReadonlyMap<string, string>;
  readonly reasons: ReadonlyMap<string, { readonly reason: string; readonly proposalNumber: number }>;
}

const dayOf = (instant: Date): IsoDate => instant.toISOString().slice(0, 10) as IsoDate;

const earlier = (a: IsoDate, b: IsoDate): IsoDate => (a < b ? a : b);

/** Whether a departure changed what was held: an edit does once its own order was executed, the others at once. */
function tookEffect(override: StoredOverride, fates: readonly ProposalFate[]): boolean {
  if (override.decision !== 'edit') return true;
  const child = fates.find((fate) => fate.parentId === override.proposalId);
  return child !== undefined && child.executedOn.length > 0;
}

/** The day on which the next order was carried out; an edit's own order is what it did, not what ended it. */
function nextOrder(override: StoredOverride, fates: readonly ProposalFate[]): IsoDate | null {
  const date = dayOf(override.decidedAt);
  const others = fates.filter((fate) => !(override.decision === 'edit' && fate.parentId === override.proposalId) && fate.id !== override.proposalId);
  // A deferred proposal that is executed after all is the next order.
  const own = override.decision === 'defer' ? fates.filter((fate) => fate.id === override.proposalId) : [];
  const days = [...others, ...own].flatMap((fate) => fate.executedOn).filter((day) => day > date).sort();
  return days[0] ?? null;
}

function departureOf(override: StoredOverride, fates: readonly ProposalFate[]): readonly Departure[] {
  const decision = OVERRIDING_DECISIONS.find((one) => one === override.decision);
  if (!decision || !tookEffect(override, fates)) return [];
  const next = nextOrder(override, fates);
  const until = next === null ? override.expiresOn : earlier(next, override.expiresOn);
  return [{ id: override.id, person: override.userId, decision, kind: override.kind, date: dayOf(override.decidedAt), until, ...override.mixes }];
}

/** The departures from the rule at an open desk, with what each has earned or cost on the data at hand. */
export async function overridesOf(db: Database, desk: Desk): Promise<Omit<OverrideReading, 'facts'>> {
  const { id, workspaceId } = desk.portfolio;
  const [stored, fates] = await Promise.all([listOverrides(db, workspaceId, id), proposalFates(db, workspaceId, id)]);
  const ledger = overrideLedger(stored.flatMap((override) => departureOf(override, fates)), desk.view.grid);
  return {
    ledger,
    people: await userNames(db, stored.map((one) => one.userId)),
    reasons: new Map(stored.map(({ id: key, reason, proposalNumber }) => [key, { reason, proposalNumber }])),
  };
}

/** What each departure from the rule has earned or cost since, by person, kind and year. */
export const readOverrides = defineUseCase({
  name: 'read-overrides',
  permission: 'read-desk',
  input: z.strictObject({ portfolio: slugSchema }),
  run: async (context, input): Promise<Result<OverrideReading>> => {
    const desk = await openDesk(context, input.portfolio);
    if (!desk.ok) return desk;
    return ok({ facts: factsOf(desk.value), ...(await overridesOf(context.db, desk.value)) });
  },
});
