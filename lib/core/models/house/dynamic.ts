import type { IsoDate } from '../../base/iso-date';
import type { AssetGroup } from '../../base/units';
import { createMacroTracker } from '../../indicators/macro-tracker';
import { valueReadings } from '../../indicators/value';
import type { View } from '../../market/history';
import type { MonthGrid } from '../../market/month-grid';
import { scoreOf } from '../../signals/clip';
import type { ExpandingScore } from '../../signals/expanding-score';
import { expandingScore } from '../../signals/expanding-score';
import { shareThemes } from '../../signals/share-out';
import type { HouseParams } from './params';
import { DYNAMIC, MACRO, themesOf } from './recipe';

/** What the dynamic layer saw at one quarter-end. */
export interface DynamicSnapshot {
  readonly k: number;
  readonly macro: readonly ExpandingScore[];
  /** `scores[asset][j]` of the indicators in the order of `DYNAMIC`; NaN where there is none or it does not apply. */
  readonly scores: readonly (readonly number[])[];
  /** `shares[asset][j]`: weight of each indicator in the tilt of the asset; 0 for absent ones. */
  readonly shares: readonly (readonly number[])[];
}

export interface DynamicSignals {
  readonly value: readonly Float64Array[];
  /** Must be asked for quarter-ends in ascending order. */
  readonly at: (k: number, date: IsoDate) => DynamicSnapshot;
}

/** Value's distance from its prior in standard errors, as a score. */
export function valueScore(sharpe: number, params: HouseParams): number {
  return scoreOf((params.valueSharpe - sharpe) * Math.sqrt(params.valueMonths / 12), params.zClip);
}

/** The signals of the dynamic layer; the cash asset has none. */
export function dynamicSignals(
  view: View,
  months: MonthGrid,
  groups: readonly AssetGroup[],
  cashIndex: number,
  isQuarterEnd: readonly boolean[],
  params: HouseParams,
): DynamicSignals {
  const value = months.levels.map((levels, a) =>
    a === cashIndex ? new Float64Array(levels.length).fill(NaN) : valueReadings(levels, months.cash, params.valueMonths, (k) => isQuarterEnd[k]),
  );
  const trackers = MACRO.map(({ formula }) =>
    createMacroTracker(formula, formula.inputs.map((input) => view.observationsOf(params.series[input.role as keyof HouseParams['series']]))),
  );
  const at = (k: number, date: IsoDate): DynamicSnapshot => {
    const macro = trackers.map((tracker, j) => expandingScore(tracker.advance(date), date, MACRO[j].sign, params));
    const scores = groups.map((group, a) => scoresOf(group, a === cashIndex, valueScore(value[a][k], params), macro));
    return { k, macro, scores, shares: scores.map((own, a) => sharesOf(groups[a], own)) };
  };
  return { value, at };
}

/** Scores of one asset in the order of `DYNAMIC`. */
function scoresOf(group: AssetGroup, isCash: boolean, value: number, macro: readonly ExpandingScore[]): readonly number[] {
  const speaking = isCash ? [] : themesOf(group).flat();
  return DYNAMIC.map((id, j) => {
    if (!speaking.includes(id)) return NaN;
    if (id === 'value') return value;
    const score = macro[j - 1];
    return score.has ? score.score : NaN;
  });
}

function sharesOf(group: AssetGroup, scores: readonly number[]): readonly number[] {
  const shares = shareThemes(themesOf(group), (id) => !Number.isNaN(scores[DYNAMIC.indexOf(id)]));
  return DYNAMIC.map((id) => shares.get(id) ?? 0);
}
