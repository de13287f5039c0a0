import * as z from 'zod';
import { isIsoDate } from '../base/iso-date';
import { ASSET_GROUPS } from '../base/units';
import { MODELS } from '../models/registry';

const day = z.string().refine(isIsoDate, 'is not a calendar day written YYYY-MM-DD');
const name = z.string().min(1);
const weights = z.record(name, z.number().min(0).max(1));
const every = z.enum(['row', 'week', 'month', 'quarter', 'year']);
const cadence = z.enum(['every-row', 'week-end', 'month-end', 'quarter-end', 'year-end']);
const when = z.union([every.transform((text) => (text === 'row' ? ('every-row' as const) : (`${text}-end` as const))), cadence]);

/** A rebalancing rule as a person writes it down. */
export const rebalanceSchema = z.discriminatedUnion('rule', [
  z.strictObject({ rule: z.literal('none') }),
  z.strictObject({ rule: z.literal('calendar'), every: when }),
  z
    .strictObject({
      rule: z.literal('threshold'),
      absolute: z.number().positive().optional(),
      relative: z.number().positive().optional(),
      destination: z.enum(['target', 'half', 'edge']).default('target'),
      check: when.default('every-row'),
    })
    .refine((rule) => rule.absolute !== undefined || rule.relative !== undefined, 'a threshold needs `absolute`, `relative` or both'),
]);

/** The models that tilt a strategic mix within its limits. */
export const LAYERED = ['house', 'risk-budget'] as const;

const flowAmount = { amount: z.number(), through: z.enum(['mix', 'cash']).default('mix') };
const flow = z.union([z.strictObject({ date: day, ...flowAmount }), z.strictObject({ every: when, ...flowAmount })]);

/** The whole-portfolio rules: every registered model but those whose shape is stated below. */
const RULES = MODELS.map(({ card }) => card.slug).filter((slug) => !['strategic', 'gtaa5', ...LAYERED].includes(slug));

const strategy = z.discriminatedUnion('model', [
  z.strictObject({ name, model: z.literal('strategic'), weights, rebalance: rebalanceSchema.default({ rule: 'none' }) }),
  z.strictObject({ name, model: z.literal('gtaa5'), params: z.record(z.string(), z.unknown()).default({}) }),
  z.strictObject({
    name,
    model: z.enum(LAYERED),
    weights,
    min: weights.default({}),
    max: weights.default({}),
    groupLimits: z.array(z.strictObject({ group: z.enum(ASSET_GROUPS), min: z.number(), max: z.number() })).default([]),
    params: z.looseObject({ groups: z.record(name, z.enum(ASSET_GROUPS)).default({}) }).default({ groups: {} }),
  }),
  z.strictObject({
    name,
    model: z.literal(RULES),
    weights: weights.default({}),
    min: weights.default({}),
    max: weights.default({}),
    params: z.record(z.string(), z.unknown()).default({}),
  }),
]);

/** A backtest as a person writes it down; unknown names are refused, for a misspelt one would be silently ignored. */
export const writtenSpecSchema = z.strictObject({
  prices: name,
  observations: name.nullish().transform((file) => file ?? null),
  sampling: z.enum(['end', 'average']).default('end'),
  periodsPerYear: z.number().positive(),
  assets: z.array(name).min(1).refine((all) => new Set(all).size === all.length, 'names an asset twice'),
  cash: name.nullish().transform((column) => column ?? null),
  start: day.nullish().transform((date) => date ?? null),
  end: day.nullish().transform((date) => date ?? null),
  history: z.enum(['all', 'from-start']).default('all'),
  decide: cadence.exclude(['year-end']).default('month-end'),
  executionLag: z.int().min(0).optional(),
  costBps: z.union([z.number().min(0), z.record(name, z.number().min(0))]).default(0),
  feeAnnual: z.number().min(0).max(1).default(0),
  flows: z.array(flow).default([]),
  strategies: z.array(strategy).min(1),
});

export type WrittenSpec = z.output<typeof writtenSpecSchema>;
export type WrittenStrategy = WrittenSpec['strategies'][number];
