import * as z from 'zod';
import { ok, type Result } from '../../core/base/result';
import { costRates } from '../../core/costs/trade-cost';
import { policyColumns } from '../../core/models/columns';
import { mixPast, pastShifts, unusualness, type MixPast, type PastShift } from '../../core/proposals/past-shifts';
import type { Proposal } from '../db/proposal-store';
import { evidenceOf, mixOf, type Evidence } from '../desk/evidence';
import type { Desk } from '../desk/open-desk';
import { findOnDesk } from '../desk/proposal-moves';
import { countSchema, slugSchema } from './inputs';
import { defineUseCase } from './use-case';

export const HORIZON_MONTHS = [3, 6, 12] as const;

/** A past order counts as one like this from this share of its size on. */
const LIKE_THIS = 0.5;

export interface ProposalEvidence {
  readonly from: string;
  readonly to: string;
  readonly before: MixPast;
  readonly after: MixPast;
  /** Every order of the model in its past. */
  readonly orders: number;
  /** Share of past orders that were smaller, one-way; null without any. */
  readonly rank: number | null;
  /** Those of at least half this size, with what they were worth after each horizon. */
  readonly similar: readonly PastShift[];
}

function evidenceFor(desk: Desk, proposal: Proposal, evidence: Evidence): Result<ProposalEvidence> {
  const { policy } = desk.policyVersion;
  const columns = policyColumns(desk.view.grid, policy);
  if (!columns.ok) return columns;
  const { grid } = desk.view;
  const levels = { levels: columns.value.map((column) => grid.levels[column]), periodsPerYear: grid.periodsPerYear };
  const start = grid.dates.indexOf(evidence.dates[0]);
  const executions = mixOf(evidence, 'dynamic')?.executions ?? [];
  const rates = costRates(policy.lines.map((line) => line.costBps), policy.lines.findIndex((line) => line.asset === policy.cashAsset));
  const past = pastShifts(executions.map(({ row, date, weights }) => ({ row: row + start, date, weights })), levels, rates, HORIZON_MONTHS);
  const weightsOf = (which: 'current' | 'proposed') => policy.lines.map((line) => proposal.lines.find((one) => one.code === line.asset)?.[which] ?? 0);
  return ok({
    from: evidence.dates[0], to: evidence.dates[evidence.dates.length - 1],
    before: mixPast(weightsOf('current'), levels, start), after: mixPast(weightsOf('proposed'), levels, start),
    orders: past.length, rank: unusualness(past, proposal.turnover), similar: past.filter((shift) => shift.oneWay >= proposal.turnover * LIKE_THIS),
  });
}

/** What history has to say about a proposal: both mixes over the past, and the model's own orders of such a size. */
export const readProposalEvidence = defineUseCase({
  name: 'read-proposal-evidence',
  permission: 'read-desk',
  input: z.strictObject({ portfolio: slugSchema, number: countSchema }),
  run: async (context, input): Promise<Result<ProposalEvidence>> => {
    const found = await findOnDesk(context, input);
    if (!found.ok) return found;
    const evidence = await evidenceOf(context.db, found.value.desk);
    if (!evidence.ok) return evidence;
    return evidenceFor(found.value.desk, found.value.proposal, evidence.value);
  },
});
