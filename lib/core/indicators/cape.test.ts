import { describe, expect, it } from 'vitest';
import type { IsoDate } from '../base/iso-date';
import type { Observation } from '../market/observation';
import { createCapePercentile } from './cape';

const at = (period: string, value: number, knownAt: string): Observation => ({ seriesId: 'CAPE', period, value, knownAt: knownAt as IsoDate });
const day = (text: string) => text as IsoDate;

describe('CAPE against its past', () => {
  const series = [at('2020-01', 10, '2020-02-15'), at('2020-02', 30, '2020-03-15'), at('2020-03', 20, '2020-04-15'), at('2020-02', 15, '2020-05-15')];

  it('knows a month from its release on, and a revision from its own', () => {
    const { advance } = createCapePercentile(series, 60);
    expect(advance(day('2020-02-14'))).toBeNull();
    expect(advance(day('2020-03-20'))).toMatchObject({ period: '2020-02', percentile: 0.75, months: 2 });
    expect(advance(day('2020-04-15'))).toMatchObject({ period: '2020-03', percentile: 0.5, months: 3 });
    expect(advance(day('2020-05-15'))).toMatchObject({ period: '2020-03', percentile: 2.5 / 3, knownAt: '2020-04-15' });
  });

  it('forgets what is older than its window', () => {
    const old = [at('2018-01', 1, '2018-02-15'), ...series.slice(0, 3)];
    expect(createCapePercentile(old, 1).advance(day('2020-04-15'))).toMatchObject({ months: 3, percentile: 0.5 });
    expect(createCapePercentile(old, 3).advance(day('2020-04-15'))).toMatchObject({ months: 4, percentile: 0.625 });
  });
});
