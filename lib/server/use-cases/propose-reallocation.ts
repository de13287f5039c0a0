import * as z from 'zod';
import { ok, refuse, type Result } from '../../core/base/result';
import { PROPOSAL_MODES } from '../../core/proposals/cash-moves';
import { isFinal } from '../../core/proposals/state-machine';
import { isUniqueViolation } from '../db/errors';
import { findProposal, openProposalNumber, type Proposal } from '../db/proposal-store';
import { buildMoneyMove, buildProposal } from '../desk/build-proposal';
import { holdingsOf } from '../desk/holdings';
import { keySchema, once, type Remember } from '../desk/once';
import { openDesk, type Desk } from '../desk/open-desk';
import { settled, transition } from '../desk/proposal-moves';
import { recordRecommendation } from '../desk/record-recommendation';
import { storeProposal } from '../desk/store-proposal';
import { dateSchema, slugSchema } from './inputs';
import { defineUseCase, orRollback, type Context } from './use-case';

const inputSchema = z
  .strictObject({
    portfolio: slugSchema,
    asOf: dateSchema.optional(),
    key: keySchema,
    mode: z.enum(PROPOSAL_MODES).default('rebalance'),
    /** What to invest or to have free, in base currency. */
    amount: z.number().gt(0, 'is more than nothing').max(1e15).optional(),
  })
  .refine((input) => (input.mode === 'rebalance') === (input.amount === undefined), { path: ['amount'], message: 'goes with investing or raising cash, and with nothing else' });

/** What stands open after the calendar has had its say: what ran out expires here, so that it stands in nobody's way. */
async function standing(context: Context, desk: Desk): Promise<Proposal | null> {
  const number = await openProposalNumber(context.db, desk.portfolio.id);
  const proposal = number === null ? null : await findProposal(context.db, desk.portfolio.workspaceId, desk.portfolio.id, number);
  const now = proposal && (await settled(context, { desk, proposal })).proposal;
  return now && !isFinal(now.state) ? now : null;
}

interface Proposed {
  readonly number: number;
}

async function propose(context: Context, input: z.output<typeof inputSchema>, remember: Remember<Proposed>): Promise<Result<Proposed>> {
  const desk = await openDesk(context, input.portfolio, { asOf: input.asOf });
  if (!desk.ok) return desk;
  const holdings = await holdingsOf(context.db, desk.value);
  if (!holdings.ok) return holdings;
  const recommendation = await recordRecommendation(context, desk.value, holdings.value);
  if (!recommendation.ok) return recommendation;
  const alreadyOpen = (number: number | null) => refuse('already-open', `Proposal ${number ?? ''} of this portfolio is still open. Decide it first.`, { number });
  const open = await standing(context, desk.value);
  if (open && open.state !== 'draft') return alreadyOpen(open.number);
  const { mode, amount } = input;
  const content = mode === 'rebalance' || amount === undefined ? buildProposal(desk.value, holdings.value, recommendation.value) : buildMoneyMove(desk.value, holdings.value, recommendation.value, { mode, amount });
  if (!content.ok) return content;
  const parts = { recommendation: recommendation.value, content: content.value, ...(open && { parent: open }) };
  try {
    return await orRollback(() =>
      context.db.$transaction(async (tx) => {
        // A draft is no question yet: a person's own takes its place.
        if (open) await transition(tx, context, { desk: desk.value, proposal: open }, { move: 'supersede', kind: null, reason: `${context.actor.name} proposed instead of taking up the draft` });
        const made = await storeProposal(tx, context, desk.value, parts);
        return ok(await remember(tx, made.id, { number: made.number }));
      }),
    );
  } catch (error) {
    if (isUniqueViolation(error)) return alreadyOpen(await openProposalNumber(context.db, desk.value.portfolio.id));
    throw error;
  }
}

/**
 * Turns today's recommendation into a proposal: frozen, numbered, with its trades and checks, made by the actor.
 * One question at a time: refused while another proposal of the portfolio is open; a draft of the scheduler gives way. Investing and raising cash are there
 * at any time, whether or not the rule has an order.
 */
export const proposeReallocation = defineUseCase({
  name: 'propose-reallocation',
  permission: 'propose-reallocation',
  input: inputSchema,
  run: (context, input): Promise<Result<Proposed>> => once<Proposed>(context, 'propose-reallocation', input, (remember) => propose(context, input, remember)),
});
