import * as z from 'zod';
import { INDICATORS } from '../../indicators/registry';
import { RISK_BUDGET_DEFAULTS } from './params';

const d = RISK_BUDGET_DEFAULTS;
const months = z.int().min(2).max(1_200);
const share = z.number().min(0).max(1);

const standardSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('expanding'), minimum: months.default(120) }),
  z.strictObject({ kind: z.literal('rolling'), months: months.default(60) }),
  z.strictObject({ kind: z.literal('percentile'), months: months.default(720), minimum: months.default(120) }),
  z.strictObject({ kind: z.literal('sign') }),
]);

const ingredientSchema = z.strictObject({
  indicator: z.enum(INDICATORS.map(({ metadata }) => metadata.id)),
  weight: z.number().positive(),
  standard: standardSchema.default({ kind: 'expanding', minimum: 120 }),
});

const engagementSchema = (rules: typeof d.dynamic.engagement) =>
  z
    .strictObject({ enter: share.default(rules.enter), leave: share.default(rules.leave), confirm: z.int().min(1).max(24).default(rules.confirm), coolOff: z.int().min(0).max(24).default(rules.coolOff) })
    .refine(({ enter, leave }) => leave <= enter, { message: 'leave is at most enter' })
    .prefault({});

const layerSchema = (layer: typeof d.dynamic) =>
  z
    .strictObject({
      indicators: z.array(ingredientSchema).default([...layer.indicators]),
      gain: z.number().min(0).default(layer.gain),
      trackingError: z.number().min(0).default(layer.trackingError),
      engagement: engagementSchema(layer.engagement),
    })
    .prefault({});

/** The parameters of the layers with risk budgets as they are typed; unknown names are refused. */
export const riskBudgetParamsSchema = z.strictObject({
  dynamic: layerSchema(d.dynamic),
  tactical: layerSchema(d.tactical),
  funding: z.enum(['cash', 'pro-rata']).default(d.funding),
  riskScaleCap: z.number().min(1).default(d.riskScaleCap),
  zClip: z.number().positive().default(d.zClip),
  staleMonths: z.int().min(0).default(d.staleMonths),
  covarianceMonths: z.int().min(24).max(600).default(d.covarianceMonths),
  pace: share.default(d.pace),
  turnoverCap: share.default(d.turnoverCap),
  trackingErrorLimit: z.number().positive().nullable().default(d.trackingErrorLimit),
  minimumTrade: share.default(d.minimumTrade),
  series: z.record(z.string(), z.string().min(1)).default({}),
});
