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
import { MACRO, themesOf } from './recipe';

/** What the dynamic layer saw at one quarter-end. */
export interface DynamicSnapshot {
  readonly k: number;
  readonly macro: readonly ExpandingScore[];
  /** Score of an indicator for an asset; NaN where it has none or does not apply. */
  readonly scoreOf: (indicator: string, asset: number) => number;
  /** Weight of each indicator in the tilt of an asset; absent ones have none. */
  readonly sharesOf: (asset: number) => ReadonlyMap<string, number>;
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
    const scores = new Map(MACRO.map(({ id }, j) => [id, macro[j]] as const));
    const scoreFor = (indicator: string, asset: number): number => {
      if (asset === cashIndex) return NaN;
      if (indicator === 'value') return valueScore(value[asset][k], params);
      const score = scores.get(indicator);
      return score?.has && themesOf(groups[asset]).some((theme) => theme.includes(indicator)) ? score.score : NaN;
    };
    const sharesOf = (asset: number) => shareThemes(themesOf(groups[asset]), (indicator) => !Number.isNaN(scoreFor(indicator, asset)));
    return { k, macro, scoreOf: scoreFor, sharesOf };
  };
  return { value, at };
}
