import { describe, expect, it } from 'vitest';
import { constantCorrelation, covariance, shrunkCovariance } from './covariance';
import { exAnteRisk } from './ex-ante-risk';

const up = [0.01, -0.01, 0.01, -0.01, 0.02, -0.02, 0.01, -0.01, 0.01, -0.01, 0.02, -0.02];
const down = up.map((r) => -r);

describe('covariance', () => {
  it('two opposite assets cancel out', () => {
    const risk = exAnteRisk([up, down], [0.5, 0.5], [1, 0], 12);
    expect(risk.ok && risk.value.volatilityAnnual).toBeCloseTo(0, 12);
  });

  it('a mix that is its benchmark has no tracking error', () => {
    const risk = exAnteRisk([up, down], [1, 0], [1, 0], 12);
    expect(risk.ok && risk.value.trackingErrorAnnual).toBe(0);
  });

  it('eleven returns are refused as too short', () => {
    const risk = exAnteRisk([up.slice(1)], [1], [1], 12);
    expect(risk.ok ? null : risk.error.kind).toBe('too-short');
  });

  it('the target keeps variances and gives every pair the mean correlation', () => {
    const target = constantCorrelation([Float64Array.of(4, 1, 0), Float64Array.of(1, 1, 0), Float64Array.of(0, 0, 1)]);
    expect(target[0][0]).toBe(4);
    expect(target[0][1]).toBeCloseTo(2 * (0.5 / 3), 12);
    expect(target[1][2]).toBeCloseTo(0.5 / 3, 12);
  });

  it('shrinkage lies between the sample and the target', () => {
    const third = up.map((r, t) => (t % 3 === 0 ? r : 0.001 * t));
    const { matrix, shrinkage } = shrunkCovariance([up, down, third]);
    const sample = covariance([up, down, third]);
    expect(shrinkage).toBeGreaterThanOrEqual(0);
    expect(shrinkage).toBeLessThanOrEqual(1);
    expect(matrix[1][1]).toBeCloseTo(sample[1][1], 15);
  });
});
