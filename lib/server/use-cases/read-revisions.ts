import * as z from 'zod';
import { ok, type Result } from '../../core/base/result';
import { revisionEffect, type RevisedDecision } from '../../core/backtest/revision-effect';
import { decisions } from '../../core/decide';
import { revisedPeriods, withFinalValues } from '../../core/market/final-values';
import { factsOf, type DeskFacts } from '../desk/facts';
import { modelOf } from '../desk/model-of';
import { openDesk } from '../desk/open-desk';
import { momentOf, momentShape, slugSchema } from './inputs';
import { defineUseCase } from './use-case';

export interface RevisedSeries {
  readonly code: string;
  readonly name: string;
  /** Whether its vintages are kept. Without them what was known then is not known now. */
  readonly pointInTime: boolean;
  readonly periods: number;
  /** Periods that were published more than once. */
  readonly revised: number;
}

export interface RevisionReading {
  readonly facts: DeskFacts;
  readonly series: readonly RevisedSeries[];
  /** Oldest first. */
  readonly decisions: readonly RevisedDecision[];
}

/** What would have been decided on first releases and on today's values, and which signals turned. */
export const readRevisions = defineUseCase({
  name: 'read-revisions',
  permission: 'read-desk',
  input: z.strictObject({ portfolio: slugSchema, ...momentShape }),
  run: async (context, input): Promise<Result<RevisionReading>> => {
    const opened = await openDesk(context, input.portfolio, momentOf(input));
    if (!opened.ok) return opened;
    const { view, policyVersion, observed } = opened.value;
    const model = modelOf(policyVersion);
    const [asKnown, asRevised] = [decisions(view, policyVersion.policy, model), decisions(withFinalValues(view), policyVersion.policy, model)];
    if (!asKnown.ok) return asKnown;
    if (!asRevised.ok) return asRevised;
    const series = model.observes.flatMap((code): readonly RevisedSeries[] => {
      const meta = observed.get(code);
      return meta ? [{ code, name: meta.name, pointInTime: meta.pointInTime, ...revisedPeriods(view, code) }] : [];
    });
    return ok({ facts: factsOf(opened.value), series, decisions: revisionEffect(asKnown.value, asRevised.value) });
  },
});
