import { describe, expect, it } from 'vitest';
import { activeShare, hitRate, informationRatio, trackingError } from './active';

describe('against a benchmark, by hand', () => {
  const [own, other] = [[0.03, 0.01], [0.01, 0.01]];

  it('tracking error is the deviation of what lies between, a year', () => {
    expect(trackingError(own, other, 4)).toBeCloseTo((Math.SQRT2 / 100) * 2, 15);
    expect(trackingError([0.1], [0.2], 4)).toBeNull();
  });

  it('the information ratio is the geometric lead over the tracking error', () => {
    expect(informationRatio(own, other, 2)).toBeCloseTo(((1.03 * 1.01) / 1.01 ** 2 - 1) / 0.02, 12);
  });

  it('there is none where nothing lies between, nor after a benchmark that lost everything', () => {
    expect(informationRatio([0.03, 0.01], [0.02, 0], 2)).toBeNull();
    expect(informationRatio([0.03, 0.01], [0.01, -1], 2)).toBeNull();
    expect(informationRatio([0.03], [0.01], 2)).toBeNull();
  });

  it('a portfolio that lost everything still has one', () => {
    expect(informationRatio([-1, 0.5], [0, 0], 2)).toBeCloseTo(-1 / 1.5, 12);
  });

  it('a period that only equals the benchmark is no hit', () => {
    expect(hitRate([0.02, 0.01, 0, 0.5], [0.01, 0.01, 0.01, 0.4])).toBe(0.5);
    expect(hitRate([], [])).toBeNull();
  });

  it('active share is half of what was moved', () => {
    expect(activeShare([0.7, 0.3, 0], [0.5, 0.3, 0.2])).toBeCloseTo(0.2, 15);
    expect(activeShare([0.6, 0.4], [0.6, 0.4])).toBe(0);
  });
});
