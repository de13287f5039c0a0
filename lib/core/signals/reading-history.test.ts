import { describe, expect, it } from 'vitest';
import type { IsoDate } from '../base/iso-date';
import { unemployment } from '../indicators/unemployment';
import { cape } from '../indicators/cape';
import { trailingReturn } from '../indicators/year-return';
import { atEvery } from '../indicators/price-readings';
import type { View } from '../market/history';
import type { Observation } from '../market/observation';
import { macroHistory, priceHistory } from './reading-history';

const at = (period: string, value: number, knownAt: string): Observation => ({ seriesId: 'CAPE', period, value, knownAt: knownAt as IsoDate });
const ALL = [at('2020-01', 20, '2020-02-10'), at('2020-02', 30, '2020-03-10'), at('2020-01', 26, '2020-03-20'), at('2020-03', 25, '2020-04-10')];
const viewOf = (asOf: string, all: readonly Observation[] = ALL): View =>
  ({ asOf, grid: {}, nextDate: null, observationsOf: (code: string) => (code === 'CAPE' ? all.filter(({ knownAt }) => knownAt <= asOf) : []) }) as unknown as View;

describe('the history of readings from observations', () => {
  it('has at every month-end what was known then, in the vintage of then', () => {
    const { points, now, past, percentile } = macroHistory(cape, viewOf('2020-04-30'), ['CAPE'], 6);
    expect(points).toEqual([{ date: '2020-02-29', value: 20 }, { date: '2020-03-31', value: 30 }, { date: '2020-04-30', value: 25 }]);
    expect(now).toEqual({ value: 25, knownAt: '2020-04-10', period: '2020-03' });
    expect([...past]).toEqual([26, 30, 25]);
    expect(percentile).toBeCloseTo(0.5 / 3, 12);
  });

  it('seen from an earlier day, ends there and knows no later value', () => {
    const early = macroHistory(cape, viewOf('2020-03-15'), ['CAPE'], 6);
    expect(early.points).toEqual([{ date: '2020-02-29', value: 20 }, { date: '2020-03-15', value: 30 }]);
    expect([...early.past]).toEqual([20, 30]);
  });

  it('leaves a gap where the newest reading is stale, and says so', () => {
    const { points, now, silence } = macroHistory(cape, viewOf('2020-08-31'), ['CAPE'], 3);
    expect(points.map(({ value }) => value)).toEqual([20, 30, 25, 25, 25, null, null]);
    expect(now).toBeNull();
    expect(silence).toContain('more than 3 months old');
  });

  it('is empty for a series the desk lacks, and while a formula still waits', () => {
    expect(macroHistory(cape, viewOf('2020-04-30'), ['OTHER'], 6)).toMatchObject({ points: [], now: null, percentile: null, silence: 'no reading is known' });
    expect(macroHistory(unemployment, viewOf('2020-04-30'), ['CAPE'], 6)).toMatchObject({ points: [], now: null });
  });
});

describe('the history of readings from prices', () => {
  const dates = ['2020-01-31', '2020-02-28', '2020-03-31'] as IsoDate[];
  const grid = { rows: Int32Array.of(0, 1, 2), dates, levels: [Float64Array.of(100, 110, 99)], cash: Float64Array.of(1, 1, 1) };
  const monthly = atEvery((levels, k) => trailingReturn(levels, 1, k));

  it('begins with its first reading', () => {
    const { points, now, percentile } = priceHistory(monthly, grid, 0, '2 month-ends');
    expect(points.map(({ date }) => date)).toEqual(['2020-02-28', '2020-03-31']);
    expect(now).toMatchObject({ value: expect.closeTo(-0.1, 12), knownAt: '2020-03-31', period: null });
    expect(percentile).toBe(0.25);
  });

  it('says what it waits for', () => {
    expect(priceHistory(atEvery((levels, k) => trailingReturn(levels, 12, k)), grid, 0, '13 month-ends')).toMatchObject({ points: [], now: null, silence: 'needs 13 month-ends' });
  });
});
