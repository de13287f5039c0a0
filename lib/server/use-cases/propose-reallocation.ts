import * as z from 'zod';
import { ok, refuse, type Result } from '../../core/base/result';
import { PROPOSAL_MODES } from '../../core/proposals/cash-moves';
import { isUniqueViolation } from '../db/errors';
import { openProposalNumber } from '../db/proposal-store';
import { buildMoneyMove, buildProposal } from '../desk/build-proposal';
import { holdingsOf } from '../desk/holdings';
import { keySchema, once, type Remember } from '../desk/once';
import { openDesk } from '../desk/open-desk';
import { findOnDesk, settled } from '../desk/proposal-moves';
import { recordRecommendation } from '../desk/record-recommendation';
import { storeProposal } from '../desk/store-proposal';
import { dateSchema, slugSchema } from './inputs';
import { defineUseCase, type Context } from './use-case';

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

/** Whether the open proposal has run out; it then expires here, so that it stands in nobody's way. */
async function ranOut(context: Context, portfolio: string, number: number): Promise<boolean> {
  const found = await findOnDesk(context, { portfolio, number });
  return found.ok && (await settled(context, found.value)).proposal.state === 'expired';
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
  const open = await openProposalNumber(context.db, desk.value.portfolio.id);
  if (open !== null && !(await ranOut(context, input.portfolio, open))) return alreadyOpen(open);
  const { mode, amount } = input;
  const content = mode === 'rebalance' || amount === undefined ? buildProposal(desk.value, holdings.value, recommendation.value) : buildMoneyMove(desk.value, holdings.value, recommendation.value, { mode, amount });
  if (!content.ok) return content;
  const parts = { recommendation: recommendation.value, content: content.value };
  try {
    return await context.db.$transaction(async (tx) => {
      const made = await storeProposal(tx, context, desk.value, parts);
      return ok(await remember(tx, made.id, { number: made.number }));
    });
  } catch (error) {
    if (isUniqueViolation(error)) return alreadyOpen(await openProposalNumber(context.db, desk.value.portfolio.id));
    throw error;
  }
}

/**
 * Turns today's recommendation into a proposal: frozen, numbered, with its trades and checks, made by the actor.
 * One question at a time: refused while another proposal of the portfolio is open. Investing and raising cash are there
 * at any time, whether or not the rule has an order.
 */
export const proposeReallocation = defineUseCase({
  name: 'propose-reallocation',
  permission: 'propose-reallocation',
  input: inputSchema,
  run: (context, input): Promise<Result<Proposed>> => once<Proposed>(context, 'propose-reallocation', input, (remember) => propose(context, input, remember)),
});
