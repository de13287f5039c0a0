import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectClose } from '../testing/expect-close';
import { oneWay } from './budget';
import { dropSmallTrades } from './minimum-trade';
import { riskScales, scaleToTrackingError } from './risk-budget';

const DIAGONAL = [Float64Array.of(0.0004, 0), Float64Array.of(0, 0.0001)];

describe('a budget of tracking error', () => {
  it('scales a layer to it: 10 % of a 2 % and a 1 % asset is 0.7746 % a year', () => {
    // √(0.1²·0.0004 + 0.1²·0.0001)·√12 = 0.0077460; half of that is allowed.
    const rows = [Float64Array.of(0.06, -0.06), Float64Array.of(0.04, -0.04)];
    const risk = Math.sqrt(0.01 * 0.0005 * 12);
    expect(scaleToTrackingError(rows, DIAGONAL, 12, risk / 2)).toBeCloseTo(0.5, 15);
    expectClose(rows[0], [0.03, -0.03], 1e-15);
  });

  it('leaves a layer alone that is within it', () => {
    const rows = [Float64Array.of(0.1, -0.1)];
    expect(scaleToTrackingError(rows, DIAGONAL, 12, 1)).toBe(1);
    expect(Array.from(rows[0])).toEqual([0.1, -0.1]);
  });

  it('gives a calm asset a larger tilt, up to the cap, and none of it outside the universe', () => {
    expectClose(riskScales(DIAGONAL, [0, 1], 2), [0.75, 1.5], 1e-12);
    expectClose(riskScales(DIAGONAL, [0, 1], 1.2), [0.75, 1.2], 1e-12);
    expectClose(riskScales(DIAGONAL, [1], 2), [1, 1], 1e-12);
    expectClose(riskScales([Float64Array.of(0)], [0], 2), [1], 1e-12);
  });
});

describe('small trades', () => {
  it('are not made, and what they would have paid for is not bought', () => {
    expectClose(dropSmallTrades([0.5, 0.3, 0.2], [0.44, 0.355, 0.205], 0.01), [0.445, 0.355, 0.2], 1e-15);
  });

  it('a move that becomes small when its other side goes is not made either', () => {
    expectClose(dropSmallTrades([0.5, 0.3, 0.2], [0.489, 0.306, 0.205], 0.01), [0.5, 0.3, 0.2], 1e-15);
  });

  it('without a minimum nothing changes', () => {
    expectClose(dropSmallTrades([0.5, 0.5], [0.499, 0.501], 0), [0.499, 0.501], 0);
  });

  it('keep the sum, stay between both mixes, and leave no move below the minimum', () => {
    const mix = fc.array(fc.double({ min: 0.001, max: 1, noNaN: true }), { minLength: 8, maxLength: 8 }).map((raw) => raw.map((w) => w / raw.reduce((sum, x) => sum + x, 0)));
    fc.assert(
      fc.property(mix, mix, fc.double({ min: 0.0001, max: 0.2, noNaN: true }), (last, aim, minimum) => {
        const made = dropSmallTrades(last, aim, minimum);
        expect(made.reduce((sum, w) => sum + w, 0)).toBeCloseTo(1, 12);
        made.forEach((w, a) => {
          expect(w).toBeGreaterThanOrEqual(Math.min(last[a], aim[a]) - 1e-12);
          expect(w).toBeLessThanOrEqual(Math.max(last[a], aim[a]) + 1e-12);
          expect(Math.abs(w - last[a]) < 1e-15 || Math.abs(w - last[a]) >= minimum - 1e-12).toBe(true);
        });
        expect(oneWay(made.map((w, a) => w - last[a]))).toBeLessThanOrEqual(oneWay(aim.map((w, a) => w - last[a])) + 1e-12);
      }),
    );
  });
});
