import { describe, expect, it } from 'vitest';
import type { IsoDate } from '../base/iso-date';
import { decide } from '../decide';
import type { History } from '../market/history';
import { createHistory } from '../market/history';
import { rulesGrid, rulesObservations, rulesPolicy } from '../testing/rules-world';
import type { Decision, DistanceToFlip } from './decision';
import { momentumFlip, trendFlip } from './flips';
import { findModel } from './registry';

const SOME = ['SPY', 'EFA', 'IEF', 'ACWX', 'AGG', 'GLD', 'BIL'];
const DAYS = ['2006-05-28', '2009-02-28', '2012-10-28'] as IsoDate[];
const SIGNALS = { trend: 'trend', momentum: 'yearReturn' } as const;

function decided(slug: string, history: History, day: IsoDate): Decision {
  const model = findModel(slug)?.create({});
  const decision = model?.ok ? decide(history.asOf(day), rulesPolicy(SOME), model.value) : null;
  if (!decision?.ok) throw new Error(`${slug} does not decide`);
  return decision.value;
}

/** The market with the level of one asset on one day multiplied. */
function moved(asset: string, day: IsoDate, factor: number): History {
  const grid = rulesGrid(SOME);
  const row = grid.dates.indexOf(day);
  const levels = grid.levels.map((column, a) => (grid.assets[a] === asset ? column.map((level, t) => (t === row ? level * factor : level)) : column));
  return createHistory({ ...grid, levels }, rulesObservations());
}

const isUp = ({ readings }: Decision, { asset, indicator }: DistanceToFlip): boolean =>
  (readings.find((reading) => reading.asset === asset && reading.indicator === SIGNALS[indicator])?.score ?? NaN) > 0;

describe.each(['gtaa5', 'gtaa-top-n', 'growth-trend', 'gem', 'cape-momentum'])('the distance to flip of %s', (slug) => {
  it.each(DAYS)('is where its signal turns, and not before: %s', (day) => {
    const { distances } = decided(slug, moved('SPY', day, 1), day);
    expect(distances.length).toBeGreaterThan(0);
    for (const distance of distances) {
      const at = (past: number) => isUp(decided(slug, moved(distance.asset, day, (1 + distance.move) * (1 - distance.state * past)), day), distance);
      expect([at(-1e-9), at(1e-9)]).toEqual([distance.state > 0, distance.state < 0]);
    }
  });
});

describe('the turning points', () => {
  it('of the trend is the mean of the months before today, of momentum what the other made of the same start', () => {
    expect(trendFlip(0, [10, 12, 14, 20], true)).toEqual([{ line: 0, indicator: 'trend', months: 4, state: 1, level: 12 }]);
    expect(momentumFlip(1, [10, 11, 9], [100, 103, 104], false)).toEqual({ line: 1, indicator: 'momentum', months: 2, state: -1, level: 10.4 });
  });

  it('do not exist for the mean of today alone', () => {
    expect(trendFlip(0, [10], false)).toEqual([]);
  });
});
