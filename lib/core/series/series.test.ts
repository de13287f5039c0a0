import { describe, expect, it } from 'vitest';
import type { IsoDate } from '../base/iso-date';
import { periodEnds } from './period-ends';
import { resampleLevels } from './resample';
import { compounded, simpleReturns, wealthOf } from './returns';
import { thinRows } from './thin';

const dates = ['2024-01-30', '2024-01-31', '2024-02-01', '2024-02-29', '2024-04-02'] as IsoDate[];

describe('returns', () => {
  it('n levels give n − 1 returns, and wealth leads back to the levels', () => {
    const returns = simpleReturns([100, 110, 99]);
    expect(Array.from(returns, (r) => Math.round(r * 1e12) / 1e12)).toEqual([0.1, -0.1]);
    expect(wealthOf(returns)[2]).toBeCloseTo(0.99, 12);
    expect(compounded([])).toBe(0);
  });
});

describe('period ends', () => {
  it('a month ends on the row whose successor lies in another month; the last row is never one by itself', () => {
    expect(Array.from(periodEnds(dates, 'month-end'))).toEqual([1, 3]);
  });

  it('the calendar’s next date can close the last row', () => {
    expect(Array.from(periodEnds(dates.slice(0, 2), 'month-end', dates[2]))).toEqual([1]);
    expect(Array.from(periodEnds(dates.slice(0, 2), 'month-end', null))).toEqual([]);
  });

  it('quarters end in March even when March has no row', () => {
    expect(Array.from(periodEnds(dates, 'quarter-end'))).toEqual([3]);
  });

  it('weeks run from Monday to Sunday', () => {
    const week = ['2024-01-05', '2024-01-07', '2024-01-08'] as IsoDate[];
    expect(Array.from(periodEnds(week, 'week-end'))).toEqual([1]);
  });

  it('the same month a year later is another month', () => {
    expect(Array.from(periodEnds(['2023-01-31', '2024-01-31'] as IsoDate[], 'month-end'))).toEqual([0]);
  });
});

describe('resampling', () => {
  it('keeps the first and the last row, so that no return is lost', () => {
    expect(resampleLevels(dates, [1, 2, 3, 4, 5], 'month-end')).toEqual({
      dates: ['2024-01-30', '2024-01-31', '2024-02-29', '2024-04-02'],
      levels: Float64Array.of(1, 2, 4, 5),
    });
  });
});

describe('thinning', () => {
  it('keeps the extremes of every curve within the number of points', () => {
    const curve = Float64Array.from({ length: 10_000 }, (_, t) => Math.sin(t / 300));
    curve[1234] = -9;
    const other = Float64Array.from({ length: 10_000 }, (_, t) => t);
    other[7777] = 1e6;
    const rows = Array.from(thinRows([curve, other], 1500));
    expect(rows.length).toBeLessThanOrEqual(1500);
    expect(rows).toEqual(expect.arrayContaining([0, 1234, 7777, 9999]));
    expect(rows).toEqual([...rows].sort((a, b) => a - b));
  });

  it('spends its points: curves that turn together get more stretches', () => {
    const curve = Array.from({ length: 6_281 }, (_, t) => Math.sin(t / 7) + t / 900);
    const same = curve.map((value) => 2 * value);
    const rows = thinRows([curve, same, curve, same], 1_500);
    expect(rows.length).toBeGreaterThan(1_200);
    expect(rows.length).toBeLessThanOrEqual(1_500);
  });

  it('never hides the deepest point of any of five curves over fifty years of days, nor of their wealth', () => {
    // Five walks whose steps no row repeats.
    const navs = Array.from({ length: 5 }, (_, k) => {
      let level = 1;
      return Float64Array.from({ length: 12_600 }, (__, t) => (level *= Math.exp(0.0003 + 0.01 * Math.sin(t * t * (k + 1.618)))));
    });
    const falls = navs.map((nav) => {
      let peak = 0;
      return nav.map((level) => level / (peak = Math.max(peak, level)) - 1);
    });
    const curves = [...navs, ...falls];
    const kept = new Set(thinRows(curves, 1_500));
    expect(kept.size).toBeLessThanOrEqual(1_500);
    for (const curve of curves) {
      expect(kept.has(curve.indexOf(Math.min(...curve)))).toBe(true);
      expect(kept.has(curve.indexOf(Math.max(...curve)))).toBe(true);
    }
  });

  it('a short series is left as it is', () => {
    expect(Array.from(thinRows([[1, 2, 3]], 5))).toEqual([0, 1, 2]);
  });
});
