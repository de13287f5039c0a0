import { describe, expect, it } from 'vitest';
import type { IsoDate } from '../base/iso-date';
import { calendarTable } from './calendar-table';
import { rolling, rollingCagr, rollingVolatility } from './rolling';

describe('rolling windows', () => {
  it('a window of two over three returns has two entries', () => {
    expect(rolling([[1, 2, 4]], 2, ([w]) => w[0] + w[1])).toEqual([3, 6]);
    expect(Array.from(rollingCagr([0.1, 0.1, -0.5], 2, 2), (x) => Math.round(x * 1e12) / 1e12)).toEqual([0.21, -0.45]);
    expect(rollingVolatility([0.01, 0.03, 0.01], 2, 1)[1]).toBeCloseTo(Math.SQRT2 / 100, 15);
  });

  it('the rounding of an outlier does not outlive 512 windows', () => {
    const returns = Float64Array.from({ length: 1100 }, (_, t) => (t === 3 ? 1e6 : t % 2 === 0 ? 0.01 : 0.03));
    const found = rollingVolatility(returns, 4, 1);
    expect(found[512]).toBeCloseTo(0.01 * Math.sqrt(4 / 3), 15);
    expect(found[1090]).toBeCloseTo(0.01 * Math.sqrt(4 / 3), 12);
  });

  it('a window longer than the series has none', () => {
    expect([rolling([[1]], 2, () => 1), rollingCagr([0.1], 2, 12).length, rollingVolatility([0.1], 2, 12).length]).toEqual([[], 0, 0]);
    expect(rolling([], 1, () => 1)).toEqual([]);
  });

  it('a window that loses everything grew by −1', () => {
    expect(Array.from(rollingCagr([-1, 0.5], 1, 12))).toEqual([-1, -1]);
  });

  it('a window is a whole number of rows, and columns share theirs', () => {
    expect(() => rolling([[1]], 0, () => 1)).toThrow('1 or more');
    expect(() => rollingCagr([1], 1.5, 12)).toThrow('1 or more');
    expect(() => rollingVolatility([1], 1, 12)).toThrow('2 or more');
    expect(() => rolling([[1], [1, 2]], 1, () => 1)).toThrow('share their rows');
  });
});

describe('the table of calendar years', () => {
  const dates = ['2023-11-30', '2023-12-15', '2023-12-29', '2024-02-29', '2024-12-31'] as IsoDate[];
  const table = () => calendarTable(dates, [0.1, 0.1, 0.1, -0.5, 1]);

  it('compounds days to months and months to years', () => {
    expect(table().map(({ year, isWhole }) => [year, isWhole])).toEqual([[2023, false], [2024, false]]);
    expect(table()[0].months[10]).toBeCloseTo(0.1, 15);
    expect(table()[0].months[11]).toBeCloseTo(0.21, 15);
    expect(table()[0].total).toBeCloseTo(0.331, 15);
    expect(table()[1].total).toBeCloseTo(0, 15);
  });

  it('a month without a row is empty, not 0 %', () => {
    expect(table()[1].months.map((value) => value !== null)).toEqual([0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1].map(Boolean));
  });

  it('a year with a row in January and one in December is whole', () => {
    expect(calendarTable(['2024-01-31', '2024-12-31'] as IsoDate[], [0, 0])[0].isWhole).toBe(true);
    expect(calendarTable(['2024-01-31', '2024-11-29'] as IsoDate[], [0, 0])[0].isWhole).toBe(false);
    expect(calendarTable([], [])).toEqual([]);
  });
});
