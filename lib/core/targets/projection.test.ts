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

describe('limits that cannot all hold', () => {
  const equity = (min: number, max: number) => ({ name: 'equity', members: [0, 1], min, max });
  const collisionsOf = (over: Partial<Constraints>) => {
    const projection = createProjection(limits(over));
    return projection.ok ? [] : projection.error.details?.collisions;
  };

  it.each([
    [{ min: [0.5, 0, 0.75], max: [0.25, 1, 0.5] }, ['a: min 0.5 > max 0.25', 'c: min 0.75 > max 0.5']],
    [{ groups: [equity(0.75, 0.5)] }, ['group equity: min 0.75 > max 0.5']],
    [{ min: [0.25, 0.5, 0], groups: [equity(0, 0.5)] }, ['group equity: its assets\' minima sum to 0.75 > max 0.5']],
    [{ max: [0.25, 0.5, 1], groups: [equity(0.875, 1)] }, ['group equity: its assets\' maxima sum to 0.75 < min 0.875']],
    [{ min: [0.5, 0.5, 0.25] }, ['the minima sum to 1.25 > 1 (the assets of ungrouped)']],
    [{ max: [0.25, 0.25, 0.25] }, ['the maxima sum to 0.75 < 1 (the assets of ungrouped)']],
    [{ min: [0, 0, 0.5], groups: [equity(0.75, 1)] }, ['the minima sum to 1.25 > 1 (group equity, the assets of ungrouped)']],
    [{ min: [0.5, 0.25, 0.5], groups: [equity(0.75, 1)] }, ['the minima sum to 1.25 > 1 (the assets of equity, the assets of ungrouped)']],
    [{ min: [0.5, 0.5, 0.25], groups: [{ name: 'all', members: [0, 1, 2], min: 0, max: 2 }] }, ['the minima sum to 1.25 > 1 (the assets of all)']],
    [{ min: [0.5, 0.5, 0.25], groups: [{ name: 'empty', members: [], min: 0, max: 1 }] }, ['the minima sum to 1.25 > 1 (the assets of ungrouped)']],
    [{ max: [1, 1, 0.25], groups: [equity(0, 0.5)] }, ['the maxima sum to 0.75 < 1 (group equity, the assets of ungrouped)']],
    [{ max: [0.25, 0.25, 0.25], groups: [equity(0, 0.5)] }, ['the maxima sum to 0.75 < 1 (the assets of equity, the assets of ungrouped)']],
  ])('%j: %j', (over, expected) => {
    expect(collisionsOf(over)).toEqual(expected);
  });

  it('are all named in one sentence', () => {
    const projection = createProjection(limits({ min: [0.5, 0.5, 0], max: [0.25, 0.25, 1] }));
    expect(projection.ok ? null : projection.error.message).toBe('the limits cannot all hold: a: min 0.5 > max 0.25; b: min 0.5 > max 0.25');
  });

  it('but what meets exactly, or up to the rounding of a sum, can', () => {
    const near = 1e-9 / 2;
    for (const over of [
      { min: [0.5, 0.25, 0.25] },
      { max: [0.5, 0.25, 0.25] },
      { min: [0.5, 0.25, 0.25 + near] },
      { max: [0.5, 0.25, 0.25 - near] },
      { min: [0.5 + near, 0, 0], max: [0.5, 1, 1] },
      { groups: [equity(0.5 + near, 0.5)] },
      { min: [0.25, 0.25 + near, 0], groups: [equity(0, 0.5)] },
      { max: [0.25, 0.25 - near, 1], groups: [equity(0.5, 1)] },
    ]) expect(collisionsOf(over)).toEqual([]);
  });

  it('and a group without assets asks for nothing', () => {
    expect(collisionsOf({ groups: [{ name: 'empty', members: [], min: 0, max: 1 }] })).toEqual([]);
    expectClose(project(limits({ groups: [equity(0, 0.5), { name: 'empty', members: [], min: 0, max: 0 }] }), [0.5, 0.3, 0.2]), [0.35, 0.15, 0.5], 1e-15);
  });
});

describe('groups that bind', () => {
  const two = (first: readonly [number, number], second: readonly [number, number]) => [
    { name: 'equity', members: [0, 1], min: first[0], max: first[1] },
    { name: 'bond', members: [2, 3], min: second[0], max: second[1] },
  ];
  const four = (over: Partial<Constraints>): Constraints => ({ names: ['a', 'b', 'c', 'd'], min: [0, 0, 0, 0], max: [1, 1, 1, 1], unit: [1, 1, 1, 1], groups: [], ...over });

  it('one at its maximum, one at its minimum, leave no choice between them', () => {
    expectClose(project(four({ groups: two([0, 0.6], [0.4, 1]) }), [0.5, 0.3, 0.1, 0.1]), [0.4, 0.2, 0.2, 0.2], 1e-15);
  });

  it('inside a group the units share, across groups the limit', () => {
    expectClose(project(four({ unit: [3, 1, 1, 1], groups: two([0, 0.4], [0, 1]) }), [0.6, 0.2, 0.1, 0.1]), [0.3, 0.1, 0.3, 0.3], 1e-15);
  });

  it('an asset at its own limit passes the rest on within its group', () => {
    expectClose(project(four({ min: [0, 0.25, 0, 0], groups: two([0, 0.5], [0, 1]) }), [0.5, 0.25, 0.1, 0.15]), [0.25, 0.25, 0.225, 0.275], 1e-15);
    expectClose(project(four({ max: [0.3, 1, 1, 1], groups: two([0.5, 1], [0, 1]) }), [0.25, 0.05, 0.3, 0.4]), [0.3, 0.2, 0.2, 0.3], 1e-15);
  });

  it('a group whose limits are as tight as its assets’ moves as they do', () => {
    expectClose(project(four({ max: [0.25, 0.25, 1, 1], groups: two([0, 0.5], [0, 1]) }), [0.9, 0.9, 0.1, 0.1]), [0.25, 0.25, 0.25, 0.25], 1e-15);
    expectClose(project(four({ min: [0.25, 0.25, 0, 0], groups: two([0.5, 1], [0, 1]) }), [-0.9, -0.9, 0.3, 0.3]), [0.25, 0.25, 0.25, 0.25], 1e-15);
  });

  it('the weights keep their limits to the last digit, wherever the wish lies', () => {
    const [weights] = [project(four({ max: [0.3, 0.3, 0.3, 0.3], min: [0.1, 0.1, 0.1, 0.1] }), [100, -100, 0.3, 0.2])];
    expect([weights[0], weights[1]]).toEqual([0.3, 0.1]);
    expectClose(weights, [0.3, 0.1, 0.3, 0.3], 1e-12);
  });
});
