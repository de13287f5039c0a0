import { describe, expect, it } from 'vitest';
import type { IsoDate } from '../../base/iso-date';
import { decide } from '../../decide';
import { createHistory } from '../../market/history';
import { policyOf } from '../../testing/policies';
import { rulesGrid, rulesObservations } from '../../testing/rules-world';
import { capeMomentumModel, exposureOf } from './cape-momentum';

const LATER = '2030-01-01' as IsoDate;
const grid = rulesGrid(['SPY', 'IEF', 'BIL']);
const mix = (max = 1) => policyOf([['SPY', 'equity', 0.6, 0, max], ['IEF', 'bond', 0.3], ['BIL', 'cash', 0.1]], { cash: 'BIL' });
const decided = (observed = rulesObservations(), policy = mix(), params = {}) => {
  const found = decide(createHistory(grid, observed).asOf(LATER), policy, capeMomentumModel(params));
  if (!found.ok) throw new Error(found.error.message);
  return found.value;
};

describe('CAPE and momentum', () => {
  it('goes from half to one and a half times the neutral weight', () => {
    expect([exposureOf(1, 1, 0.5), exposureOf(-1, -1, 0.5), exposureOf(-1, 1, 0.5), exposureOf(0.5, -1, 0.5)]).toEqual([1.5, 0.5, 1, 0.875]);
    expect(exposureOf(null, 1, 0.5)).toBe(1.5);
  });

  it('moves stocks around their policy weight and shares the rest as the policy does', () => {
    const { target, readings } = decided();
    const score = (indicator: string) => readings.find((reading) => reading.indicator === indicator)?.score ?? NaN;
    expect(target[0]).toBeCloseTo(Math.min(1, 0.6 * exposureOf(score('cape'), score('yearReturn'), 0.5)), 12);
    expect(target[1] / target[2]).toBeCloseTo(3, 9);
  });

  it('never exceeds the policy’s maximum', () => {
    expect(decided([], mix(0.65), { valueShare: 0 }).target[0]).toBeLessThanOrEqual(0.65);
  });

  it('says so when there is no CAPE, or an old one, and lets momentum decide', () => {
    const none = decided([]);
    expect(none.missing).toMatchObject([{ indicator: 'cape', cause: 'no-data' }]);
    expect([0.3, 0.9]).toContainEqual(expect.closeTo(none.target[0], 12));
    const old = rulesObservations().filter(({ period }) => period < '2016-01');
    expect(decided(old).missing).toMatchObject([{ cause: 'stale' }]);
    const few = rulesObservations().filter(({ period }) => period > '2010-01');
    expect(decided(few).missing).toMatchObject([{ cause: 'too-short' }]);
  });
});
