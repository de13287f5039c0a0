import { describe, expect, it } from 'vitest';
import { isoDate } from '../base/iso-date';
import { assetId } from '../base/units';
import type { View } from '../market/history';
import type { DistanceToFlip } from '../models/decision';
import { crossed } from './crossed';

const view = (...levels: readonly number[]) => ({ grid: { dates: ['2024-01-31', '2024-02-01', '2024-02-02'].map(isoDate).slice(0, levels.length), assets: ['EQ'], levels: [Float64Array.from(levels)] } }) as unknown as View;
const distance = (move: number): DistanceToFlip => ({ asset: assetId('EQ'), indicator: 'trend', months: 10, state: move > 0 ? -1 : 1, move });
const decided = (...distances: readonly DistanceToFlip[]) => ({ date: isoDate('2024-01-31'), distances });

describe('a signal is crossed between two decisions', () => {
  it('when its asset has moved as far as its distance, in its direction', () => {
    expect(crossed(decided(distance(0.05)), view(100, 104, 105))).toEqual([{ ...distance(0.05), moved: expect.closeTo(0.05, 12) as number }]);
    expect(crossed(decided(distance(-0.05)), view(100, 104, 94))).toHaveLength(1);
  });
  it('and not before, not the other way, and not when it came back', () => {
    expect(crossed(decided(distance(0.05)), view(100, 104, 104.9))).toEqual([]);
    expect(crossed(decided(distance(0.05)), view(100, 104, 90))).toEqual([]);
    expect(crossed(decided(distance(0.05)), view(100, 110, 104))).toEqual([]);
    expect(crossed(decided(distance(-0.05)), view(100, 104, 110))).toEqual([]);
  });
  it('and never on the day of the decision itself, nor for a day or an asset that is not there', () => {
    expect(crossed(decided(distance(0.05), distance(-0.05)), view(100))).toEqual([]);
    expect(crossed({ date: isoDate('2023-12-29'), distances: [distance(0.01)] }, view(100, 104, 105))).toEqual([]);
    expect(crossed(decided({ ...distance(0.01), asset: assetId('BD') }), view(100, 104, 105))).toEqual([]);
  });
});
