import type { Result } from '../base/result';
import { ok } from '../base/result';
import { BPS_PER_UNIT } from '../base/units';
import type { Decision, Reading } from '../models/decision';
import type { ModelMoment, ScoreChange } from '../models/moment';
import { decideAgain } from '../models/moment';
import type { Check, ProposalLimits } from '../proposals/checks';
import { mixChecks } from '../proposals/checks';
import type { Book } from '../proposals/plan';
import { planTo, reach } from '../proposals/plan';
import type { Matrix } from '../stats/covariance';
import { mixRisk } from '../stats/ex-ante-risk';
import type { Policy } from '../targets/policy';
import { strategicWeights } from '../targets/policy-constraints';
import { oneWay } from '../tilts/budget';
import type { Held } from './rescale';
import { rescale } from './rescale';

/** All that another mix is judged by: plain data, so that the desk and a browser judge alike. */
export interface WhatIfBasis {
  readonly policy: Policy;
  readonly limits: Omit<ProposalLimits, 'priceAgeDays'>;
  /** What the model recommends, in the order of the policy's lines. */
  readonly target: readonly number[];
  /** What the decision was made from; null for a model that is a rule and has no scores to change. */
  readonly moment: ModelMoment | null;
  readonly readings: readonly Pick<Reading, 'layer' | 'indicator' | 'asset' | 'score' | 'share' | 'period'>[];
  /** What is held; null where nothing is. */
  readonly book: (Book & { readonly value: number }) | null;
  /** Covariance per period; null where history is too short. */
  readonly covariance: Matrix | null;
  readonly periodsPerYear: number;
}

/** What a person changes: some weights held, some scores set. Nothing of either is the recommendation itself. */
export interface WhatIfChange {
  readonly held: Held;
  readonly scores: readonly ScoreChange[];
}

export interface WhatIf {
  /** What the model would recommend under the scores set. */
  readonly modelTarget: readonly number[];
  readonly tilts: Pick<Decision, 'dynamicTilt' | 'tacticalTilt'> | null;
  /** The mix asked about. */
  readonly weights: readonly number[];
  /** One-way, from the holdings to the mix; null where nothing is held. */
  readonly turnover: number | null;
  /** Of the trades in whole lots, in money and as a share of the portfolio in bp. */
  readonly cost: { readonly amount: number; readonly bps: number } | null;
  readonly trackingErrorAnnual: number | null;
  readonly volatilityAnnual: number | null;
  /** Of the mix that the trades in whole lots lead to, as of a proposal; of the mix itself where nothing is held. */
  readonly checks: readonly Check[];
}

type Target = Pick<WhatIf, 'modelTarget' | 'tilts'>;

function targetOf({ policy, moment, target }: WhatIfBasis, scores: readonly ScoreChange[]): Result<Target, 'infeasible' | 'weights-sum'> {
  if (moment === null) return ok({ modelTarget: target, tilts: null });
  const decided = decideAgain(policy, moment, scores);
  return decided.ok ? ok({ modelTarget: scores.length === 0 ? target : decided.value.target, tilts: decided.value }) : decided;
}

/** Ex-ante risk of a mix; null where history is too short to say. */
export const riskOfMix = ({ covariance, policy, periodsPerYear }: WhatIfBasis, weights: readonly number[]) => (covariance ? mixRisk(covariance, weights, strategicWeights(policy), periodsPerYear) : { trackingErrorAnnual: null, volatilityAnnual: null });

/**
 * Judges another mix as a proposal of it would be judged. The rule's own mix is traded to as far as the policy's turnover
 * cap lets it; one that a person sets is taken as asked, and its turnover is checked.
 */
export function whatIf(basis: WhatIfBasis, { held, scores }: WhatIfChange): Result<WhatIf, 'infeasible' | 'weights-sum'> {
  const { policy, limits, book } = basis;
  const target = targetOf(basis, scores);
  if (!target.ok) return target;
  const mix = rescale(policy, target.value.modelTarget, held);
  if (!mix.ok) return mix;
  const weights = mix.value;
  const plan = book && planTo(policy, book, held.size > 0 ? weights : reach(policy, limits.turnover, book.weights, weights));
  const after = plan?.weightsAfter ?? weights;
  return ok({
    ...target.value,
    weights,
    turnover: book && oneWay(weights.map((weight, k) => weight - book.weights[k])),
    cost: book && plan && { amount: plan.cost, bps: (plan.cost / book.value) * BPS_PER_UNIT },
    ...riskOfMix(basis, weights),
    checks: mixChecks({ policy, limits, currentWeights: book?.weights ?? after, proposedWeights: after, trackingErrorAnnual: riskOfMix(basis, after).trackingErrorAnnual }),
  });
}
