import * as z from 'zod';
import { ok, type Result } from '../../core/base/result';
import { oneWay } from '../../core/tilts/budget';
import { listPortfolios, type Portfolio } from '../db/portfolio-store';
import { listProposals, type ProposalSummary } from '../db/proposal-store';
import { drawdownNow, evidenceOf, mixOf } from '../desk/evidence';
import { factsOf, type DeskFacts } from '../desk/facts';
import { holdingsOf } from '../desk/holdings';
import { openDesk } from '../desk/open-desk';
import { defineUseCase, type Context } from './use-case';

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

const CLOSED = { facts: null, value: null, drift: null, roomToLimit: null, drawdownNow: null, spark: [] };

/** The last years of a wealth curve at even steps, its last row included. */
function sparkOf(nav: Float64Array, periodsPerYear: number): readonly number[] {
  const window = nav.subarray(-SPARK_YEARS * periodsPerYear);
  const step = Math.max(1, Math.floor(window.length / SPARK_POINTS));
  return Array.from(window.filter((_, k) => (window.length - 1 - k) % step === 0));
}

async function rowOf(context: Context, { slug, name, baseCurrency, id }: Portfolio): Promise<BookRow> {
  const { db, actor } = context;
  const [latest] = await listProposals(db, actor.workspaceId, id);
  const head = { slug, name, baseCurrency, proposal: latest ? { number: latest.number, state: latest.state } : null };
  const desk = await openDesk(context, slug);
  if (!desk.ok) return { ...head, ...CLOSED, problem: desk.error.message };
  const [held, evidence] = await Promise.all([holdingsOf(db, desk.value), evidenceOf(db, desk.value)]);
  const { lines } = desk.value.policyVersion.policy;
  const weights = held.ok && !held.value.isEmpty ? held.value.weights : null;
  const dynamic = evidence.ok ? mixOf(evidence.value, 'dynamic') : null;
  return {
    ...head,
    problem: held.ok ? null : held.error.message,
    facts: factsOf(desk.value),
    value: held.ok && !held.value.isEmpty ? Number(held.value.value) : null,
    drift: weights && oneWay(lines.map((line, k) => weights[k] - line.weight)),
    roomToLimit: weights && Math.min(...lines.map((line, k) => Math.min(weights[k] - line.min, line.max - weights[k]))),
    drawdownNow: evidence.ok ? drawdownNow(evidence.value) : null,
    spark: dynamic ? sparkOf(dynamic.nav, desk.value.view.grid.periodsPerYear) : [],
  };
}

/** Every portfolio of the desk, and which of them needs somebody today. */
export const readBook = defineUseCase({
  name: 'read-book',
  permission: 'read-desk',
  input: z.strictObject({}),
  run: async (context): Promise<Result<readonly BookRow[]>> => {
    const rows: BookRow[] = [];
    for (const portfolio of await listPortfolios(context.db, context.actor.workspaceId)) rows.push(await rowOf(context, portfolio));
    return ok(rows);
  },
});
