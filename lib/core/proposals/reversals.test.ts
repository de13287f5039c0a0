import { describe, expect, it } from 'vitest';
import { isoDate } from '../base/iso-date';
import type { AssetId } from '../base/units';
import type { View } from '../market/history';
import type { Decision, DistanceToFlip } from '../models/decision';
import { reversals } from './reversals';

const [EQ, BD] = ['EQ', 'BD'] as AssetId[];
const view = {
  asOf: isoDate('2024-02-05'), nextDate: null, observationsOf: () => [], newestPeriodOf: () => null,
  grid: { dates: ['2024-01-31', '2024-02-05'].map(isoDate), assets: [EQ, BD], levels: [Float64Array.of(100, 101), Float64Array.of(50, 50)], cashLevel: null, periodsPerYear: 12, sampling: 'end' },
} satisfies View;

/** A rule that a person can check: 70 % equity at a close of 95 or more, else 60 %. */
const decideOn = ({ grid }: View) => {
  const equity = grid.levels[0][0] >= 95 ? 0.7 : 0.6;
  return { date: isoDate('2024-01-31'), assets: [EQ, BD], target: [equity, 1 - equity], distances: [flip(EQ, -0.05), flip(EQ, -0.4), flip(BD, 0.1)] } as unknown as Decision;
};
const flip = (asset: AssetId, move: number): DistanceToFlip => ({ asset, indicator: 'trend', months: 10, state: 1, move });
const bought = (asset: string) => (asset === EQ ? 0.1 : -0.1);

describe('what would have spoken against a shift', () => {
  it('is the turn that takes the target back, found by deciding again just beyond it', () => {
    expect(reversals(decideOn(view), view, bought, decideOn)).toEqual([{ ...flip(EQ, -0.05), target: 0.7, targetAfter: 0.6 }]);
  });

  it('leaves the view as it was', () => {
    reversals(decideOn(view), view, bought, decideOn);
    expect([...view.grid.levels[0]]).toEqual([100, 101]);
  });

  it('is not a turn that goes with the shift, nor one of a class that is not shifted', () => {
    expect(reversals(decideOn(view), view, (asset) => -bought(asset), decideOn)).toEqual([]);
    expect(reversals(decideOn(view), view, () => 0, decideOn)).toEqual([]);
  });

  it('says nothing where the model refuses, or the day is not in the view', () => {
    expect(reversals(decideOn(view), view, bought, () => null)).toEqual([]);
    expect(reversals({ ...decideOn(view), date: isoDate('2023-12-29') }, view, bought, decideOn)).toEqual([]);
  });
});
