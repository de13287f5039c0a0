import { describe, expect, it } from 'vitest';
import type { IsoDate } from '../base/iso-date';
import { bestPeriod, calendarReturns, worstPeriod } from './extremes';

describe('the best and the worst period', () => {
  it('are the highest and the lowest return', () => {
    expect([bestPeriod([-0.1, 0.3, 0.2]), worstPeriod([0.2, -0.1, 0.3])]).toEqual([0.3, -0.1]);
    expect([bestPeriod([-0.2, -0.1]), worstPeriod([0.2, 0.1])]).toEqual([-0.1, 0.1]);
    expect([bestPeriod([]), worstPeriod([])]).toEqual([null, null]);
  });
});

describe('returns by calendar period', () => {
  const dates = ['2024-01-30', '2024-01-31', '2024-02-29', '2025-02-28'] as IsoDate[];

  it('compound what lies in one month; the same month of another year is another', () => {
    expect(calendarReturns(dates, [1, 0.5, 0.25, 0.75], 'month-end')).toEqual([
      { end: '2024-01-31', value: 2 },
      { end: '2024-02-29', value: 0.25 },
      { end: '2025-02-28', value: 0.75 },
    ]);
  });

  it('by year, and by row', () => {
    expect(calendarReturns(dates, [1, 0.5, 0, 1], 'year-end')).toEqual([{ end: '2024-02-29', value: 2 }, { end: '2025-02-28', value: 1 }]);
    expect(calendarReturns(dates, [1, 0.5, 0, 1], 'every-row').map(({ value }) => value)).toEqual([1, 0.5, 0, 1]);
    expect(calendarReturns([], [], 'month-end')).toEqual([]);
  });
});
