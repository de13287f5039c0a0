import * as z from 'zod';
import { NEVER } from '../../core/base/iso-date';
import { ok, refuse } from '../../core/base/result';
import { findModel } from '../../core/models/registry';
import { completeDays } from '../db/market-store';
import { appendJournal } from '../db/journal-store';
import { createPortfolio as insertPortfolio, ensureModelVersion, findPortfolio, listAssetClasses, lockCatalogue } from '../db/portfolio-store';
import { hashOf } from '../hash';
import { adoptPolicy, FROM_THE_BEGINNING } from '../desk/adopt-policy';
import { modelChoiceSchema } from '../desk/model-choice';
import { policyDraftShape } from '../desk/policy-draft';
import { isUniqueViolation } from '../db/errors';
import { currencySchema, dateSchema, plainText, slugFrom, slugSchema } from './inputs';
import { defineUseCase, orRollback, Rollback } from './use-case';

const inputSchema = z.strictObject({
  name: plainText.trim().min(1, 'is needed').max(120),
  slug: slugSchema.optional(),
  baseCurrency: currencySchema,
  model: modelChoiceSchema.default({ slug: 'house', params: {} }),
  evidenceStart: dateSchema.optional(),
  effectiveFrom: dateSchema.optional(),
  ...policyDraftShape,
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
          lines: input.lines, settings: input.settings, modelVersionId, note: 'first policy', batchId: null, createdBy: actor.userId,
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
