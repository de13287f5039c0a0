import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectClose } from '../testing/expect-close';
import { trackingErrorOf, withinTrackingError } from './tracking-error';

/** Monthly variances .0004 and .0001, correlation ½. */
const COVARIANCE = [Float64Array.of(0.0004, 0.0001), Float64Array.of(0.0001, 0.0001)];

describe('a limit on tracking error', () => {
  it('measures the departure: 10 points from one to the other are 0.6 % a year', () => {
    // d = (.1, −.1): .01·(.0004 − .0002 + .0001) = 3e−6 a month, √(36e−6) = .006 a year.
    expect(trackingErrorOf([0.7, 0.3], [0.6, 0.4], COVARIANCE, 12)).toBeCloseTo(0.006, 15);
  });

  it('is met by going back towards the strategic mix, no further than it must', () => {
    expectClose(withinTrackingError([0.7, 0.3], [0.6, 0.4], COVARIANCE, 12, 0.003), [0.65, 0.35], 1e-15);
    expectClose(withinTrackingError([0.7, 0.3], [0.6, 0.4], COVARIANCE, 12, 0.01), [0.7, 0.3], 0);
    expectClose(withinTrackingError([0.6, 0.4], [0.6, 0.4], COVARIANCE, 12, 0.01), [0.6, 0.4], 0);
  });

  it('leaves a mix that keeps it as it is, to the last digit', () => {
    expect(withinTrackingError([0.1, 0.9], [0.7, 0.3], COVARIANCE, 12, 1)).toEqual(Float64Array.of(0.1, 0.9));
  });

  it('holds for every mix and is met exactly where it binds', () => {
    const weight = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(weight, weight, fc.double({ min: 0.0001, max: 0.05, noNaN: true }), (from, to, limit) => {
        const strategic = [from, 1 - from];
        const held = withinTrackingError([to, 1 - to], strategic, COVARIANCE, 12, limit);
        const before = trackingErrorOf([to, 1 - to], strategic, COVARIANCE, 12);
        expect(trackingErrorOf(held, strategic, COVARIANCE, 12)).toBeCloseTo(Math.min(before, limit), 12);
        expect(held[0] + held[1]).toBeCloseTo(1, 12);
      }),
    );
  });
});
