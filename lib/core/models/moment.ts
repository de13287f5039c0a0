import type { AssetId } from '../base/units';
import type { Result } from '../base/result';
import { ok } from '../base/result';
import type { Policy } from '../targets/policy';
import { policyProjection, strategicWeights } from '../targets/policy-constraints';
import type { Decision, Layer } from './decision';
import type { HouseMoment, Said } from './house/step';
import { decideHouse } from './house/step';
import type { RiskBudgetMoment } from './risk-budget/step';
import { decideRiskBudget, EQUAL_UNITS } from './risk-budget/step';

/** One decision of a model of layers as plain data, small enough to travel: with it the decision can be made once more anywhere. */
export type ModelMoment = HouseMoment | RiskBudgetMoment;

/** Another score of one indicator; about one asset, or about all it speaks of. In [−1, 1]. */
export interface ScoreChange {
  readonly layer: Layer;
  readonly indicator: string;
  readonly asset: AssetId | null;
  readonly score: number;
}

function withScores<Layer extends Said>(said: Layer, names: readonly string[], assets: readonly AssetId[], changes: readonly ScoreChange[]): Layer {
  if (changes.length === 0) return said;
  const scores = said.scores.map((own, a) =>
    own.map((score, j) => {
      // Only what had a share can be set: an indicator without a reading has no voice to change.
      if (!(said.shares[a][j] > 0)) return score;
      return changes.find(({ indicator, asset }) => indicator === names[j] && (asset === null || asset === assets[a]))?.score ?? score;
    }),
  );
  return { ...said, scores };
}

/** What a moment would have decided had some scores been others. Without changes it is the decision itself, digit by digit. */
export function decideAgain(policy: Policy, moment: ModelMoment, changes: readonly ScoreChange[]): Result<Pick<Decision, 'target' | 'order' | 'dynamicTilt' | 'tacticalTilt'>, 'infeasible' | 'weights-sum'> {
  const projection = policyProjection(policy, moment.model === 'house' ? moment.rules.unitFloor : EQUAL_UNITS);
  if (!projection.ok) return projection;
  const assets = policy.lines.map((line) => line.asset);
  const of = (layer: Layer) => changes.filter((change) => change.layer === layer);
  const strategic = strategicWeights(policy);
  const changed = {
    dynamic: <L extends Said>(said: L | null) => said && withScores(said, moment.indicators.dynamic, assets, of('dynamic')),
    tactical: <L extends Said>(said: L) => withScores(said, moment.indicators.tactical, assets, of('tactical')),
  };
  const mixes =
    moment.model === 'house'
      ? decideHouse({ ...moment, dynamic: changed.dynamic(moment.dynamic), tactical: changed.tactical(moment.tactical) }, strategic, projection.value)
      : decideRiskBudget({ ...moment, dynamic: changed.dynamic(moment.dynamic), tactical: changed.tactical(moment.tactical) }, strategic, projection.value);
  return ok({ target: Array.from(mixes.target), order: mixes.order, dynamicTilt: Array.from(mixes.dynamicTilt), tacticalTilt: Array.from(mixes.tacticalTilt) });
}
