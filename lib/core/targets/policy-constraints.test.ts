import { describe, expect, it } from 'vitest';
import { expectClose } from '../testing/expect-close';
import { policyOf } from '../testing/policies';
import { policyProjection, strategicWeights } from './policy-constraints';
import type { Policy } from './policy';

const policy: Policy = {
  ...policyOf([
    ['STOCK', 'equity', 0.5, 0, 0.8],
    ['BOND', 'bond', 0.4, 0.1, 1],
    ['BILL', 'bond', 0.1, 0, 1],
  ]),
  groupLimits: [{ group: 'bond', min: 0.3, max: 0.6 }],
};

function projected(on: Policy, wish: readonly number[], unitFloor = 0.01): Float64Array {
  const projection = policyProjection(on, unitFloor);
  if (!projection.ok) throw new Error(projection.error.message);
  return projection.value(wish);
}

describe('the projection on a policy', () => {
  it('the strategic weights are in the order of the lines, and legal', () => {
    expect(strategicWeights(policy)).toEqual(Float64Array.of(0.5, 0.4, 0.1));
    expectClose(projected(policy, [0.5, 0.4, 0.1]), [0.5, 0.4, 0.1], 1e-15);
  });

  it('an excess is taken off in proportion to the strategic weights', () => {
    expectClose(projected(policy, [0.55, 0.44, 0.11]), [0.5, 0.4, 0.1], 1e-15);
  });

  it('a small weight moves as if it were the floor', () => {
    expectClose(projected(policy, [0.6, 0.4, 0.1], 0.25), [0.6 - 0.05 / 1.15, 0.4 - 0.04 / 1.15, 0.1 - 0.025 / 1.15], 1e-15);
  });

  it('keeps the limits of lines and of groups', () => {
    expectClose(projected(policy, [1, 0.1, -0.1]), [0.7, 0.3, 0], 1e-15);
    expectClose(projected(policy, [0, 0.9, 0.1]), [0.4, 0.58, 0.02], 1e-15);
    expectClose(projected({ ...policy, groupLimits: [] }, [1.2, 0, -0.2]), [0.8, 0.2, 0], 1e-15);
  });

  it('strategic weights that do not sum to 1 are refused', () => {
    const short = policyOf([['STOCK', 'equity', 0.5], ['BOND', 'bond', 0.25]]);
    expect(policyProjection(short, 0.01)).toEqual({ ok: false, error: { kind: 'weights-sum', message: 'the strategic weights sum to 0.75, not to 1', details: { sum: 0.75 } } });
    expect(policyProjection(policyOf([['STOCK', 'equity', 1 + 1e-10]]), 0.01).ok).toBe(true);
    expect(policyProjection(policyOf([['STOCK', 'equity', 1.25]]), 0.01)).toMatchObject({ ok: false, error: { kind: 'weights-sum' } });
  });

  it('limits that collide are refused as such', () => {
    const crossed = policyOf([['STOCK', 'equity', 0.5, 0.9, 0.8], ['BOND', 'bond', 0.5]]);
    expect(policyProjection(crossed, 0.01)).toMatchObject({ ok: false, error: { message: 'the limits cannot all hold: STOCK: min 0.9 > max 0.8' } });
    expect(policyProjection({ ...policy, groupLimits: [{ group: 'equity', min: 0.9, max: 1 }] }, 0.01)).toMatchObject({ ok: false, error: { kind: 'infeasible' } });
  });
});
