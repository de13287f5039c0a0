import { isQuarterEndMonth } from '../../series/period-ends';
import type { Result } from '../../base/result';
import { ok } from '../../base/result';
import type { View } from '../../market/history';
import type { MonthGrid } from '../../market/month-grid';
import { monthGrid } from '../../market/month-grid';
import type { Policy } from '../../targets/policy';
import { policyProjection, strategicWeights } from '../../targets/policy-constraints';
import type { Projection } from '../../targets/projection';
import { scaleToBudget, sumRows } from '../../tilts/budget';
import { isBelowNoTrade, pacedStep } from '../../tilts/discipline';
import { fund, fundingShares } from '../../tilts/funding';
import { cashIndexOf, policyColumns } from '../columns';
import type { Decision } from '../decision';
import type { ModelRefusal } from '../model';
import type { DynamicSignals, DynamicSnapshot } from './dynamic';
import { dynamicSignals } from './dynamic';
import type { HouseParams } from './params';
import { DYNAMIC, TACTICAL } from './recipe';
import type { TacticalSignals } from './tactical';
import { tacticalSignals } from './tactical';

/** The dynamic layer as it was last set. Rows are in the order of `DYNAMIC`, after the budget. */
export interface DynamicLayer {
  readonly snapshot: DynamicSnapshot;
  readonly rows: readonly Float64Array[];
  readonly scale: number;
}

/** One decision in numbers. All arrays are in the order of the policy's lines. */
export interface HouseStep {
  readonly k: number;
  readonly dynamic: DynamicLayer | null;
  /** Rows in the order of `TACTICAL`, after the budget. */
  readonly tacticalRows: readonly Float64Array[];
  readonly tacticalScale: number;
  readonly dynamicTilt: Float64Array;
  readonly tacticalTilt: Float64Array;
  readonly wish: Float64Array;
  readonly legal: Float64Array;
  readonly last: Float64Array;
  readonly aim: Float64Array;
  readonly target: Float64Array;
  readonly order: Decision['order'];
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

/** The tilt `gain · share · score · weight` of every indicator, funded and scaled to the layer's budget. */
function layerRows(setting: HouseSetting, count: number, gain: number, budget: number, tiltOf: (asset: number) => readonly number[]) {
  const { strategic, cashIndex, funding } = setting;
  const rows = Array.from({ length: count }, () => new Float64Array(strategic.length));
  for (let a = 0; a < strategic.length; a += 1) {
    if (a === cashIndex) continue;
    const tilts = tiltOf(a);
    for (let j = 0; j < count; j += 1) rows[j][a] = gain * tilts[j] * strategic[a];
  }
  for (const row of rows) fund(row, funding.shares);
  return { rows, scale: scaleToBudget(rows, budget) };
}

const times = (share: number, score: number): number => (share === 0 ? 0 : share * score);

function tacticalLayer(setting: HouseSetting, k: number) {
  const { params, tactical } = setting;
  return layerRows(setting, TACTICAL.length, params.tacticalGain, params.tacticalBudget, (a) => {
    const signals = tactical[a] as TacticalSignals;
    const scores = signals.scoresAt(k);
    return signals.sharesAt(k).map((share, j) => times(share, scores[j]));
  });
}

function dynamicLayer(setting: HouseSetting, k: number): DynamicLayer {
  const { params } = setting;
  const snapshot = setting.dynamic.at(k, setting.months.dates[k]);
  const layer = layerRows(setting, DYNAMIC.length, params.dynamicGain, params.dynamicBudget, (a) =>
    snapshot.shares[a].map((share, j) => times(share, snapshot.scores[a][j])),
  );
  return { snapshot, ...layer };
}

/** One decision: tilts, limits, then patience. */
function step(setting: HouseSetting, k: number, dynamic: DynamicLayer | null, last: Float64Array): HouseStep {
  const { params, strategic, projection } = setting;
  const n = strategic.length;
  const tactical = tacticalLayer(setting, k);
  const dynamicTilt = sumRows(dynamic?.rows ?? [], n);
  const tacticalTilt = sumRows(tactical.rows, n);
  const wish = strategic.map((w, a) => w + dynamicTilt[a] + tacticalTilt[a]);
  const legal = projection(wish);
  const aim = pacedStep(last, legal, params.pace, params.turnoverCap);
  const moves = !isBelowNoTrade(last, aim, params.noTrade);
  const order = moves ? 'move' : setting.isQuarterEnd[k] ? 'quarter-end' : null;
  return { k, dynamic, tacticalRows: tactical.rows, tacticalScale: tactical.scale, dynamicTilt, tacticalTilt, wish, legal, last, aim, target: moves ? aim : last, order };
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
