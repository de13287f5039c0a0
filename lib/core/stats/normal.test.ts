import { describe, expect, it } from 'vitest';
import { readGolden } from '../testing/simulated-market';
import { normalCdf, normalDensity, normalQuantile } from './normal';

/** scipy's figures, written by testing/reference/reference_skill.py. */
const golden = readGolden<Readonly<Record<'quantiles' | 'distribution', readonly (readonly [number, number])[]>>>('skill');

describe('the normal distribution', () => {
  it.each(golden.distribution)('at %d has %d below it', (x, expected) => {
    expect(Math.abs(normalCdf(x) - expected)).toBeLessThanOrEqual(Math.min(1e-15, expected * 2e-13));
  });

  it.each(golden.quantiles)('%d of it lies below %d', (p, expected) => {
    expect(Math.abs(normalQuantile(p) - expected)).toBeLessThanOrEqual(5e-14 * Math.max(1, Math.abs(expected)));
  });

  it('its edges are edges', () => {
    expect([normalCdf(-Infinity), normalCdf(Infinity), normalCdf(NaN)]).toEqual([0, 1, NaN]);
    expect([normalQuantile(0), normalQuantile(1), normalQuantile(-1), normalQuantile(2), normalQuantile(NaN)]).toEqual([-Infinity, Infinity, -Infinity, Infinity, NaN]);
    expect(normalCdf(0)).toBe(0.5);
    expect(normalDensity(0)).toBeCloseTo(0.3989422804014327, 15);
  });
});
