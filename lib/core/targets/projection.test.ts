import { describe, expect, it } from 'vitest';
import { expectClose } from '../testing/expect-close';
import type { Constraints } from './projection';
import { createProjection } from './projection';

const limits = (over: Partial<Constraints>): Constraints => ({ names: ['a', 'b', 'c'], min: [0, 0, 0], max: [1, 1, 1], unit: [1, 1, 1], groups: [], ...over });

function project(constraints: Constraints, wish: readonly number[]): Float64Array {
  const projection = createProjection(constraints);
  if (!projection.ok) throw new Error(projection.error.message);
  return projection.value(wish);
}

describe('the nearest legal weights', () => {
  it('share an excess equally in an equal norm', () => {
    expectClose(project(limits({}), [0.7, 0.4, 0.2]), [0.6, 0.3, 0.1], 1e-15);
  });

  it('a wish that is legal is left alone', () => {
    expectClose(project(limits({}), [0.5, 0.3, 0.2]), [0.5, 0.3, 0.2], 1e-15);
  });

  it('a capped weight is shared out in proportion to the units', () => {
    expectClose(project(limits({ max: [0.4, 1, 1], unit: [1, 0.2, 0.1] }), [0.7, 0.2, 0.1]), [0.4, 0.4, 0.2], 1e-15);
  });

  it('a full group passes its excess to the others', () => {
    const groups = [{ name: 'equity', members: [0, 1], min: 0, max: 0.5 }];
    expectClose(project(limits({ groups }), [0.5, 0.3, 0.2]), [0.35, 0.15, 0.5], 1e-15);
  });

  it('a group’s minimum is filled from the others', () => {
    const groups = [{ name: 'bond', members: [2], min: 0.4, max: 1 }];
    expectClose(project(limits({ groups }), [0.5, 0.4, 0.1]), [0.35, 0.25, 0.4], 1e-15);
  });

  it.each([
    ['minima above 1', limits({ min: [0.5, 0.4, 0.2] }), 'the minima sum to 1.1'],
    ['maxima below 1', limits({ max: [0.3, 0.3, 0.3] }), 'the maxima sum to 0.8999999999999999 < 1'],
    ['a min above its max', limits({ min: [0.5, 0, 0], max: [0.4, 1, 1] }), 'a: min 0.5 > max 0.4'],
    ['a group its assets cannot fit', limits({ min: [0.3, 0.3, 0], groups: [{ name: 'equity', members: [0, 1], min: 0, max: 0.5 }] }), 'group equity'],
    ['groups that leave a gap', limits({ max: [1, 1, 0.2], groups: [{ name: 'equity', members: [0, 1], min: 0, max: 0.5 }] }), 'group equity'],
  ])('%s is infeasible and names what collides', (_, constraints, expected) => {
    const projection = createProjection(constraints);
    expect(projection.ok).toBe(false);
    if (!projection.ok) {
      expect(projection.error.kind).toBe('infeasible');
      expect(projection.error.message).toContain(expected);
    }
  });
});
