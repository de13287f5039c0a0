import { isQuarterEndMonth } from '../../series/period-ends';
import type { Result } from '../../base/result';
import { ok } from '../../base/result';
import type { View } from '../../market/history';
import type { MonthGrid } from '../../market/month-grid';
import { monthGrid } from '../../market/month-grid';
import type { Policy } from '../../targets/policy';
import { policyProjection, strategicWeights } from '../../targets/policy-constraints';
import type { Projection } from '../../targets/projection';
import { fundingShares } from '../../tilts/funding';
import { cashIndexOf, policyColumns } from '../columns';
import type { ModelRefusal } from '../model';
import type { DynamicSignals, DynamicSnapshot } from './dynamic';
import { dynamicSignals } from './dynamic';
import type { HouseParams } from './params';
import { DYNAMIC, TACTICAL } from './recipe';
import type { HouseFrame, HouseMixes, HouseMoment, LayerRows, Said } from './step';
import { houseMixes, layerRows } from './step';
import type { TacticalSignals } from './tactical';
import { tacticalSignals } from './tactical';

/** The dynamic layer as it was last set. Rows are in the order of `DYNAMIC`, after the budget. */
export interface DynamicLayer extends LayerRows {
  readonly snapshot: DynamicSnapshot;
}

/** One decision in numbers. All arrays are in the order of the policy's lines. */
export interface HouseStep extends HouseMixes {
  readonly k: number;
  readonly dynamic: DynamicLayer | null;
  /** Rows in the order of `TACTICAL`, after the budget. */
  readonly tacticalRows: readonly Float64Array[];
  readonly tacticalScale: number;
  readonly last: Float64Array;
}

/** All that does not change from one decision to the next. */
export interface HouseSetting {
  readonly policy: Policy;
  readonly params: HouseParams;
  readonly strategic: Float64Array;
  readonly cashIndex: number;
  readonly funding: ReturnType<typeof fundingShares>;
  readonly months: MonthGrid;
  readonly rowsPerYear: number;
  readonly isQuarterEnd: readonly boolean[];
  /** Null for the cash asset. */
  readonly tactical: readonly (TacticalSignals | null)[];
  readonly dynamic: DynamicSignals;
  readonly projection: Projection;
}

/** Gathers prices and limits. Refuses what no decision could be made with. */
export function houseSetting(view: View, policy: Policy, params: HouseParams): Result<HouseSetting, ModelRefusal> {
  const columns = policyColumns(view.grid, policy);
  if (!columns.ok) return columns;
  const projection = policyProjection(policy, params.unitFloor);
  if (!projection.ok) return projection;
  const months = monthGrid(view, columns.value);
  const strategic = strategicWeights(policy);
  const cashIndex = cashIndexOf(policy);
  const groups = policy.lines.map((line) => line.group);
  const isQuarterEnd = months.dates.map(isQuarterEndMonth);
  return ok({
    policy,
    params,
    strategic,
    cashIndex,
    funding: fundingShares(strategic, cashIndex, (a) => groups[a] === 'bond'),
    months,
    rowsPerYear: Math.round(view.grid.periodsPerYear),
    isQuarterEnd,
    tactical: columns.value.map((column, a) => (a === cashIndex ? null : tacticalSignals(view.grid, column, months, months.levels[a], params))),
    dynamic: dynamicSignals(view, months, groups, cashIndex, isQuarterEnd, params),
    projection: projection.value,
  });
}

const frameOf = ({ strategic, cashIndex, funding, params, projection }: HouseSetting): HouseFrame => ({ strategic, cashIndex, funding: funding.shares, rules: params, projection });

/** What trend, momentum and volatility said at month-end k; nothing about the cash asset. */
const tacticalSaid = ({ tactical }: HouseSetting, k: number): Said => ({
  shares: tactical.map((signals) => signals?.sharesAt(k) ?? []),
  scores: tactical.map((signals) => signals?.scoresAt(k) ?? []),
});

function dynamicLayer(setting: HouseSetting, k: number): DynamicLayer {
  const snapshot = setting.dynamic.at(k, setting.months.dates[k]);
  return { snapshot, ...layerRows(frameOf(setting), 'dynamic', snapshot, DYNAMIC.length) };
}

/** One decision: tilts, limits, then patience. */
function step(setting: HouseSetting, k: number, dynamic: DynamicLayer | null, last: Float64Array): HouseStep {
  const frame = frameOf(setting);
  const tactical = layerRows(frame, 'tactical', tacticalSaid(setting, k), TACTICAL.length);
  return { k, dynamic, tacticalRows: tactical.rows, tacticalScale: tactical.scale, last, ...houseMixes(frame, dynamic?.rows ?? [], tactical.rows, last, setting.isQuarterEnd[k]) };
}

/** What a step was decided from, as plain data. */
export function momentOf(setting: HouseSetting, { k, dynamic, last }: HouseStep): HouseMoment {
  const { tacticalGain, tacticalBudget, dynamicGain, dynamicBudget, pace, turnoverCap, noTrade, unitFloor } = setting.params;
  return {
    model: 'house',
    indicators: { dynamic: DYNAMIC, tactical: TACTICAL },
    dynamic: dynamic && { shares: dynamic.snapshot.shares, scores: dynamic.snapshot.scores },
    tactical: tacticalSaid(setting, k),
    funding: Array.from(setting.funding.shares),
    cashIndex: setting.cashIndex,
    rules: { tacticalGain, tacticalBudget, dynamicGain, dynamicBudget, pace, turnoverCap, noTrade, unitFloor },
    last: Array.from(last),
    isQuarterEnd: setting.isQuarterEnd[k],
  };
}

/** The fold over all closed month-ends; `last` begins at the strategic mix. Cost grows linearly with the history. */
export function houseFold(setting: HouseSetting): readonly HouseStep[] {
  const steps: HouseStep[] = [];
  let last = setting.strategic;
  let dynamic: DynamicLayer | null = null;
  for (let k = 0; k < setting.months.rows.length; k += 1) {
    if (setting.isQuarterEnd[k]) dynamic = dynamicLayer(setting, k);
    const next = step(setting, k, dynamic, last);
    steps.push(next);
    last = next.target;
  }
  return steps;
}
