import type { MissingReading } from '../decision';
import type { HouseSetting, HouseStep } from './fold';
import { DYNAMIC, MACRO, TACTICAL, themesOf } from './recipe';

const MOMENTUM_WARM_UP = 13;

type Why = Pick<MissingReading, 'reason' | 'cause'>;

const STILL: Why = { reason: 'its returns do not vary', cause: 'no-spread' };
const tooShort = (needs: number, has: number, unit = 'months'): Why => ({ reason: `needs ${needs} ${unit}, has ${has}`, cause: 'too-short' });

function tacticalReason({ params, months, rowsPerYear }: HouseSetting, j: number, k: number): Why {
  if (j === 0) return tooShort(Math.min(...params.trendMonths), k + 1);
  if (j === 1) return k + 1 < MOMENTUM_WARM_UP ? tooShort(MOMENTUM_WARM_UP, k + 1) : STILL;
  return months.rows[k] < rowsPerYear ? tooShort(rowsPerYear + 1, months.rows[k] + 1, 'rows') : STILL;
}

/** Tactical signals without a reading, and what the funding cannot do. */
export function tacticalMissing(setting: HouseSetting, { k }: HouseStep): readonly MissingReading[] {
  const found = setting.tactical.flatMap((signals, a): readonly MissingReading[] => {
    if (!signals) return [];
    const scores = signals.scoresAt(k);
    return TACTICAL.flatMap((indicator, j): readonly MissingReading[] =>
      Number.isNaN(scores[j])
        ? [{ layer: 'tactical', indicator, asset: setting.policy.lines[a].asset, ...tacticalReason(setting, j, k) }]
        : [],
    );
  });
  if (setting.funding.from !== 'all') return found;
  return [...found, { layer: 'tactical', indicator: 'funding', asset: null, reason: 'there is neither cash nor a bond: tilts can only rotate between the assets', cause: 'not-applicable' }];
}

/** Dynamic signals without a reading when the layer was last set. */
export function dynamicMissing(setting: HouseSetting, { dynamic }: HouseStep): readonly MissingReading[] {
  if (!dynamic) return [{ layer: 'dynamic', indicator: 'all', asset: null, reason: 'no quarter-end has closed yet', cause: 'too-short' }];
  const { snapshot } = dynamic;
  const lines = setting.policy.lines.map((line, a) => ({ ...line, a })).filter(({ a }) => a !== setting.cashIndex);
  const value = lines.flatMap(({ asset, a }): readonly MissingReading[] => {
    if (!Number.isNaN(snapshot.scores[a][DYNAMIC.indexOf('value')])) return [];
    const { valueMonths } = setting.params;
    const why = snapshot.k < valueMonths ? tooShort(valueMonths + 1, snapshot.k + 1) : STILL;
    return [{ layer: 'dynamic', indicator: 'value', asset, ...why }];
  });
  const macro = MACRO.flatMap(({ id }, j): readonly MissingReading[] => {
    const score = snapshot.macro[j];
    const concerned = lines.some(({ group }) => themesOf(group).some((theme) => theme.includes(id)));
    return concerned && !score.has ? [{ layer: 'dynamic', indicator: id, asset: null, reason: score.reason, cause: score.cause }] : [];
  });
  const groupless = lines
    .filter(({ group }) => group === 'other')
    .map(({ asset }): MissingReading => ({ layer: 'dynamic', indicator: 'macro', asset, reason: 'the asset has no group: macro signals do not speak about it', cause: 'not-applicable' }));
  return [...value, ...macro, ...groupless];
}
