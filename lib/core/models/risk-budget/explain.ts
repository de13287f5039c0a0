import { trendFlipLevel } from '../../indicators/trend';
import { assertAdditive, difference } from '../../targets/attribution';
import type { AttributionRow, Decision, DistanceToFlip, Layer, MissingReading, Reading } from '../decision';
import { RISK_BUDGET_CARD } from './card';
import type { RiskBudgetSetting, RiskBudgetStep } from './fold';
import type { LayerSetting, LayerState } from './layer';

const TREND_MONTHS = 10;

function layerRows(layer: Layer, { ingredients, lines }: LayerSetting, state: LayerState | null): readonly AttributionRow[] {
  const names = [...ingredients.map(({ metadata }) => metadata.id), 'hysteresis'];
  return names.map((name, j) => ({ step: `${layer}.${name}`, byAsset: Array.from(state?.rows[j] ?? new Float64Array(lines)) }));
}

function attributionOf(setting: RiskBudgetSetting, step: RiskBudgetStep): readonly AttributionRow[] {
  const rows = [
    ...layerRows('dynamic', setting.dynamic, step.dynamic),
    ...layerRows('tactical', setting.tactical, step.tactical),
    { step: 'limits', byAsset: difference(step.legal, step.wish) },
    { step: 'pace', byAsset: difference(step.paced, step.legal) },
    { step: 'turnoverCap', byAsset: difference(step.capped, step.paced) },
    { step: 'trackingError', byAsset: difference(step.safe, step.capped) },
    { step: 'minimumTrade', byAsset: difference(step.target, step.safe) },
  ];
  assertAdditive(rows.map((row) => row.byAsset), setting.strategic, step.target);
  return rows;
}

function readingsOf({ policy }: RiskBudgetSetting, layer: Layer, { ingredients }: LayerSetting, state: LayerState): readonly Reading[] {
  return ingredients.flatMap(({ metadata }, j) =>
    state.voices[j].flatMap((voice, a): readonly Reading[] => {
      if (!voice?.has) return [];
      const { reading, score, knownAt, period } = voice;
      const part = { label: metadata.label, reading, score };
      return [{ layer, indicator: metadata.id, asset: policy.lines[a].asset, reading, unit: metadata.unit, score, share: state.shares[a][j], knownAt, period, parts: [part] }];
    }),
  );
}

function missingOf({ policy }: RiskBudgetSetting, layer: Layer, { ingredients, covarianceAt }: LayerSetting, state: LayerState | null): readonly MissingReading[] {
  if (!state) return [{ layer, indicator: 'all', asset: null, reason: 'no quarter-end has closed yet', cause: 'too-short' }];
  const silent = ingredients.flatMap(({ metadata }, j) =>
    state.voices[j].flatMap((voice, a): readonly MissingReading[] =>
      voice && !voice.has ? [{ layer, indicator: metadata.id, asset: policy.lines[a].asset, reason: voice.reason, cause: voice.cause }] : [],
    ),
  );
  if (covarianceAt(state.k)) return silent;
  return [...silent, { layer, indicator: 'covariance', asset: null, reason: 'fewer than 24 monthly returns: without a covariance there is no risk budget, and nothing is tilted', cause: 'too-short' }];
}

/** How far each trend that counts by its sign is from turning. */
function distancesAt({ policy, months, tactical, dynamic }: RiskBudgetSetting, k: number): readonly DistanceToFlip[] {
  const trends = [...dynamic.ingredients, ...tactical.ingredients].filter(({ metadata, params }) => metadata.id === 'trend' && params.standard.kind === 'sign');
  return trends.flatMap(({ readingsOf: readings }) =>
    policy.lines.flatMap(({ asset }, a): readonly DistanceToFlip[] => {
      const reading = readings?.(a)?.[k] ?? NaN;
      if (Number.isNaN(reading)) return [];
      const state = reading >= 0 ? 1 : -1;
      const levels = months.levels[a];
      return [{ asset, indicator: 'trend', months: TREND_MONTHS, state, move: trendFlipLevel(levels, k, TREND_MONTHS, 0, state) / levels[k] - 1 }];
    }),
  );
}

/** The decision of one step with its readings, what is missing, the attribution and the distances to flip. */
export function explainStep(setting: RiskBudgetSetting, step: RiskBudgetStep): Decision {
  const { k, dynamic, tactical } = step;
  const { dates } = setting.months;
  return {
    model: { slug: RISK_BUDGET_CARD.slug, version: RISK_BUDGET_CARD.version },
    date: dates[k],
    dynamicDate: dynamic ? dates[dynamic.k] : null,
    assets: setting.policy.lines.map((line) => line.asset),
    strategic: Array.from(setting.strategic),
    dynamicTilt: Array.from(dynamic?.tilt ?? new Float64Array(setting.strategic.length)),
    tacticalTilt: Array.from(tactical.tilt),
    dynamicScale: dynamic?.scale ?? 1,
    tacticalScale: tactical.scale,
    wish: Array.from(step.wish),
    legal: Array.from(step.legal),
    last: Array.from(step.last),
    target: Array.from(step.target),
    order: step.order,
    readings: [...(dynamic ? readingsOf(setting, 'dynamic', setting.dynamic, dynamic) : []), ...readingsOf(setting, 'tactical', setting.tactical, tactical)],
    missing: [...missingOf(setting, 'dynamic', setting.dynamic, dynamic), ...missingOf(setting, 'tactical', setting.tactical, tactical)],
    attribution: attributionOf(setting, step),
    distances: distancesAt(setting, k),
  };
}
