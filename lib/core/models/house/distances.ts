import { momentumFlipLevel } from '../../indicators/momentum';
import { trendFlipLevel } from '../../indicators/trend';
import type { DistanceToFlip } from '../decision';
import type { HouseSetting } from './fold';

/** How far every trend and momentum signal of month-end k is from turning. */
export function distancesAt(setting: HouseSetting, k: number): readonly DistanceToFlip[] {
  const { months, params, policy } = setting;
  return setting.tactical.flatMap((signals, a): readonly DistanceToFlip[] => {
    if (!signals) return [];
    const { asset } = policy.lines[a];
    const levels = months.levels[a];
    const moveTo = (level: number) => level / levels[k] - 1;
    const trend = params.trendMonths.flatMap((h, j): readonly DistanceToFlip[] => {
      const state = signals.trendStates[j][k];
      if (state === 0) return [];
      const side = state > 0 ? 1 : -1;
      return [{ asset, indicator: 'trend', months: h, state: side, move: moveTo(trendFlipLevel(levels, k, h, params.trendBand, side)) }];
    });
    const momentum = params.momentumMonths.flatMap((h, j): readonly DistanceToFlip[] => {
      const reading = signals.momentum[j][k];
      if (Number.isNaN(reading)) return [];
      return [{ asset, indicator: 'momentum', months: h, state: reading >= 0 ? 1 : -1, move: moveTo(momentumFlipLevel(levels, months.cash, k, h)) }];
    });
    return [...trend, ...momentum];
  });
}
