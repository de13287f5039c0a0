import * as z from 'zod';
import { ok, type Result } from '../../core/base/result';
import { readJournal, type JournalRow } from '../db/journal-store';
import { userNames } from '../db/people-store';
import { findPortfolio, listPortfolios } from '../db/portfolio-store';
import { listProposals, type Proposal, type ProposalSummary } from '../db/proposal-store';
import type { Recommendation } from '../db/recommendation-store';
import { evidenceOf, mixOf } from '../desk/evidence';
import { holdingsOf } from '../desk/holdings';
import { openDesk } from '../desk/open-desk';
import { standingOf } from '../desk/staleness';
import { findOnDesk } from './decide-proposal';
import { countSchema, slugSchema } from './inputs';
import { factsOf, type DeskFacts } from './read-mix';
import { defineUseCase } from './use-case';
import { refuse } from '../../core/base/result';

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
      facts: factsOf(desk, context.actor.workspaceKind === 'sample'),
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
  input: z.strictObject({ portfolio: slugSchema }),
  run: async (context, input): Promise<Result<ProposalList>> => {
    const desk = await openDesk(context, input.portfolio);
    if (!desk.ok) return desk;
    const proposals = await listProposals(context.db, context.actor.workspaceId, desk.value.portfolio.id);
    const people = await userNames(context.db, proposals.flatMap((one) => [one.makerId ?? '', ...one.decisions.map((decision) => decision.userId)]));
    const named = proposals.map((one) => ({
      ...one, makerName: one.makerId ? (people.get(one.makerId) ?? null) : null, deciderName: people.get(one.decisions.at(-1)?.userId ?? '') ?? null,
    }));
    return ok({ facts: factsOf(desk.value, context.actor.workspaceKind === 'sample'), proposals: named });
  },
});

export interface BookRow {
  readonly slug: string;
  readonly name: string;
  readonly baseCurrency: string;
  /** Why the portfolio cannot be shown, when it cannot. */
  readonly problem: string | null;
  readonly facts: DeskFacts | null;
  readonly value: number | null;
  /** One-way distance of the holdings from the strategic mix. */
  readonly drift: number | null;
  /** Distance of the nearest class to its policy limit; negative when broken. */
  readonly roomToLimit: number | null;
  readonly proposal: { readonly number: number; readonly state: ProposalSummary['state'] } | null;
  readonly drawdownNow: { readonly strategic: number; readonly dynamic: number } | null;
  /** Wealth of the dynamic mix over its last years, thinned. */
  readonly spark: readonly number[];
}

const SPARK_POINTS = 60;
const SPARK_YEARS = 3;

/** Every portfolio of the desk, and which of them needs somebody today. */
export const readBook = defineUseCase({
  name: 'read-book',
  permission: 'read-desk',
  input: z.strictObject({}),
  run: async (context): Promise<Result<readonly BookRow[]>> => {
    const portfolios = await listPortfolios(context.db, context.actor.workspaceId);
    const rows: BookRow[] = [];
    for (const { slug, name, baseCurrency, id } of portfolios) {
      const bare = { slug, name, baseCurrency, facts: null, value: null, drift: null, roomToLimit: null, drawdownNow: null, spark: [] };
      const [proposal] = await listProposals(context.db, context.actor.workspaceId, id);
      const latest = proposal ? { number: proposal.number, state: proposal.state } : null;
      const desk = await openDesk(context, slug);
      if (!desk.ok) {
        rows.push({ ...bare, proposal: latest, problem: desk.error.message });
        continue;
      }
      const [held, evidence] = await Promise.all([holdingsOf(context.db, desk.value), evidenceOf(context.db, desk.value)]);
      const lines = desk.value.policyVersion.policy.lines;
      const weights = held.ok && !held.value.isEmpty ? held.value.weights : null;
      const [strategic, dynamic] = evidence.ok ? [mixOf(evidence.value, 'strategic'), mixOf(evidence.value, 'dynamic')] : [null, null];
      const last = (nav: Float64Array) => nav[nav.length - 1] / nav.reduce((peak, value) => Math.max(peak, value), 0) - 1;
      const window = dynamic?.nav.subarray(-SPARK_YEARS * desk.value.view.grid.periodsPerYear) ?? new Float64Array();
      const step = Math.max(1, Math.floor(window.length / SPARK_POINTS));
      rows.push({
        ...bare,
        problem: held.ok ? null : held.error.message,
        facts: factsOf(desk.value, context.actor.workspaceKind === 'sample'),
        value: held.ok && !held.value.isEmpty ? Number(held.value.value) : null,
        drift: weights && lines.reduce((sum, line, k) => sum + Math.abs(weights[k] - line.weight), 0) / 2,
        roomToLimit: weights && Math.min(...lines.map((line, k) => Math.min(weights[k] - line.min, line.max - weights[k]))),
        proposal: latest,
        drawdownNow: strategic && dynamic ? { strategic: last(strategic.nav), dynamic: last(dynamic.nav) } : null,
        spark: Array.from(window.filter((_, k) => (window.length - 1 - k) % step === 0)),
      });
    }
    return ok(rows);
  },
});

/** Facts of a portfolio that exists but cannot be opened yet, for guidance. */
export const readPortfolioName = defineUseCase({
  name: 'read-portfolio-name',
  permission: 'read-desk',
  input: z.strictObject({ portfolio: slugSchema }),
  run: async ({ db, actor }, input): Promise<Result<{ readonly slug: string; readonly name: string }>> => {
    const found = await findPortfolio(db, actor.workspaceId, input.portfolio);
    return found ? ok({ slug: found.slug, name: found.name }) : refuse('not-found', `There is no portfolio called "${input.portfolio}" at this desk.`);
  },
});
