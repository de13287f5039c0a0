import type { IsoDate } from '../../base/iso-date';
import { monthIndex, monthText } from '../../base/iso-date';
import { ok } from '../../base/result';
import type { AssetId } from '../../base/units';
import type { MacroFormula } from '../../indicators/macro-formula';
import { createMacroTracker } from '../../indicators/macro-tracker';
import { productionGrowth } from '../../indicators/production-growth';
import { retailSales } from '../../indicators/retail-sales';
import { trendReadings } from '../../indicators/trend';
import type { View } from '../../market/history';
import type { Cadence } from '../../series/period-ends';
import type { MissingReading } from '../decision';
import { trendFlip } from '../flips';
import type { Model } from '../model';
import type { Roles } from '../roles';
import { resolveRoles } from '../roles';
import type { RuleSignal } from '../rule-model';
import { ruleModel } from '../rule-model';
import { signScore, weightsOf } from '../selection';
import { GROWTH_TREND_CARD } from './card';

export const GROWTH_TREND_ROLES = ['SPY'] as const;

export interface GrowthTrendParams {
  readonly roles: Roles;
  readonly months: number;
  readonly staleMonths: number;
  readonly series: { readonly retailSales: string; readonly consumerPrices: string; readonly production: string };
  readonly cadence: Cadence;
}

export const GROWTH_TREND_DEFAULTS: GrowthTrendParams = {
  roles: {},
  months: 10,
  staleMonths: 6,
  series: { retailSales: 'RETAIL', consumerPrices: 'CPIAUCSL', production: 'INDPRO' },
  cadence: 'month-end',
};

/** Whether stocks are held: above the trend, or growth denies that anything is wrong. Without any figure the trend decides. */
export function holdsStocks(trend: number, growth: readonly number[]): boolean {
  if (trend > 0) return true;
  return growth.length > 0 && growth.every((figure) => !(figure < 0));
}

/** A growth figure as known at a date: a signal about a line, or why there is none. */
type Growth = (date: IsoDate) => RuleSignal | MissingReading;

function growthOf(view: View, indicator: string, formula: MacroFormula, series: readonly string[], staleMonths: number, line: number, asset: AssetId): Growth {
  const tracker = createMacroTracker(formula, series.map((id) => view.observationsOf(id)));
  return (date) => {
    const { latest } = tracker.advance(date);
    if (!latest) return { layer: 'tactical', indicator, asset, reason: `no growth of ${series[0]} is known`, cause: 'no-data' };
    const observed = { period: monthText(latest.period), knownAt: latest.knownAt };
    if (monthIndex(date) > latest.period + staleMonths) {
      return { layer: 'tactical', indicator, asset, reason: `the newest growth of ${series[0]} is of ${observed.period}, more than ${staleMonths} months old`, cause: 'stale' };
    }
    return { line, indicator, label: 'over a year', reading: latest.value, unit: 'fraction', score: signScore(latest.value), observed };
  };
}

/** The ten-month rule, obeyed only when the economy agrees. */
export function growthTrendModel(params: Partial<GrowthTrendParams> = {}): Model {
  const { roles, months, staleMonths, series, cadence }: GrowthTrendParams = { ...GROWTH_TREND_DEFAULTS, ...params };
  return ruleModel({
    card: GROWTH_TREND_CARD,
    step: 'tactical.trend',
    reads: ['trend', 'retailSales', 'productionGrowth'],
    cadence,
    months,
    observes: Object.values(series),
    prepare: ({ view, policy }) => {
      const lineOf = resolveRoles(GROWTH_TREND_ROLES, roles, policy);
      if (!lineOf.ok) return lineOf;
      const line = lineOf.value('SPY');
      const { asset } = policy.lines[line];
      const figures = [
        growthOf(view, 'retailSales', retailSales, [series.retailSales, series.consumerPrices], staleMonths, line, asset),
        growthOf(view, 'productionGrowth', productionGrowth, [series.production], staleMonths, line, asset),
      ];
      return ok(({ date, closes }) => {
        const levels = closes(line, months);
        const trend = trendReadings(levels, months)[months - 1];
        const found = figures.map((figure) => figure(date));
        const growth = found.filter((one): one is RuleSignal => 'reading' in one);
        const missing = found.filter((one): one is MissingReading => 'reason' in one);
        const held = holdsStocks(trend, growth.map(({ reading }) => reading));
        const signals: readonly RuleSignal[] = [{ line, indicator: 'trend', label: `${months} months`, reading: trend, unit: 'fraction', score: trend > 0 ? 1 : -1 }, ...growth];
        return { weights: weightsOf(policy.lines.length, [[line, held ? 1 : 0]]), signals, missing, flips: trendFlip(line, levels, trend > 0) };
      });
    },
  });
}
