import { describe, expect, it } from 'vitest';
import { expandingScore } from '../../signals/expanding-score';
import type { IsoDate } from '../../base/iso-date';
import { scoreOf } from '../../signals/clip';
import { valueScore } from './dynamic';
import { HOUSE_DEFAULTS } from './params';
import { MACRO } from './recipe';
import { houseThresholds } from './thresholds';

const past = Float64Array.from({ length: 120 }, (_, k) => (k % 2 === 0 ? 1 : 3));
const [FULL, NEUTRAL, EMPTY] = [0, 1, 2];

describe('where the house model’s scores turn', () => {
  it('is where its own score of value is +1, 0 and −1', () => {
    const levels = houseThresholds(HOUSE_DEFAULTS, 'value', past).map(({ at }) => valueScore(at, HOUSE_DEFAULTS));
    [1, 0, -1].forEach((score, k) => expect(levels[k]).toBeCloseTo(score, 12));
  });

  it.each(MACRO.map(({ id, sign }) => [id, sign] as const))('is where its own score of %s is +1, 0 and −1', (id, sign) => {
    const levels = houseThresholds(HOUSE_DEFAULTS, id, past);
    const scoreAt = (value: number) => {
      const score = expandingScore({ latest: { period: 24_240, value, knownAt: '2020-01-31' as IsoDate }, count: 120, mean: 2, deviation: 1 }, '2020-01-31' as IsoDate, sign, HOUSE_DEFAULTS);
      return score.has ? score.score : NaN;
    };
    expect([FULL, NEUTRAL, EMPTY].map((k) => scoreAt(levels[k].at))).toEqual([expect.closeTo(1, 12), expect.closeTo(0, 12), expect.closeTo(-1, 12)]);
  });

  it('is the clip of momentum, and the band of trend', () => {
    expect(houseThresholds(HOUSE_DEFAULTS, 'momentum', past).map(({ at }) => scoreOf(at, HOUSE_DEFAULTS.momentumClip))).toEqual([1, 0, -1]);
    expect(houseThresholds(HOUSE_DEFAULTS, 'trend', past).map(({ at }) => at)).toEqual([0.01, -0.01]);
  });

  it('is nowhere while there are too few readings, and for what the model does not read', () => {
    expect(houseThresholds(HOUSE_DEFAULTS, 'slope', past.slice(1))).toEqual([]);
    expect(houseThresholds(HOUSE_DEFAULTS, 'vixLevel', past)).toEqual([]);
  });
});
