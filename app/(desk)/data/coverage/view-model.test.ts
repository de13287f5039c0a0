import { describe, expect, it } from 'vitest';
import type { CoverageReading, SeriesCoverageMap } from '@/lib/server/use-cases/read-coverage';
import { coverageView } from './view-model';

const map = (code: string, over: Partial<SeriesCoverageMap> = {}, series: Partial<SeriesCoverageMap['series']> = {}): SeriesCoverageMap =>
  ({ series: { id: code.length, code, basis: null, frequency: 'monthly', sampling: 'end', source: 'a file', licence: '', ...series }, first: '2001-01-01', last: '2024-03-01', years: [], missing: 0, revised: 0, expectedBy: '2024-05-15', daysLate: 0, ...over }) as SeriesCoverageMap;
const view = (...maps: SeriesCoverageMap[]) => coverageView({ today: '2024-05-01', firstYear: 2001, lastYear: 2024, maps } as unknown as CoverageReading);

describe('coverage and freshness', () => {
  it('says that all is on time, or which is the latest', () => {
    expect(view(map('CPI'), map('GS10')).title).toBe('All 2 series are on time');
    const late = view(map('CPI'), map('UNRATE', { daysLate: 3 }), map('GS10', { daysLate: 1 }));
    expect(late.title).toBe('2 of 3 series are late');
    expect(late.lede).toContain('UNRATE is the latest: its next value should have been there by 2024-05-15, 3 days ago');
    expect(late.rows.map(({ name, state, tone }) => [name, state, tone])).toEqual([['UNRATE', '3 days late', 'attention'], ['GS10', '1 day late', 'attention'], ['CPI', 'on time', 'ok']]);
  });

  it('says by which day it judged: a sample stands still, and nobody is told of a today it does not have', () => {
    expect(view(map('CPI')).lede).toContain('later than today');
    const sample = coverageView({ today: null, firstYear: 2001, lastYear: 2024, maps: [map('CPI')] });
    expect(sample.lede).toContain('at which the clock of a sample stands');
    expect(sample.lede).not.toContain('today');
  });

  it('names a month for series of months and a day for those of days', () => {
    expect(view(map('CPI')).rows[0]).toMatchObject({ first: '2001-01', last: '2024-03', missing: 'none', licence: 'licence not stated' });
    expect(view(map('SPY', { missing: 4 }, { frequency: 'daily', basis: 'total-return' })).rows[0]).toMatchObject({ name: 'SPY, total return', first: '2001-01-01', missing: 'about 4' });
    expect(view(map('GDP', {}, { frequency: 'annual' })).rows[0].last).toBe('2024');
  });

  it('draws years on end that are covered alike as one, and no further than a gap', () => {
    const year = (of: number, share: number) => ({ year: of, count: Math.round(12 * share), share });
    const [row] = view(map('CPI', { years: [year(2001, 0.5), year(2002, 1), year(2003, 1), year(2005, 1), year(2006, 0.999)] })).map;
    expect(row.spans).toEqual([{ from: 2001, to: 2001, count: 6, share: 0.5 }, { from: 2002, to: 2003, count: 24, share: 1 }, { from: 2005, to: 2006, count: 24, share: 1 }]);
  });
});
