import type { IsoDate } from '../../base/iso-date';
import { assertAdditive, difference } from '../../targets/attribution';
import type { AttributionRow, Decision } from '../decision';
import { HOUSE_CARD } from './card';
import { distancesAt } from './distances';
import type { HouseSetting, HouseStep } from './fold';
import { dynamicMissing, tacticalMissing } from './missing';
import { dynamicReadings, tacticalReadings } from './readings';
import { DYNAMIC, TACTICAL } from './recipe';

function attributionOf(setting: HouseSetting, step: HouseStep): readonly AttributionRow[] {
  const nil = () => new Array<number>(setting.strategic.length).fill(0);
  const rows = [
    ...DYNAMIC.map((id, j) => ({ step: `dynamic.${id}`, byAsset: step.dynamic ? Array.from(step.dynamic.rows[j]) : nil() })),
    ...TACTICAL.map((id, j) => ({ step: `tactical.${id}`, byAsset: Array.from(step.tacticalRows[j]) })),
    { step: 'limits', byAsset: difference(step.legal, step.wish) },
    { step: 'pace', byAsset: difference(step.aim, step.legal) },
    { step: 'noTrade', byAsset: difference(step.target, step.aim) },
  ];
  assertAdditive(rows.map((row) => row.byAsset), setting.strategic, step.target);
  return rows;
}

/** The decision of one step with its readings, what is missing, the attribution and the distances to flip. */
export function explainStep(setting: HouseSetting, step: HouseStep): Decision {
  const { k, dynamic } = step;
  const dates = setting.months.dates as readonly IsoDate[];
  return {
    model: { slug: HOUSE_CARD.slug, version: HOUSE_CARD.version },
    date: dates[k],
    dynamicDate: dynamic ? dates[dynamic.snapshot.k] : null,
    assets: setting.policy.lines.map((line) => line.asset),
    strategic: Array.from(setting.strategic),
    dynamicTilt: Array.from(step.dynamicTilt),
    tacticalTilt: Array.from(step.tacticalTilt),
    dynamicScale: dynamic?.scale ?? 1,
    tacticalScale: step.tacticalScale,
    wish: Array.from(step.wish),
    legal: Array.from(step.legal),
    last: Array.from(step.last),
    target: Array.from(step.target),
    order: step.order,
    readings: [...dynamicReadings(setting, step), ...tacticalReadings(setting, step)],
    missing: [...dynamicMissing(setting, step), ...tacticalMissing(setting, step)],
    attribution: attributionOf(setting, step),
    distances: distancesAt(setting, k),
  };
}
