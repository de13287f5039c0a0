import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { IsoDate } from '../../base/iso-date';
import { decide } from '../../decide';
import { createHistory } from '../../market/history';
import { expectClose } from '../../testing/expect-close';
import { rulesGrid, rulesPolicy } from '../../testing/rules-world';
import { readGolden } from '../../testing/simulated-market';
import { ercModel } from './erc';
import { riskBudgetWeights } from './risk-budgets';

/** Made by testing/reference/reference_portfolios.py. */
const golden = readGolden<{ readonly erc: readonly { readonly covariance: readonly (readonly number[])[]; readonly budgets: readonly number[]; readonly weights: readonly number[] }[] }>('portfolios');
const matrix = (...rows: readonly (readonly number[])[]) => rows.map((row) => Float64Array.from(row));
const solved = (...parameters: Parameters<typeof riskBudgetWeights>) => riskBudgetWeights(...parameters) ?? [];

describe('weights by risk', () => {
  it('are inverse to volatility where nothing is correlated', () => {
    expectClose(solved(matrix([0.01, 0], [0, 0.04]), [0.5, 0.5]), [2 / 3, 1 / 3], 1e-12);
  });

  it('are inverse to volatility for any two assets', () => {
    expectClose(solved(matrix([1, 0.45], [0.45, 0.25]), [0.5, 0.5]), [1 / 3, 2 / 3], 1e-12);
  });

  it('follow the budgets', () => {
    expectClose(solved(matrix([0.01, 0], [0, 0.04]), [0.25, 0.75]), [0.5358983848622454, 0.4641016151377546], 1e-12);
  });

  it('do not exist for an asset that never moves, nor where risk can be hedged to nothing', () => {
    expect(riskBudgetWeights(matrix([0, 0], [0, 1]), [0.5, 0.5])).toBeNull();
    expect(riskBudgetWeights(matrix([1, -1], [-1, 1]), [0.5, 0.5])).toBeNull();
  });

  it.each(golden.erc)('agree with Newton’s method in Python ($budgets.length assets)', ({ covariance, budgets, weights }) => {
    expectClose(solved(matrix(...covariance), budgets), weights, 1e-10);
  });

  it('share out the variance exactly as budgeted, whatever the covariance', () => {
    const factors = fc.array(fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 3, maxLength: 3 }), { minLength: 4, maxLength: 4 });
    const budgets = fc.array(fc.double({ min: 0.05, max: 1, noNaN: true }), { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(factors, budgets, (loadings, raw) => {
        const sigma = loadings.map((a, i) => Float64Array.from(loadings, (b, j) => a.reduce((sum, x, k) => sum + x * b[k], 0) + (i === j ? 0.1 : 0)));
        const shares = raw.map((b) => b / raw.reduce((sum, x) => sum + x, 0));
        const weights = solved(sigma, shares);
        const contributions = sigma.map((row, i) => weights[i] * row.reduce((sum, value, j) => sum + value * weights[j], 0));
        const variance = contributions.reduce((sum, x) => sum + x, 0);
        expectClose(contributions.map((x) => x / variance), shares, 1e-10);
      }),
      { numRuns: 50 },
    );
  });
});

describe('the model', () => {
  const history = createHistory(rulesGrid(['SPY', 'IEF', 'BIL']), []);
  const policy = rulesPolicy(['SPY', 'IEF', 'BIL']);

  it('holds more of what moves less, nothing in cash, and listens to budgets', () => {
    const equal = decide(history.asOf('2030-01-01' as IsoDate), policy, ercModel());
    const tilted = decide(history.asOf('2030-01-01' as IsoDate), policy, ercModel({ budgets: { SPY: 3, IEF: 1 } }));
    if (!equal.ok || !tilted.ok) throw new Error('refused');
    expect(equal.value.target[1]).toBeGreaterThan(equal.value.target[0]);
    expect(equal.value.target[2]).toBeCloseTo(0, 12);
    expect(tilted.value.target[0]).toBeGreaterThan(equal.value.target[0]);
  });
});
