import * as z from 'zod';
import { ok, type Result } from '../../core/base/result';
import { readJournal, type JournalRow } from '../db/journal-store';
import { userNames } from '../db/people-store';
import { listProposals, type Proposal, type ProposalSummary } from '../db/proposal-store';
import type { Recommendation } from '../db/recommendation-store';
import { holdingsOf } from '../desk/holdings';
import { openDesk } from '../desk/open-desk';
import { standingOf } from '../desk/staleness';
import { findOnDesk } from '../desk/proposal-moves';
import { countSchema, momentOf, momentShape, slugSchema } from './inputs';
import { factsOf, type DeskFacts } from '../desk/facts';
import { defineUseCase } from './use-case';

export interface NamedJournalRow extends JournalRow {
  readonly actorName: string;
}

export interface ProposalReading {
  readonly facts: DeskFacts;
  readonly proposal: Proposal;
  readonly recommendation: Recommendation;
  readonly makerName: string | null;
  /** Why it can no longer be signed; empty while current, or once decided. */
  readonly staleReasons: readonly string[];
  readonly journal: readonly NamedJournalRow[];
  readonly people: ReadonlyMap<string, string>;
}

/** Everything that is signed, with its journal and whether it is still current. */
export const readProposal = defineUseCase({
  name: 'read-proposal',
  permission: 'read-desk',
  input: z.strictObject({ portfolio: slugSchema, number: countSchema }),
  run: async (context, input): Promise<Result<ProposalReading>> => {
    const found = await findOnDesk(context, input);
    if (!found.ok) return found;
    const { desk, proposal } = found.value;
    const holdings = await holdingsOf(context.db, desk);
    if (!holdings.ok) return holdings;
    const [standing, journal] = await Promise.all([
      standingOf(context.db, desk, holdings.value, proposal),
      readJournal(context.db, context.actor.workspaceId, { subject: 'proposal', subjectIds: [proposal.id], limit: 100 }),
    ]);
    const people = await userNames(context.db, [...journal.map((row) => row.actor), ...(proposal.makerId ? [proposal.makerId] : [])]);
    return ok({
      facts: factsOf(desk),
      proposal,
      recommendation: standing.recommendation,
      makerName: proposal.makerId ? (people.get(proposal.makerId) ?? null) : null,
      staleReasons: proposal.state === 'proposed' ? standing.reasons : [],
      journal: [...journal].reverse().map((row) => ({ ...row, actorName: people.get(row.actor) ?? row.actor })),
      people,
    });
  },
});

export interface ProposalListItem extends ProposalSummary {
  readonly makerName: string | null;
  readonly deciderName: string | null;
}

export interface ProposalList {
  readonly facts: DeskFacts;
  readonly proposals: readonly ProposalListItem[];
}

export const readProposals = defineUseCase({
  name: 'read-proposals',
  permission: 'read-desk',
  input: z.strictObject({ portfolio: slugSchema, ...momentShape }),
  run: async (context, input): Promise<Result<ProposalList>> => {
    const desk = await openDesk(context, input.portfolio, momentOf(input));
    if (!desk.ok) return desk;
    const all = await listProposals(context.db, context.actor.workspaceId, desk.value.portfolio.id);
    const proposals = all.filter((one) => one.asOf <= desk.value.asOf);
    const people = await userNames(context.db, proposals.flatMap((one) => [one.makerId ?? '', ...one.decisions.map((decision) => decision.userId)]));
    const named = proposals.map((one) => ({
      ...one, makerName: one.makerId ? (people.get(one.makerId) ?? null) : null, deciderName: people.get(one.decisions.at(-1)?.userId ?? '') ?? null,
    }));
    return ok({ facts: factsOf(desk.value), proposals: named });
  },
});
