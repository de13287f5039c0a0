import * as z from 'zod';
import { ok, refuse } from '../../core/base/result';
import { today } from '../clock';
import { appendJournal } from '../db/journal-store';
import { listPolicies, lockPolicy } from '../db/portfolio-store';
import { adoptPolicy } from '../desk/adopt-policy';
import { chooseModel, follows, keepModel, modelChoiceSchema, observesOf } from '../desk/model-choice';
import { openDesk } from '../desk/open-desk';
import { decideUnder, policyDraftShape, policyOfDraft } from '../desk/policy-draft';
import { countSchema, dateSchema, reasonSchema, slugSchema } from './inputs';
import { defineUseCase, orRollback, Rollback } from './use-case';

/**
 * Writes the next version of a policy, in force from its own day, with the model that follows it; the versions before stay
 * as they are. Refused when somebody wrote another version since the person looked, and when another model could not
 * decide under it today. An open proposal made under the old one can then no longer be signed, which whoever looks at it
 * is told.
 */
export const changePolicy = defineUseCase({
  name: 'change-policy',
  permission: 'change-policy',
  input: z.strictObject({
    portfolio: slugSchema,
    /** The newest version that the person saw. */
    after: countSchema,
    effectiveFrom: dateSchema.optional(),
    reason: reasonSchema.min(1, 'is needed: why does the policy change?'),
    /** Left out, the model stays that of the version before. */
    model: modelChoiceSchema.optional(),
    ...policyDraftShape,
  }),
  run: async (context, input) => {
    const desk = await openDesk(context, input.portfolio, { observes: input.model ? observesOf(input.model.slug, input.model.params) : [] });
    if (!desk.ok) return desk;
    const { portfolio, clock } = desk.value;
    const { workspaceId, userId } = context.actor;
    const effectiveFrom = input.effectiveFrom ?? today(clock);
    if (effectiveFrom < today(clock)) return refuse('past-date', `A policy takes effect today, ${today(clock)}, or later: what was decided before was decided under the policy of its day.`);
    const next = policyOfDraft(input.lines, input.settings);
    return orRollback(() =>
      context.db.$transaction(async (tx) => {
        await lockPolicy(tx, portfolio.id);
        const [newest] = await listPolicies(tx, portfolio.id);
        if (newest.version !== input.after) throw new Rollback(refuse('moved-meanwhile', `Version ${newest.version} of this policy was written meanwhile. Look at it, then change it.`, { version: newest.version }));
        if (newest.effectiveFrom > effectiveFrom) throw new Rollback(refuse('past-date', `Version ${newest.version} takes effect on ${newest.effectiveFrom}; the next one takes effect then or later.`));
        const chosen = chooseModel(input.model ?? newest.model, next);
        if (!chosen.ok) throw new Rollback(chosen);
        const isOther = input.model !== undefined && !follows(newest, chosen.value);
        const made = await adoptPolicy(tx, {
          workspaceId, portfolioId: portfolio.id, baseCurrency: portfolio.baseCurrency, effectiveFrom, lines: input.lines, settings: input.settings, note: input.reason, batchId: null, createdBy: userId,
          modelVersionId: isOther ? await keepModel(tx, workspaceId, chosen.value) : newest.model.id,
        });
        const decided = isOther ? decideUnder(desk.value, next, chosen.value) : null;
        if (decided && !decided.ok && decided.error.kind !== 'new-class') throw new Rollback(refuse(decided.error.kind, `${chosen.value.slug} cannot decide under this policy today. ${decided.error.message}`));
        const named = ({ slug, version }: { readonly slug: string; readonly version: string }) => `${slug} ${version}`;
        await appendJournal(tx, workspaceId, {
          at: clock.now(), actor: userId, kind: 'policy.changed', subject: 'policy', subjectId: made.id,
          body: {
            portfolio: portfolio.slug, version: made.version, effectiveFrom, reason: input.reason,
            ...(isOther && { model: named(chosen.value), params: chosen.value.params, modelBefore: named(newest.model) }),
          },
        });
        return ok({ version: made.version, effectiveFrom });
      }),
    );
  },
});
