import * as z from 'zod';
import { refuse, type Result } from '../../core/base/result';
import type { AssetId } from '../../core/base/units';
import { decide } from '../../core/decide';
import type { Decision } from '../../core/models/decision';
import { findModel } from '../../core/models/registry';
import { CADENCES } from '../../core/series/period-ends';
import type { Policy } from '../../core/targets/policy';
import type { ModelVersion } from '../db/portfolio-store';
import { groupSchema, plainText, weightSchema } from '../use-cases/inputs';
import { DEFAULT_SETTINGS, type PolicyDraftLine, type PolicySettings } from './adopt-policy';
import type { Desk } from './open-desk';

/** More classes than a committee can read on one page, and more than any policy here was tried with. */
const MAX_CLASSES = 40;

const policyLineSchema = z.strictObject({
  code: plainText.trim().min(1).max(60),
  name: plainText.trim().min(1).max(120).optional(),
  group: groupSchema,
  weight: weightSchema,
  min: weightSchema.default(0),
  max: weightSchema.default(1),
  costBps: z.number().min(0).max(1_000).default(10),
  lotSize: z.string().regex(/^\d{1,8}(\.\d{1,8})?$/, 'is a positive decimal').refine((text) => Number(text) > 0, 'is a positive decimal').optional(),
  tradable: z.boolean().optional(),
});

const rebalancingSchema = z.discriminatedUnion('rule', [
  z.strictObject({ rule: z.literal('none') }),
  z.strictObject({ rule: z.literal('calendar'), every: z.enum(['month-end', 'quarter-end', 'year-end']) }),
  z.strictObject({
    rule: z.literal('threshold'),
    absolute: z.number().gt(0).max(1).optional(),
    relative: z.number().gt(0).max(10).optional(),
    destination: z.enum(['target', 'half', 'edge']).default('target'),
    check: z.enum(CADENCES).default('every-row'),
  }),
]);

const policySettingsSchema = z.strictObject({
  cash: z.string().trim().min(1).max(60).nullable().default(null),
  rebalancing: rebalancingSchema.default({ rule: 'calendar', every: 'quarter-end' }),
  executionLag: z.number().int().min(0).max(60).default(DEFAULT_SETTINGS.executionLag),
  feeAnnual: z.number().min(0).lt(0.2).default(0),
  turnoverLimit: z.number().gt(0).max(1).nullable().default(DEFAULT_SETTINGS.turnoverLimit),
  trackingErrorLimit: z.number().gt(0).max(1).nullable().default(null),
  costLimitBps: z.number().gt(0).max(1_000).nullable().default(null),
  selfApprovalAllowed: z.boolean().default(false),
  approversNeeded: z.number().int().min(1).max(5).default(1),
  groupLimits: z.array(z.strictObject({ group: groupSchema, min: weightSchema, max: weightSchema })).max(5).default([]),
});

/** A policy as a person states it: its mix, and how it is run. */
export const policyDraftShape = {
  lines: z.array(policyLineSchema).min(2, 'a mix has two asset classes or more').max(MAX_CLASSES),
  settings: policySettingsSchema.prefault({}),
};

/** The draft as the engine reads it. */
export function policyOfDraft(lines: readonly PolicyDraftLine[], { cash, groupLimits }: Pick<PolicySettings, 'cash' | 'groupLimits'>): Policy {
  return { lines: lines.map(({ code, group, weight, min, max, costBps }) => ({ asset: code as AssetId, group, weight, min, max, costBps })), cashAsset: cash as AssetId | null, groupLimits };
}

/**
 * What a model would decide at an open desk under another policy. Refuses `new-class` where the policy holds what this
 * desk was not opened with, and whatever the model refuses.
 */
export function decideUnder(desk: Desk, next: Policy, { slug, params }: Pick<ModelVersion, 'slug' | 'params'>): Result<Decision> {
  const unknown = next.lines.find(({ asset }) => !desk.policyVersion.policy.lines.some((line) => line.asset === asset));
  if (unknown) return refuse('new-class', `${unknown.asset} is new to this portfolio: its effect can be seen once the version is in force.`);
  const model = findModel(slug)?.create(params);
  if (!model) return refuse('unknown-model', `There is no model called "${slug}".`);
  return model.ok ? decide(desk.view, next, model.value) : model;
}
