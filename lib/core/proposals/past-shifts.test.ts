import { describe, expect, it } from 'vitest';
import { isoDate } from '../base/iso-date';
import { mixPast, pastShifts, unusualness } from './past-shifts';

/** Equity 100 → 100 → 50 → 60, bonds flat: monthly rows that a person can check by hand. */
const grid = { levels: [Float64Array.of(100, 100, 50, 60), Float64Array.of(10, 10, 10, 10)], periodsPerYear: 12 };
const order = (row: number, ...weights: readonly number[]) => ({ row, date: isoDate(`2024-0${row + 1}-01`), weights });

describe('past shifts', () => {
  it('are measured against the mix that drifted there, with their cost', () => {
    // Half to all bonds before a fall by half: 1 − 0.75 = +25 %, less 0.5 × 10 bp on each side.
    const [shift] = pastShifts([order(0, 0.5, 0.5), order(1, 0, 1)], grid, [0.001, 0.001], [1, 2, 3]);
    expect(shift.oneWay).toBeCloseTo(0.5, 12);
    expect(shift.effects[0]).toBeCloseTo(0.25 - 0.001, 12);
    expect(shift.effects[1]).toBeCloseTo(1 - 0.8 - 0.001, 12);
    expect(shift.effects[2]).toBeNull();
  });

  it('take drift into account: after the fall the mix before is a third equity', () => {
    const [shift] = pastShifts([order(0, 0.5, 0.5), order(2, 0.5, 0.5)], grid, [0, 0], [1]);
    expect(shift.oneWay).toBeCloseTo(0.5 - 1 / 3, 12);
  });

  it('leave out the first purchase', () => expect(pastShifts([order(0, 1, 0)], grid, [0, 0], [1])).toEqual([]));
});

describe('how unusual a shift is', () => {
  it('is the share of smaller ones', () => expect(unusualness([{ oneWay: 0.1 }, { oneWay: 0.2 }, { oneWay: 0.3 }, { oneWay: 0.4 }], 0.35)).toBe(0.75));
  it('is unknown without a past', () => expect(unusualness([], 0.1)).toBeNull());
});

describe('the past of a mix', () => {
  it('falls as far as its weights say', () => {
    expect(mixPast([0.5, 0.5], grid, 0).maxDrawdown).toBeCloseTo(-0.25, 12);
    expect(mixPast([0, 1], grid, 0)).toEqual({ volatilityAnnual: 0, maxDrawdown: 0 });
  });
  it('begins where it is told', () => expect(mixPast([1, 0], grid, 2).maxDrawdown).toBe(0));
});
