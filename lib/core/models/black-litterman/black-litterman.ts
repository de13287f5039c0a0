import { ok } from '../../base/result';
import { SIGMA_FLOOR } from '../../indicators/sigma-floor';
import { trailingReturn } from '../../indicators/year-return';
import { scoreOf } from '../../signals/clip';
import type { Cadence } from '../../series/period-ends';
import type { Matrix } from '../../stats/covariance';
import { shrunkCovariance } from '../../stats/covariance';
import type { Policy } from '../../targets/policy';
import { createProjection } from '../../targets/projection';
import type { Model } from '../model';
import { riskyLines, riskyShares } from '../risky-mix';
import type { DecisionPoint, RuleSignal } from '../rule-model';
import { ruleModel } from '../rule-model';
import { trailingReturns, windowRows } from '../trailing-returns';
import { BLACK_LITTERMAN_CARD } from './card';
import { product, usualDoubt, viewPulls } from './posterior';

export interface BlackLittermanParams {
  readonly riskAversion: number;
  readonly viewSharpe: number;
  /** In multiples of the usual doubt about a view. */
  readonly doubt: number;
  readonly years: number;
  readonly cadence: Cadence;
}

const DEFAULTS: BlackLittermanParams = { riskAversion: 2.5, viewSharpe: 0.25, doubt: 1, years: 3, cadence: 'month-end' };
const SCORE_CLIP = 2;

/** With doubt in proportion to τΣ every τ gives the same weights. */
const TAU = 1;

/** The equilibrium: the policy's weights of the risky lines; equal ones where it states none. */
function equilibrium(policy: Policy, cashIndex: number, universe: readonly number[]): Float64Array {
  const stated = universe.reduce((sum, line) => sum + policy.lines[line].weight, 0);
  const shares = riskyShares(policy, cashIndex);
  return Float64Array.from(universe, (line) => (stated > 0 ? policy.lines[line].weight : shares[line]));
}

function projectionOf(policy: Policy) {
  return createProjection({
    names: policy.lines.map(({ asset }) => asset),
    min: policy.lines.map(({ min }) => min),
    max: policy.lines.map(({ max }) => max),
    unit: policy.lines.map(() => 1),
    groups: policy.groupLimits.map((limit) => ({
      name: limit.group,
      members: policy.lines.flatMap((line, i) => (line.group === limit.group ? [i] : [])),
      min: limit.min,
      max: limit.max,
    })),
  });
}

/**
 * The optimal weights `(δΣ)⁻¹μ` under one absolute view per asset: `w + (τ/δ)·pulls`, since π = δΣw. A view says that
 * an asset earns its implied return and `viewSharpe·score·σ` on top.
 */
export function tiltedWeights(sigma: Matrix, weights: Float64Array, scores: readonly number[], params: BlackLittermanParams): Float64Array | null {
  const { riskAversion, viewSharpe } = params;
  const prior = product(sigma, weights).map((value) => riskAversion * value);
  const picks: Matrix = sigma.map((_, i) => Float64Array.from(sigma, (__, j) => (i === j ? 1 : 0)));
  const expected = prior.map((value, i) => value + viewSharpe * scores[i] * Math.sqrt(sigma[i][i]));
  const doubt = usualDoubt(sigma, TAU, picks).map((value) => params.doubt * value);
  const pulls = viewPulls(sigma, TAU, prior, { picks, expected, doubt });
  return pulls && weights.map((weight, i) => weight + (TAU / riskAversion) * pulls[i]);
}

function scoresOf(sigma: Matrix, universe: readonly number[], { closes, cashCloses }: DecisionPoint): readonly number[] {
  const cash = trailingReturn(cashCloses(13));
  return universe.map((line, j) => scoreOf((trailingReturn(closes(line, 13)) - cash) / Math.sqrt(sigma[j][j]), SCORE_CLIP));
}

/** The policy as equilibrium, momentum as opinion. */
export function blackLittermanModel(params: Partial<BlackLittermanParams> = {}): Model {
  const complete: BlackLittermanParams = { ...DEFAULTS, ...params };
  return ruleModel({
    card: BLACK_LITTERMAN_CARD,
    step: 'tactical.yearReturn',
    reads: ['yearReturn'],
    cadence: complete.cadence,
    months: 13,
    prepare: ({ view, policy, cashIndex, rowsOf }) => {
      const projection = projectionOf(policy);
      if (!projection.ok) return projection;
      const { periodsPerYear } = view.grid;
      const universe = riskyLines(policy, cashIndex);
      const weights = equilibrium(policy, cashIndex, universe);
      const returnsOf = trailingReturns(universe, rowsOf, windowRows(periodsPerYear, complete.years));
      return ok((point) => {
        const returns = returnsOf(point.row);
        if (!returns) return null;
        const sigma: Matrix = shrunkCovariance(returns).matrix.map((row) => row.map((value) => value * periodsPerYear));
        if (sigma.some((row, i) => !(Math.sqrt(row[i]) >= SIGMA_FLOOR))) return null;
        const scores = scoresOf(sigma, universe, point);
        const tilted = tiltedWeights(sigma, weights, scores, complete);
        if (!tilted) return null;
        const wish = new Float64Array(policy.lines.length);
        universe.forEach((line, j) => (wish[line] = tilted[j]));
        if (cashIndex >= 0) wish[cashIndex] = 1 - tilted.reduce((sum, weight) => sum + weight, 0);
        const signals = universe.map((line, j): RuleSignal => ({ line, indicator: 'yearReturn', label: '12 months over cash, in σ', reading: SCORE_CLIP * scores[j], unit: 'score', score: scores[j] }));
        return { weights: projection.value(wish), signals };
      });
    },
  });
}
