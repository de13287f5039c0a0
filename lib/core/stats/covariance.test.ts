import { describe, expect, it } from 'vitest';
import { expectClose } from '../testing/expect-close';
import { readGolden } from '../testing/simulated-market';
import { constantCorrelation, covariance, deviationOf, shrunkCovariance } from './covariance';
import { exAnteRisk } from './ex-ante-risk';

interface Golden {
  readonly columns: readonly (readonly number[])[];
  readonly shrunk: readonly { readonly rows: number; readonly shrinkage: number; readonly matrix: readonly (readonly number[])[]; readonly volatilityAnnual: number; readonly trackingErrorAnnual: number }[];
}

/** Made by testing/reference/reference_statistics.py after the program of Ledoit and Wolf. */
const golden = readGolden<Golden>('statistics');

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

  it('of two columns of two rows is the mean product of what lies off the means', () => {
    expect(covariance([[1, 3], [5, 1]]).map((row) => Array.from(row))).toEqual([[1, -2], [-2, 4]]);
  });

  it('a target without a pair that moves has no correlation', () => {
    expect(constantCorrelation([Float64Array.of(4, 0), Float64Array.of(0, 0)]).map((row) => Array.from(row))).toEqual([[4, 0], [0, 0]]);
  });

  it('an asset that stands still neither disturbs the correlation of the others nor gets one', () => {
    const { matrix } = shrunkCovariance([up, down, up.map(() => 0.25)]);
    expect(Array.from(matrix[2])).toEqual([0, 0, 0]);
    expect(matrix[0][1]).toBeCloseTo(-matrix[0][0], 15);
  });

  it('nor does it disturb the shrinkage, first or last', () => {
    const still = golden.columns[0].map(() => 0.25);
    const [last, first] = [shrunkCovariance([...golden.columns, still]), shrunkCovariance([still, ...golden.columns])];
    expect(last.shrinkage > 0 && last.shrinkage < 1).toBe(true);
    expect(first.shrinkage).toBeCloseTo(last.shrinkage, 12);
    expect([last.matrix.map((row) => row[4]), first.matrix.map((row) => row[0])]).toEqual([[0, 0, 0, 0, 0], [0, 0, 0, 0, 0]]);
    expect(last.matrix.every((row) => row.every(Number.isFinite))).toBe(true);
  });

  it('three assets are enough to shrink, two never are, whatever rounding leaves between them', () => {
    const [a, b, c, d] = golden.columns;
    expect(shrunkCovariance([a, b, c]).shrinkage).toBeGreaterThan(0);
    for (const pair of [[a, b], [a, c], [a, d], [b, c], [b, d], [c, d]]) {
      for (let rows = 2; rows <= a.length; rows += 1) {
        const shorter = pair.map((column) => column.slice(0, rows));
        expect(shrunkCovariance(shorter)).toEqual({ matrix: covariance(shorter), shrinkage: 0 });
      }
    }
  });

  it('of two assets, or of one row, there is nothing to shrink', () => {
    expect(shrunkCovariance([up, down])).toEqual({ matrix: covariance([up, down]), shrinkage: 0 });
    expect(shrunkCovariance([[0.1], [0.2], [0.3]])).toEqual({ matrix: covariance([[0.1], [0.2], [0.3]]), shrinkage: 0 });
    expect(shrunkCovariance([])).toEqual({ matrix: [], shrinkage: 0 });
  });

  it('three assets that all move alike are their own target', () => {
    const alike = shrunkCovariance([up, up, up]);
    expect(alike.matrix[0][2]).toBeCloseTo(alike.matrix[0][0], 15);
  });

  it('the deviation of a mix weighs every pair twice', () => {
    expect(deviationOf([2, 1], [Float64Array.of(4, 1), Float64Array.of(1, 5)])).toBe(5);
  });

  it.each(golden.shrunk)('over $rows rows is shrunk as by its authors', ({ rows, shrinkage, matrix }) => {
    const found = shrunkCovariance(golden.columns.map((column) => column.slice(0, rows)));
    expect(Math.abs(found.shrinkage - shrinkage)).toBeLessThanOrEqual(1e-12);
    found.matrix.forEach((row, i) => expectClose(row, matrix[i], 1e-17));
  });
});

describe('risk ahead', () => {
  it.each(golden.shrunk.filter(({ rows }) => rows >= 12))('over $rows rows is the reference’s', ({ rows, shrinkage, volatilityAnnual, trackingErrorAnnual }) => {
    const risk = exAnteRisk(golden.columns.map((column) => column.slice(0, rows)), [0.4, 0.3, 0.2, 0.1], [0.25, 0.25, 0.25, 0.25], 12);
    if (!risk.ok) throw new Error(risk.error.message);
    expectClose([risk.value.volatilityAnnual, risk.value.trackingErrorAnnual, risk.value.shrinkage], [volatilityAnnual, trackingErrorAnnual, shrinkage], 1e-12);
    expect(risk.value.rows).toBe(rows);
  });

  it('needs twelve returns and says how many there are', () => {
    expect(exAnteRisk([up], [1], [1], 12).ok).toBe(true);
    expect(exAnteRisk([up.slice(1)], [1], [1], 12)).toEqual({ ok: false, error: { kind: 'too-short', message: 'needs 12 returns, has 11', details: { needs: 12, has: 11 } } });
    expect(exAnteRisk([], [], [], 12)).toMatchObject({ ok: false, error: { details: { has: 0 } } });
  });
});
