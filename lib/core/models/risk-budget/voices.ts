import { assert } from '../../base/assert';
import type { IsoDate } from '../../base/iso-date';
import { monthText } from '../../base/iso-date';
import type { AssetGroup } from '../../base/units';
import type { MacroFormula } from '../../indicators/macro-formula';
import { createMacroTracker } from '../../indicators/macro-tracker';
import type { IndicatorMetadata } from '../../indicators/metadata';
import type { PriceReadings } from '../../indicators/price-readings';
import type { IndicatorEntry } from '../../indicators/registry';
import { INDICATORS } from '../../indicators/registry';
import type { View } from '../../market/history';
import type { MonthGrid } from '../../market/month-grid';
import { freshReading } from '../../signals/expanding-score';
import { readingsNeeded, standardScore } from '../../signals/standard-score';
import type { MissingReading } from '../decision';
import type { IngredientParams, RiskBudgetParams } from './params';

/** What one indicator says about one line at one decision, or why it is silent. */
export type Voice =
  | { readonly has: true; readonly reading: number; readonly score: number; readonly knownAt: IsoDate; readonly period: string | null }
  | { readonly has: false; readonly reason: string; readonly cause: MissingReading['cause'] };

/** One indicator of a layer over all lines. */
export interface Ingredient {
  readonly metadata: IndicatorMetadata;
  readonly params: IngredientParams;
  /** Month-end readings of a line, for indicators of prices; null otherwise. */
  readonly readingsOf: ((line: number) => Float64Array | null) | null;
  /** One voice per line, null for lines it does not speak about. Must be asked in ascending order of k. */
  readonly at: (k: number) => readonly (Voice | null)[];
}

/** What indicators are prepared from. */
export interface Sources {
  readonly view: View;
  readonly months: MonthGrid;
  readonly groups: readonly AssetGroup[];
  readonly cashIndex: number;
  readonly params: RiskBudgetParams;
}

const silent = (reason: string, cause: MissingReading['cause']): Voice => ({ has: false, reason, cause });

function scored(past: Float64Array, { standard }: IngredientParams, { direction }: IndicatorMetadata, zClip: number, from: Pick<Extract<Voice, { has: true }>, 'knownAt' | 'period'>): Voice {
  const needed = readingsNeeded(standard);
  if (past.length < needed) return silent(`needs ${needed} months of readings, has ${past.length}`, 'too-short');
  const score = direction * standardScore(past, standard, zClip);
  return Number.isNaN(score) ? silent('its readings do not vary', 'no-spread') : { has: true, reading: past[past.length - 1], score, ...from };
}

function priceIngredient(metadata: IndicatorMetadata, readings: PriceReadings, own: IngredientParams, { months, groups, cashIndex, params }: Sources): Ingredient {
  const speaks = (line: number) => line !== cashIndex && (metadata.appliesTo === 'all' || metadata.appliesTo === groups[line]);
  const all = groups.map((_, line) => (speaks(line) ? readings({ levels: months.levels[line], cash: months.cash }) : null));
  const at = (k: number) =>
    all.map((series): Voice | null => {
      if (!series) return null;
      if (Number.isNaN(series[k])) return silent(`has no reading yet: ${metadata.warmUp}`, 'too-short');
      const past = series.subarray(0, k + 1).filter((reading) => !Number.isNaN(reading));
      return scored(past, own, metadata, params.zClip, { knownAt: months.dates[k], period: null });
    });
  return { metadata, params: own, readingsOf: (line) => all[line], at };
}

function macroIngredient(metadata: IndicatorMetadata, formula: MacroFormula, own: IngredientParams, { view, months, groups, cashIndex, params }: Sources): Ingredient {
  const tracker = createMacroTracker(formula, seriesOf(metadata, params.series).map((id) => view.observationsOf(id)));
  const voiceAt = (date: IsoDate): Voice => {
    const latest = freshReading(tracker.advance(date), date, params.staleMonths);
    if (!latest.ok) return silent(latest.error.message, latest.error.kind);
    return scored(tracker.past(), own, metadata, params.zClip, { knownAt: latest.value.knownAt, period: monthText(latest.value.period) });
  };
  const speaks = (line: number) => line !== cashIndex && (metadata.appliesTo === 'all' || metadata.appliesTo === groups[line]);
  const at = (k: number) => {
    const voice = voiceAt(months.dates[k]);
    return groups.map((_, line) => (speaks(line) ? voice : null));
  };
  return { metadata, params: own, readingsOf: null, at };
}

/** The entry of an indicator of a recipe, whose name a schema has checked. */
export function indicatorOf(id: string): IndicatorEntry {
  const entry = INDICATORS.find(({ metadata }) => metadata.id === id);
  assert(entry !== undefined, 'an indicator of a recipe stands in the catalogue');
  return entry;
}

/** The observation series of an indicator, role by role; none for an indicator of prices. */
export function seriesOf({ needs }: IndicatorMetadata, chosen: RiskBudgetParams['series']): readonly string[] {
  return needs === 'prices' ? [] : needs.map(({ role, defaultSeries }) => chosen[role] ?? defaultSeries);
}

/** The indicators of a layer, ready to be asked. */
export function ingredientsOf(chosen: readonly IngredientParams[], sources: Sources): readonly Ingredient[] {
  return chosen.map((own) => {
    const { metadata, formula, readings } = indicatorOf(own.indicator);
    if (readings) return priceIngredient(metadata, readings, own, sources);
    assert(formula !== null, 'an indicator is computed from prices or from observations');
    return macroIngredient(metadata, formula, own, sources);
  });
}
