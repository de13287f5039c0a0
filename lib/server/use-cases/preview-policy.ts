import * as z from 'zod';
import { ok, refuse, type Result } from '../../core/base/result';
import { decide } from '../../core/decide';
import { policyRisk } from '../../core/proposals/policy-risk';
import { policyProblems } from '../../core/targets/policy-problems';
import { oneWay } from '../../core/tilts/budget';
import { openProposalNumber } from '../db/proposal-store';
import { holdingsOf } from '../desk/holdings';
import { chooseModel, modelChoiceSchema, observesOf } from '../desk/model-choice';
import { modelOf } from '../desk/model-of';
import { openDesk } from '../desk/open-desk';
import { decideUnder, policyDraftShape, policyOfDraft } from '../desk/policy-draft';
import { slugSchema } from './inputs';
import { defineUseCase } from './use-case';

export interface PolicyPreview {
  readonly lines: readonly { readonly code: string; readonly name: string; readonly before: number; readonly after: number }[];
  /** From the holdings to the target, one-way; null where nothing is held. */
  readonly turnover: { readonly before: number; readonly after: number } | null;
  /** Of the target against its own strategic mix; null where history is too short. */
  readonly trackingErrorAnnual: { readonly before: number; readonly after: number } | null;
  /** The open proposal that could no longer be signed once this version is in force. */
  readonly goesStale: number | null;
}

/** What another policy, and another model with it, would make of today's target. Computes, and writes nothing. */
export const previewPolicy = defineUseCase({
  name: 'preview-policy',
  permission: 'change-policy',
  input: z.strictObject({ portfolio: slugSchema, /** Left out, the model in force. */ model: modelChoiceSchema.optional(), ...policyDraftShape }),
  run: async (context, { portfolio, lines, settings, model }): Promise<Result<PolicyPreview>> => {
    const problems = policyProblems(lines, settings);
    if (problems.length > 0) return refuse('policy-invalid', `This policy cannot be adopted: ${problems.join('; ')}.`, { problems });
    const opened = await openDesk(context, portfolio, { observes: model ? observesOf(model.slug, model.params) : [] });
    if (!opened.ok) return opened;
    const desk = opened.value;
    const holdings = await holdingsOf(context.db, desk);
    if (!holdings.ok) return holdings;
    const { policy: now, classes } = desk.policyVersion;
    const next = policyOfDraft(lines, settings);
    const chosen = chooseModel(model ?? desk.policyVersion.model, next);
    if (!chosen.ok) return chosen;
    const [before, after] = [decide(desk.view, now, modelOf(desk.policyVersion)), decideUnder(desk, next, chosen.value)];
    if (!before.ok) return before;
    if (!after.ok) return after;
    const weightAfter = new Map(after.value.assets.map((asset, k) => [asset, after.value.target[k]]));
    const targetAfter = now.lines.map((line) => weightAfter.get(line.asset) ?? 0);
    const turnoverTo = (target: readonly number[]) => oneWay(target.map((weight, k) => weight - holdings.value.weights[k]));
    const [riskBefore, riskAfter] = [policyRisk(desk.view, now, before.value.target), policyRisk(desk.view, next, after.value.target)];
    return ok({
      lines: now.lines.map(({ asset }, k) => ({ code: asset, name: classes[k].name, before: before.value.target[k], after: targetAfter[k] })),
      turnover: holdings.value.isEmpty ? null : { before: turnoverTo(before.value.target), after: turnoverTo(targetAfter) },
      trackingErrorAnnual: riskBefore.ok && riskAfter.ok ? { before: riskBefore.value.trackingErrorAnnual, after: riskAfter.value.trackingErrorAnnual } : null,
      goesStale: await openProposalNumber(context.db, desk.portfolio.id),
    });
  },
});
