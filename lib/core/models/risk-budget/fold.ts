import type { Result } from '../../base/result';
import { ok, refuse } from '../../base/result';
import type { View } from '../../market/history';
import type { MonthGrid } from '../../market/month-grid';
import { monthGrid } from '../../market/month-grid';
import { isQuarterEndMonth } from '../../series/period-ends';
import { simpleReturns } from '../../series/returns';
import type { Matrix } from '../../stats/covariance';
import { shrunkCovariance } from '../../stats/covariance';
import type { Policy } from '../../targets/policy';
import { policyProjection, strategicWeights } from '../../targets/policy-constraints';
import type { Projection } from '../../targets/projection';
import { withinTrackingError } from '../../targets/tracking-error';
import { oneWay } from '../../tilts/budget';
import { pacedStep } from '../../tilts/discipline';
import { fundingShares } from '../../tilts/funding';
import { dropSmallTrades } from '../../tilts/minimum-trade';
import { cashIndexOf, policyColumns } from '../columns';
import type { Decision } from '../decision';
import type { ModelRefusal } from '../model';
import type { LayerSetting, LayerState } from './layer';
import { setLayer } from './layer';
import type { RiskBudgetParams } from './params';
import { ingredientsOf } from './voices';

const MONTHS_PER_YEAR = 12;
const MINIMUM_RETURNS = 24;
/** The norm of the projection: with every unit 1 the nearest weights are those of plain least squares. */
const EQUAL_UNITS = 1;
/** Weights nearer than this are the same mix. */
const SAME_MIX = 1e-9;

/** One decision in numbers: the mixes in the order in which they follow from one another. */
export interface RiskBudgetStep {
  readonly k: number;
  readonly dynamic: LayerState | null;
  readonly tactical: LayerState;
  readonly last: Float64Array;
  readonly wish: Float64Array;
  readonly legal: Float64Array;
  readonly paced: Float64Array;
  readonly capped: Float64Array;
  readonly safe: Float64Array;
  readonly target: Float64Array;
  readonly order: Decision['order'];
}

/** All that does not change from one decision to the next. */
export interface RiskBudgetSetting {
  readonly policy: Policy;
  readonly params: RiskBudgetParams;
  readonly strategic: Float64Array;
  readonly cashIndex: number;
  readonly months: MonthGrid;
  readonly projection: Projection;
  readonly covarianceAt: (k: number) => Matrix | null;
  readonly dynamic: LayerSetting;
  readonly tactical: LayerSetting;
}

/** Shrunk covariance of the last monthly returns known at k; null below two years of them. The same k is computed once. */
function trailingCovariance({ levels }: MonthGrid, window: number): (k: number) => Matrix | null {
  const returns = levels.map((level) => simpleReturns(level));
  let [at, matrix]: [number, Matrix | null] = [-1, null];
  return (k) => {
    if (k === at) return matrix;
    const from = Math.max(0, k - window);
    matrix = k - from < MINIMUM_RETURNS ? null : shrunkCovariance(returns.map((column) => column.subarray(from, k))).matrix;
    at = k;
    return matrix;
  };
}

/** Gathers prices, indicators and limits. Refuses what no decision could be made with. */
export function riskBudgetSetting(view: View, policy: Policy, params: RiskBudgetParams): Result<RiskBudgetSetting, ModelRefusal> {
  const columns = policyColumns(view.grid, policy);
  if (!columns.ok) return columns;
  const projection = policyProjection(policy, EQUAL_UNITS);
  if (!projection.ok) return projection;
  const strategic = strategicWeights(policy);
  if (params.trackingErrorLimit !== null && !isSameMix(projection.value(strategic), strategic)) {
    return refuse('infeasible', 'the strategic mix breaks its own limits: no mix on the way to it could keep both these and the tracking error');
  }
  const months = monthGrid(view, columns.value);
  const cashIndex = cashIndexOf(policy);
  const groups = policy.lines.map((line) => line.group);
  const covarianceAt = trailingCovariance(months, params.covarianceMonths);
  const funding = params.funding === 'cash' ? fundingShares(strategic, cashIndex, (a) => groups[a] === 'bond').shares : strategic;
  const layer = (own: RiskBudgetParams['dynamic']): LayerSetting => ({
    params: own,
    ingredients: ingredientsOf(own.indicators, { view, months, groups, cashIndex, params }),
    lines: strategic.length,
    funding,
    riskScaleCap: params.riskScaleCap,
    covarianceAt,
  });
  return ok({ policy, params, strategic, cashIndex, months, projection: projection.value, covarianceAt, dynamic: layer(params.dynamic), tactical: layer(params.tactical) });
}

function isSameMix(a: ArrayLike<number>, b: ArrayLike<number>): boolean {
  return Array.from(a).every((weight, i) => Math.abs(weight - b[i]) <= SAME_MIX);
}

/** The mix without small moves, unless leaving them out would break a group's limit or the tracking error. */
function withoutSmallTrades({ params, projection, strategic }: RiskBudgetSetting, last: Float64Array, safe: Float64Array, matrix: Matrix | null): Float64Array {
  const sparse = dropSmallTrades(last, safe, params.minimumTrade);
  if (!isSameMix(projection(sparse), sparse)) return safe;
  return isSameMix(withLimit(params, sparse, strategic, matrix), sparse) ? sparse : safe;
}

function withLimit({ trackingErrorLimit }: RiskBudgetParams, weights: Float64Array, strategic: Float64Array, matrix: Matrix | null): Float64Array {
  return matrix && trackingErrorLimit !== null ? withinTrackingError(weights, strategic, matrix, MONTHS_PER_YEAR, trackingErrorLimit) : weights;
}

/** One decision: tilts, limits, pace, turnover cap, tracking error, minimum trade. */
function step(setting: RiskBudgetSetting, k: number, dynamic: LayerState | null, tactical: LayerState, last: Float64Array): RiskBudgetStep {
  const { params, strategic, projection, months } = setting;
  const matrix = setting.covarianceAt(k);
  const wish = strategic.map((w, a) => w + (dynamic?.tilt[a] ?? 0) + tactical.tilt[a]);
  const legal = projection(wish);
  const paced = pacedStep(last, legal, params.pace, Infinity);
  const capped = pacedStep(last, paced, 1, params.turnoverCap);
  const safe = withLimit(params, capped, strategic, matrix);
  const target = withoutSmallTrades(setting, last, safe, matrix);
  const moves = oneWay(target.map((weight, a) => weight - last[a])) > SAME_MIX;
  const order = moves ? 'move' : isQuarterEndMonth(months.dates[k]) ? 'quarter-end' : null;
  return { k, dynamic, tactical, last, wish, legal, paced, capped, safe, target, order };
}

/** The fold over all closed month-ends: the tactical layer is set at each, the dynamic one at quarter-ends. */
export function riskBudgetFold(setting: RiskBudgetSetting): readonly RiskBudgetStep[] {
  const steps: RiskBudgetStep[] = [];
  let [last, dynamic, tactical]: [Float64Array, LayerState | null, LayerState | null] = [setting.strategic, null, null];
  for (let k = 0; k < setting.months.rows.length; k += 1) {
    if (isQuarterEndMonth(setting.months.dates[k])) dynamic = setLayer(setting.dynamic, k, dynamic);
    tactical = setLayer(setting.tactical, k, tactical);
    const next = step(setting, k, dynamic, tactical, last);
    steps.push(next);
    last = next.target;
  }
  return steps;
}
