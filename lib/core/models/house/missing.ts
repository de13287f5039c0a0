import type { MissingReading } from '../decision';
import type { HouseSetting, HouseStep } from './fold';
import { MACRO, themesOf } from './recipe';

const MOMENTUM_WARM_UP = 13;

function tacticalReason(setting: HouseSetting, j: number, k: number): string {
  const { params, months } = setting;
  const has = k + 1;
  if (j === 0) return `needs ${Math.min(...params.trendMonths)} months, has ${has}`;
  if (j === 1) return has < MOMENTUM_WARM_UP ? `needs ${MOMENTUM_WARM_UP} months, has ${has}` : 'its returns do not vary';
  return months.rows[k] === 0 ? 'needs a year of rows, has one row' : `needs a year of rows that vary, has ${months.rows[k] + 1} rows`;
}

/** Tactical signals without a reading, and what the funding cannot do. */
export function tacticalMissing(setting: HouseSetting, { k }: HouseStep): readonly MissingReading[] {
  const found = setting.tactical.flatMap((signals, a): readonly MissingReading[] => {
    if (!signals) return [];
    return (['trend', 'momentum', 'volatility'] as const).flatMap((indicator, j): readonly MissingReading[] =>
      Number.isNaN(signals.scoresAt(k)[j])
        ? [{ layer: 'tactical', indicator, asset: setting.policy.lines[a].asset, reason: tacticalReason(setting, j, k) }]
        : [],
    );
  });
  if (setting.funding.from !== 'all') return found;
  return [...found, { layer: 'tactical', indicator: 'funding', asset: null, reason: 'there is neither cash nor a bond: tilts can only rotate between the assets' }];
}

/** Dynamic signals without a reading when the layer was last set. */
export function dynamicMissing(setting: HouseSetting, { dynamic }: HouseStep): readonly MissingReading[] {
  if (!dynamic) return [{ layer: 'dynamic', indicator: 'all', asset: null, reason: 'no quarter-end has closed yet' }];
  const { snapshot } = dynamic;
  const lines = setting.policy.lines.map((line, a) => ({ ...line, a })).filter(({ a }) => a !== setting.cashIndex);
  const value = lines.flatMap(({ asset, a }): readonly MissingReading[] => {
    if (!Number.isNaN(snapshot.scoreOf('value', a))) return [];
    const { valueMonths } = setting.params;
    const reason = snapshot.k < valueMonths ? `needs ${valueMonths + 1} months, has ${snapshot.k + 1}` : 'its returns do not vary';
    return [{ layer: 'dynamic', indicator: 'value', asset, reason }];
  });
  const macro = MACRO.flatMap(({ id }, j): readonly MissingReading[] => {
    const score = snapshot.macro[j];
    const concerned = lines.some(({ group }) => themesOf(group).some((theme) => theme.includes(id)));
    return concerned && !score.has ? [{ layer: 'dynamic', indicator: id, asset: null, reason: score.reason }] : [];
  });
  const groupless = lines
    .filter(({ group }) => group === 'other')
    .map(({ asset }): MissingReading => ({ layer: 'dynamic', indicator: 'macro', asset, reason: 'the asset has no group: macro signals do not speak about it' }));
  return [...value, ...macro, ...groupless];
}
