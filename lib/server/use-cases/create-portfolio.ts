import * as z from 'zod';
import { NEVER } from '../../core/base/iso-date';
import { ok, refuse } from '../../core/base/result';
import { CADENCES } from '../../core/series/period-ends';
import { findModel } from '../../core/models/registry';
import { completeDays } from '../db/market-store';
import { appendJournal } from '../db/journal-store';
import { createPortfolio as insertPortfolio, ensureModelVersion, findPortfolio, listAssetClasses, lockCatalogue } from '../db/portfolio-store';
import { hashOf } from '../hash';
import { adoptPolicy, DEFAULT_SETTINGS, FROM_THE_BEGINNING } from '../desk/adopt-policy';
import { isUniqueViolation } from '../db/errors';
import { currencySchema, dateSchema, groupSchema, plainText, slugFrom, slugSchema, weightSchema } from './inputs';
import { defineUseCase, orRollback, Rollback } from './use-case';

/** More classes than a committee can read on one page, and more than any policy here was tried with. */
const MAX_CLASSES = 40;

export const policyLineSchema = z.strictObject({
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

export const policySettingsSchema = z.strictObject({
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

const inputSchema = z.strictObject({
  name: plainText.trim().min(1, 'is needed').max(120),
  slug: slugSchema.optional(),
  baseCurrency: currencySchema,
  model: z.strictObject({ slug: z.string().max(60), params: z.record(z.string(), z.json()) }).default({ slug: 'house', params: {} }),
  evidenceStart: dateSchema.optional(),
  effectiveFrom: dateSchema.optional(),
  lines: z.array(policyLineSchema).min(2, 'a mix has two asset classes or more').max(MAX_CLASSES),
  settings: policySettingsSchema.prefault({}),
});

/** Makes a portfolio with its first policy. Needs the total-return prices of its asset classes at this desk. */
export const createPortfolio = defineUseCase({
  name: 'create-portfolio',
  permission: 'create-portfolio',
  input: inputSchema,
  run: async ({ db, actor, clock }, input) => {
    const entry = findModel(input.model.slug);
    if (!entry) return refuse('unknown-model', `There is no model called "${input.model.slug}".`);
    const { params } = input.model;
    const model = entry.create(params);
    if (!model.ok) return model;
    const slug = input.slug ?? slugFrom(input.name);
    if (slug === '') return refuse('invalid-input', 'name: needs a letter or a digit');
    if (await findPortfolio(db, actor.workspaceId, slug)) return refuse('slug-taken', `There is a portfolio called "${slug}" at this desk already. Choose another name.`);
    return orRollback(() =>
      db.$transaction(async (tx) => {
        await lockCatalogue(tx, actor.workspaceId);
        const modelVersionId = await ensureModelVersion(tx, actor.workspaceId, { slug: entry.card.slug, version: entry.card.version, params, paramsHash: hashOf(params) });
        const made = await insertPortfolio(tx, {
          workspaceId: actor.workspaceId, slug, name: input.name, baseCurrency: input.baseCurrency, modelVersionId, evidenceStart: input.evidenceStart ?? FROM_THE_BEGINNING,
        }).catch((error: unknown) => {
          if (isUniqueViolation(error)) throw new Rollback(refuse('slug-taken', `A portfolio called "${slug}" was made a moment ago. Choose another name.`));
          throw error;
        });
        const policy = await adoptPolicy(tx, {
          workspaceId: actor.workspaceId, portfolioId: made.id, baseCurrency: input.baseCurrency, effectiveFrom: input.effectiveFrom ?? FROM_THE_BEGINNING,
          lines: input.lines, settings: input.settings, note: 'first policy', batchId: null, createdBy: actor.userId,
        });
        const classes = await listAssetClasses(tx, actor.workspaceId);
        const ids = input.lines.map((line) => classes.find((one) => one.code === line.code)?.analyticsSeriesId ?? 0);
        const [first] = await completeDays(tx, ids, FROM_THE_BEGINNING, 1);
        if (!first) throw new Rollback(refuse('no-prices', 'There is no day on which all of these asset classes have a price.', { until: NEVER }));
        await appendJournal(tx, actor.workspaceId, {
          at: clock.now(), actor: actor.userId, kind: 'portfolio.created', subject: 'portfolio', subjectId: made.id,
          body: { slug, name: input.name, baseCurrency: input.baseCurrency, model: `${entry.card.slug} ${entry.card.version}`, policyVersion: policy.version },
        });
        return ok({ slug, portfolioId: made.id, policyVersion: policy.version, firstDay: first });
      }),
    );
  },
});
