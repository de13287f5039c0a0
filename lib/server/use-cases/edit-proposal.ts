import * as z from 'zod';
import { ok, refuse, type Result } from '../../core/base/result';
import { statedTrades } from '../../core/proposals/stated-trades';
import type { TradePlan } from '../../core/proposals/trades';
import { buildEdited, planTo, rulePlan } from '../desk/build-proposal';
import { keySchema, once } from '../desk/once';
import { overrideOf, overrideShape } from '../desk/override-facts';
import { findReplaceable, replaceProposal, type Replaceable, type Replaced } from '../desk/replace-proposal';
import { plainText, proposalReference, weightSchema } from './inputs';
import { defineUseCase } from './use-case';

const nameSchema = plainText.trim().min(1).max(60);
const WEIGHT_TOLERANCE = 1e-6;
const MOST_UNITS = 1e12;

const inputSchema = z
  .strictObject({
    ...proposalReference,
    key: keySchema,
    ...overrideShape,
    /** The whole mix, one weight for each asset class of the policy. */
    weights: z.array(z.strictObject({ asset: nameSchema, weight: weightSchema })).min(2).max(100).optional(),
    /** Every trade, buys positive and sales negative; what is not there is not traded. */
    trades: z.array(z.strictObject({ instrument: nameSchema, quantity: z.number().min(-MOST_UNITS).max(MOST_UNITS) })).min(1).max(500).optional(),
  })
  .refine((input) => (input.weights === undefined) !== (input.trades === undefined), { message: 'states either weights or trades' });

type Input = z.output<typeof inputSchema>;

function planOfWeights({ desk, holdings }: Replaceable, weights: NonNullable<Input['weights']>): Result<TradePlan> {
  const { lines } = desk.policyVersion.policy;
  const stated = new Map(weights.map(({ asset, weight }) => [asset, weight]));
  const unknown = weights.find(({ asset }) => !lines.some((line) => line.asset === asset));
  if (unknown) return refuse('unknown-asset', `The policy has no ${unknown.asset}.`);
  const missing = lines.find((line) => !stated.has(line.asset));
  if (missing || stated.size !== weights.length) return refuse('weights-invalid', missing ? `A weight for ${missing.asset} is missing.` : 'An asset class stands there twice.');
  const sum = weights.reduce((total, { weight }) => total + weight, 0);
  if (Math.abs(sum - 1) > WEIGHT_TOLERANCE) return refuse('weights-invalid', `The weights sum to ${Number((sum * 100).toFixed(4))} %, not to 100 %.`);
  return ok(planTo(desk, holdings, lines.map((line) => (stated.get(line.asset) as number) / sum)));
}

function planOfTrades({ desk, holdings }: Replaceable, trades: NonNullable<Input['trades']>): Result<TradePlan> {
  const { policy, classes } = desk.policyVersion;
  const instruments = classes.flatMap((one) => one.instruments);
  const idOf = new Map(instruments.map(({ symbol, id }) => [symbol, id]));
  const unknown = trades.find(({ instrument }) => !idOf.has(instrument));
  if (unknown) return refuse('unknown-instrument', `The policy has no instrument ${unknown.instrument}.`);
  if (new Set(trades.map(({ instrument }) => instrument)).size !== trades.length) return refuse('trade-refused', 'An instrument stands there twice.');
  const plan = statedTrades(trades.map(({ instrument, quantity }) => ({ instrument: idOf.get(instrument) as string, quantity })), {
    positions: holdings.derived, instruments: holdings.instruments, assets: policy.lines.map((line) => line.asset), cashAsset: policy.cashAsset, costBps: policy.lines.map((line) => line.costBps),
  });
  if (plan.ok) return plan;
  const named = instruments.find(({ id }) => id === plan.error.details?.instrument);
  return refuse(plan.error.kind, named ? `${named.symbol} ${plan.error.message}.` : `This cannot be traded: ${plan.error.message}.`);
}

/**
 * Replaces an open proposal by one with other weights or trades, made by whoever edits it. The old one stays as it was,
 * superseded; what the rule would have proposed today is kept beside the new one. An override, with its reason.
 */
export const editProposal = defineUseCase({
  name: 'edit-proposal',
  permission: 'propose-reallocation',
  input: inputSchema,
  run: (context, input): Promise<Result<Replaced>> =>
    once<Replaced>(context, 'edit-proposal', input, async (remember) => {
      const found = await findReplaceable(context, input);
      if (!found.ok) return found;
      const { desk, holdings, recommendation } = found.value;
      const plan = input.weights ? planOfWeights(found.value, input.weights) : planOfTrades(found.value, input.trades ?? []);
      if (!plan.ok) return plan;
      const content = buildEdited(desk, holdings, recommendation, plan.value);
      if (!content.ok) return content;
      const override = overrideOf(found.value, holdings, input, { done: plan.value.weightsAfter, rule: rulePlan(desk, holdings, recommendation).weightsAfter });
      if (!override.ok) return override;
      return replaceProposal(context, found.value, { kind: 'edit', reason: input.reason, override: override.value, content: content.value }, remember);
    }),
});
