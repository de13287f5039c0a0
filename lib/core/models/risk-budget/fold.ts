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
import { fundingShares } from '../../tilts/funding';
import { cashIndexOf, policyColumns } from '../columns';
import type { ModelRefusal } from '../model';
import type { LayerSetting, LayerState } from './layer';
import { setLayer } from './layer';
import type { RiskBudgetParams } from './params';
import type { RiskBudgetMixes, RiskBudgetMoment } from './step';
import { EQUAL_UNITS, isSameMix, riskBudgetMixes } from './step';
import { ingredientsOf } from './voices';

const MINIMUM_RETURNS = 24;

/** One decision in numbers. */
export interface RiskBudgetStep extends RiskBudgetMixes {
  readonly k: number;
  readonly dynamic: LayerState | null;
  readonly tactical: LayerState;
  readonly last: Float64Array;
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

/** One decision: tilts, limits, pace, turnover cap, tracking error, minimum trade. */
function step(setting: RiskBudgetSetting, k: number, dynamic: LayerState | null, tactical: LayerState, last: Float64Array): RiskBudgetStep {
  const now = { last, covariance: setting.covarianceAt(k), isQuarterEnd: isQuarterEndMonth(setting.months.dates[k]) };
  return { k, dynamic, tactical, last, ...riskBudgetMixes({ ...setting, rules: setting.params }, dynamic?.tilt ?? null, tactical.tilt, now) };
}

/** What a step was decided from, as plain data. */
export function momentOf(setting: RiskBudgetSetting, { k, dynamic, tactical, last }: RiskBudgetStep): RiskBudgetMoment {
  const { pace, turnoverCap, trackingErrorLimit, minimumTrade } = setting.params;
  const named = ({ ingredients }: LayerSetting) => ingredients.map(({ metadata }) => metadata.id);
  return {
    model: 'risk-budget',
    indicators: { dynamic: named(setting.dynamic), tactical: named(setting.tactical) },
    dynamic: dynamic?.moment ?? null,
    tactical: tactical.moment,
    covariance: setting.covarianceAt(k),
    rules: { pace, turnoverCap, trackingErrorLimit, minimumTrade },
    last: Array.from(last),
    isQuarterEnd: isQuarterEndMonth(setting.months.dates[k]),
  };
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
