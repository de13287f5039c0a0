import * as z from 'zod';
import { ok, type Result } from '../../core/base/result';
import { moveProposal as nextState } from '../../core/proposals/state-machine';
import { readWatch, type Watch } from '../db/watch-store';
import { readJournal, type JournalRow } from '../db/journal-store';
import { userNames } from '../db/people-store';
import type { Execution } from '../../core/proposals/execution';
import type { OverrideLedger } from '../../core/proposals/override-ledger';
import type { Database } from '../db/client';
import { listFills } from '../db/holdings-store';
import { childNumber, findProposal, listProposals, openProposalNumber, proposalById, type Proposal, type ProposalSummary } from '../db/proposal-store';
import type { Recommendation } from '../db/recommendation-store';
import { holdingsOf } from '../desk/holdings';
import { openDesk } from '../desk/open-desk';
import { standingOf } from '../desk/staleness';
import { executionSoFar } from '../desk/book-fills';
import { findOnDesk, settled } from '../desk/proposal-moves';
import { overridesOf } from './read-overrides';
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
  /** What was booked of it so far, against what was signed. */
  readonly execution: Execution;
  /** What it replaced, and the number of what replaced it. */
  readonly parent: Proposal | null;
  readonly replacedBy: number | null;
  /** What the desk's departures from the rule have earned so far. */
  readonly overrides: OverrideLedger;
}

async function familyOf(db: Database, workspaceId: string, { id, parentId }: Proposal): Promise<Pick<ProposalReading, 'parent' | 'replacedBy'>> {
  const [parent, replacedBy] = await Promise.all([parentId === null ? null : proposalById(db, workspaceId, parentId), childNumber(db, workspaceId, id)]);
  return { parent, replacedBy };
}

/** Everything that is signed, with its journal and whether it is still current. */
export const readProposal = defineUseCase({
  name: 'read-proposal',
  permission: 'read-desk',
  input: z.strictObject({ portfolio: slugSchema, number: countSchema }),
  run: async (context, input): Promise<Result<ProposalReading>> => {
    const found = await findOnDesk(context, input);
    if (!found.ok) return found;
    const { desk, proposal } = await settled(context, found.value);
    const holdings = await holdingsOf(context.db, desk);
    if (!holdings.ok) return holdings;
    const { workspaceId } = context.actor;
    const [standing, journal, fills, family, overrides] = await Promise.all([
      standingOf(context.db, desk, holdings.value, proposal),
      readJournal(context.db, workspaceId, { subject: 'proposal', subjectIds: [proposal.id], limit: 100 }),
      listFills(context.db, proposal.id),
      familyOf(context.db, workspaceId, proposal),
      overridesOf(context.db, desk),
    ]);
    const decided = [proposal, ...(family.parent ? [family.parent] : [])].flatMap((one) => one.decisions.map((decision) => decision.userId));
    const people = await userNames(context.db, [...journal.map((row) => row.actor), ...decided, ...(proposal.makerId ? [proposal.makerId] : [])]);
    return ok({
      facts: factsOf(desk),
      proposal,
      recommendation: standing.recommendation,
      makerName: proposal.makerId ? (people.get(proposal.makerId) ?? null) : null,
      staleReasons: nextState(proposal.state, 'supersede').ok ? standing.reasons : [],
      journal: [...journal].reverse().map((row) => ({ ...row, actorName: people.get(row.actor) ?? row.actor })),
      people,
      execution: executionSoFar(proposal.trades, fills),
      ...family,
      overrides: overrides.ledger,
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
  /** What the scheduler may do here, and what it found. */
  readonly watch: Watch;
}

export const readProposals = defineUseCase({
  name: 'read-proposals',
  permission: 'read-desk',
  input: z.strictObject({ portfolio: slugSchema, ...momentShape }),
  run: async (context, input): Promise<Result<ProposalList>> => {
    const desk = await openDesk(context, input.portfolio, momentOf(input));
    if (!desk.ok) return desk;
    const open = desk.value.bookedAt === null ? await openProposalNumber(context.db, desk.value.portfolio.id) : null;
    const waiting = open === null ? null : await findProposal(context.db, context.actor.workspaceId, desk.value.portfolio.id, open);
    if (waiting && input.asOf === undefined) await settled(context, { desk: desk.value, proposal: waiting });
    const all = await listProposals(context.db, context.actor.workspaceId, desk.value.portfolio.id);
    const proposals = all.filter((one) => one.asOf <= desk.value.asOf);
    const people = await userNames(context.db, proposals.flatMap((one) => [one.makerId ?? '', ...one.decisions.map((decision) => decision.userId)]));
    const named = proposals.map((one) => ({
      ...one, makerName: one.makerId ? (people.get(one.makerId) ?? null) : null, deciderName: people.get(one.decisions.at(-1)?.userId ?? '') ?? null,
    }));
    return ok({ facts: factsOf(desk.value), proposals: named, watch: await readWatch(context.db, desk.value.portfolio.id) });
  },
});
