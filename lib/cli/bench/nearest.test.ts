import { describe, expect, it } from 'vitest';
import { largestDisagreement } from './agreement';
import { distanceOf, generateNearest, nearestInstance, optimalityResidual, solveNearest } from './nearest';

/** Two groups of two; the first wishes for more than its group may have. */
const instance = nearestInstance([0.4, 0.3, 0.2, 0.1], [0.1, 0.1, -0.1, -0.1], { max: 0.6, groups: 2, groupMin: 0.1, groupMax: 0.7 });

describe('the residual of optimality', () => {
  it('is nil at the solution and is not where the limits are kept but something is nearer', () => {
    const solved = solveNearest(instance);
    expect(optimalityResidual(instance, solved)).toBeLessThan(1e-12);
    const other = [solved[0] - 0.01, solved[1] + 0.01, solved[2], solved[3]];
    expect(optimalityResidual(instance, other)).toBeGreaterThan(0.01);
    expect(distanceOf(instance, other)).toBeGreaterThan(distanceOf(instance, solved));
  });

  it('is the violation of a limit where that is larger', () => {
    expect(optimalityResidual(instance, [0.6, 0.2, 0.1, 0.1])).toBeGreaterThanOrEqual(0.1 - 1e-12);
    expect(optimalityResidual(instance, [0.4, 0.3, 0.2, 0.3])).toBeGreaterThanOrEqual(0.2 - 1e-12);
  });

  it('is nil for every generated instance, and the same seed makes the same ones', () => {
    const all = generateNearest(50, 7);
    for (const own of all) expect(optimalityResidual(own, solveNearest(own))).toBeLessThan(1e-12);
    expect(generateNearest(50, 7)).toEqual(all);
  });
});

describe('the largest disagreement', () => {
  it('is relative, but not to what is nearly nothing', () => {
    expect(largestDisagreement([1.01, 2], [1, 2])).toBeCloseTo(0.01, 12);
    expect(largestDisagreement([1e-12], [0])).toBeCloseTo(1e-3, 12);
  });

  it('is infinite where figures are missing or are none', () => {
    expect([largestDisagreement([1], [1, 2]), largestDisagreement([NaN], [1])]).toEqual([Infinity, Infinity]);
  });
});
