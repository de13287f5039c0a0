import { describe, expect, it } from 'vitest';
import type { IsoDate } from '../../base/iso-date';
import { decide, decisions } from '../../decide';
import { createHistory } from '../../market/history';
import { expectClose } from '../../testing/expect-close';
import { policyOf } from '../../testing/policies';
import { rulesGrid } from '../../testing/rules-world';
import { readGolden } from '../../testing/simulated-market';
import { blackLittermanModel, tiltedWeights } from './black-litterman';
import { posteriorMean, product, solvePositive, usualDoubt } from './posterior';

interface Case {
  readonly covariance: readonly (readonly number[])[];
  readonly tau: number;
  readonly prior: readonly number[];
  readonly picks: readonly (readonly number[])[];
  readonly views: readonly number[];
  readonly mean: readonly number[];
}

/** Made by testing/reference/reference_portfolios.py, which inverts the precisions as the formula is printed. */
const golden = readGolden<{ readonly blackLitterman: readonly Case[] }>('portfolios');
const matrix = (rows: readonly (readonly number[])[]) => rows.map((row) => Float64Array.from(row));
const PARAMS = { riskAversion: 2.5, viewSharpe: 0.25, doubt: 1, years: 3, cadence: 'month-end' } as const;

describe('the posterior', () => {
  it('lies half-way between what is implied and a view that is doubted as much', () => {
    const sigma = matrix([[0.04]]);
    expectClose(posteriorMean(sigma, 0.05, [0.05], { picks: matrix([[1]]), expected: [0.07], doubt: [0.002] }) ?? [], [0.06], 1e-15);
  });

  it.each(golden.blackLitterman)('agrees with the printed formula ($prior.length assets)', ({ covariance, tau, prior, picks, views, mean }) => {
    const [sigma, rows] = [matrix(covariance), matrix(picks)];
    expectClose(posteriorMean(sigma, tau, prior, { picks: rows, expected: views, doubt: usualDoubt(sigma, tau, rows) }) ?? [], mean, 1e-10);
  });

  it('solves what is positive definite and refuses what is not', () => {
    expectClose(solvePositive(matrix([[4, 2], [2, 3]]), [8, 7]) ?? [], [1.25, 1.5], 1e-14);
    expect(solvePositive(matrix([[1, 1], [1, 1]]), [1, 2])).toBeNull();
  });
});

describe('the tilted mix', () => {
  const sigma = matrix([[0.04, 0.01], [0.01, 0.0225]]);
  const weights = Float64Array.of(0.6, 0.4);

  it('is the equilibrium without views, and optimal for the posterior mean with them', () => {
    expectClose(tiltedWeights(sigma, weights, [0, 0], PARAMS) ?? [], weights, 1e-15);
    const tilted = tiltedWeights(sigma, weights, [1, -0.5], PARAMS) ?? [];
    const prior = product(sigma, weights).map((value) => 2.5 * value);
    const picks = matrix([[1, 0], [0, 1]]);
    const expected = [prior[0] + 0.25 * 0.2, prior[1] - 0.125 * 0.15];
    const mean = posteriorMean(sigma, 0.05, prior, { picks, expected, doubt: usualDoubt(sigma, 0.05, picks) });
    expectClose(product(sigma, tilted).map((value) => 2.5 * value), mean ?? [], 1e-14);
    expect(tilted[0] > 0.6 && tilted[1] < 0.4).toBe(true);
  });

  it('listens less to what is doubted more', () => {
    const stocks = [0.1, 1, 100].map((doubt) => tiltedWeights(sigma, weights, [1, 0], { ...PARAMS, doubt })?.[0] ?? NaN);
    expect(stocks[0] > stocks[1] && stocks[1] > stocks[2] && stocks[2] > 0.6).toBe(true);
  });
});

describe('the model', () => {
  const history = createHistory(rulesGrid(['SPY', 'IEF', 'BIL']), []);

  it('keeps the limits of the policy', () => {
    const policy = policyOf([['SPY', 'equity', 0.5, 0.4, 0.7], ['IEF', 'bond', 0.4, 0.2, 0.6], ['BIL', 'cash', 0.1]], { cash: 'BIL' });
    const found = decisions(history.asOf('2030-01-01' as IsoDate), policy, blackLittermanModel());
    if (!found.ok) throw new Error(found.error.message);
    for (const { target } of found.value) expect(target[0] >= 0.4 - 1e-12 && target[0] <= 0.7 + 1e-12 && target[1] >= 0.2 - 1e-12).toBe(true);
    expect(new Set(found.value.map(({ target }) => target[0].toFixed(6))).size).toBeGreaterThan(10);
  });

  it('refuses limits that collide', () => {
    const policy = policyOf([['SPY', 'equity', 0.5, 0, 0.3], ['IEF', 'bond', 0.5, 0, 0.3]]);
    const found = decide(history.asOf('2030-01-01' as IsoDate), policy, blackLittermanModel());
    expect(found.ok ? null : found.error.kind).toBe('infeasible');
  });
});
