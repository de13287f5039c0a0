import { describe, expect, it } from 'vitest';
import { expectClose } from '../../testing/expect-close';
import { readGolden } from '../../testing/simulated-market';
import { hierarchicalWeights, treeOrder } from './hierarchy';

/** Made by testing/reference/reference_portfolios.py. */
const golden = readGolden<{ readonly hrp: readonly { readonly covariance: readonly (readonly number[])[]; readonly order: readonly number[]; readonly weights: readonly number[] }[] }>('portfolios');
const matrix = (rows: readonly (readonly number[])[]) => rows.map((row) => Float64Array.from(row));

describe('hierarchical risk parity', () => {
  it('for two assets is inverse to variance', () => {
    expectClose(hierarchicalWeights(matrix([[0.01, 0], [0, 0.04]])) ?? [], [0.8, 0.2], 1e-15);
  });

  it('puts together what moves together', () => {
    const sigma = matrix([[1, 0.1, 0.9], [0.1, 1, 0.1], [0.9, 0.1, 1]]);
    expect(treeOrder(sigma)).toEqual([1, 0, 2]);
  });

  it('gives nothing away where an asset never moves', () => {
    expect(hierarchicalWeights(matrix([[0, 0], [0, 1]]))).toBeNull();
    expect(hierarchicalWeights([])).toBeNull();
  });

  it.each(golden.hrp)('agrees with a plain computation in Python ($order)', ({ covariance, order, weights }) => {
    expect(treeOrder(matrix(covariance))).toEqual(order);
    expectClose(hierarchicalWeights(matrix(covariance)) ?? [], weights, 1e-12);
  });
});
