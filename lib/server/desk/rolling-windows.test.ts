import { describe, expect, it } from 'vitest';
import type { IsoDate } from '../../core/base/iso-date';
import { rollingFigures } from './rolling-windows';

/** Thirty month-ends from January 2020. */
const dates = Array.from({ length: 30 }, (_, k) => new Date(Date.UTC(2020, k + 1, 0)).toISOString().slice(0, 10) as IsoDate);
const growing = Float64Array.from(dates, (_, k) => 1.01 ** k);
/** Halves at the tenth month and doubles at the eleventh. */
const dented = Float64Array.from(dates, (_, k) => (k === 10 ? 0.5 : 1));
const setting = { dates, periodsPerYear: 12, strategic: growing, dynamic: dented };

describe('rolling windows', () => {
  it('end where a whole window lies behind, and at the last row', () => {
    const { dates: ends, strategic, dynamic } = rollingFigures(setting, 'cagr', 1);
    expect([ends[0], ends.at(-1), ends.length]).toEqual([dates[12], dates[29], 18]);
    expect(strategic[0]).toBeCloseTo(1.01 ** 12 - 1, 12);
    expect(dynamic[0]).toBeCloseTo(0, 12);
    expect([strategic.length, dynamic.length]).toEqual([18, 18]);
  });

  it('see a fall as long as its peak and its trough are inside', () => {
    const { dynamic, strategic } = rollingFigures(setting, 'drawdown', 1);
    expect(dynamic.slice(0, 10).every((fall) => fall === -0.5)).toBe(true);
    // From the window that begins at the trough on nothing falls any more.
    expect(dynamic.slice(10).every((fall) => fall === 0)).toBe(true);
    expect(strategic.every((fall) => fall === 0)).toBe(true);
  });

  it('have a volatility of nothing where growth is steady', () => expect(rollingFigures(setting, 'volatility', 2).strategic.every((value) => value < 1e-12)).toBe(true));
  it('there are none in a short history', () => expect(rollingFigures(setting, 'cagr', 3)).toEqual({ dates: [], strategic: [], dynamic: [] }));
});
