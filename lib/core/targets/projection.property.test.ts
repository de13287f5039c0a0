import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Constraints, GroupBounds } from './projection';
import { createProjection } from './projection';

/** Feasible limits around a legal mix, in up to three disjoint groups. */
const problem = fc
  .record({
    raw: fc.array(fc.double({ min: 0.01, max: 1, noNaN: true }), { minLength: 2, maxLength: 12 }),
    slack: fc.array(fc.tuple(fc.double({ min: 0, max: 0.3, noNaN: true }), fc.double({ min: 0, max: 0.3, noNaN: true })), { minLength: 15, maxLength: 15 }),
    shift: fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 12, maxLength: 12 }),
    split: fc.integer({ min: 1, max: 4 }),
  })
  .map(({ raw, slack, shift, split }) => {
    const total = raw.reduce((sum, w) => sum + w, 0);
    const mix = raw.map((w) => w / total);
    const groups: GroupBounds[] = Array.from({ length: Math.min(3, split) }, (_, g) => {
      const members = mix.map((__, i) => i).filter((i) => i % split === g);
      const sum = members.reduce((s, i) => s + mix[i], 0);
      return { name: `g${g}`, members, min: sum - slack[12 + g][0], max: sum + slack[12 + g][1] };
    });
    const constraints: Constraints = {
      names: mix.map((_, i) => `a${i}`),
      min: mix.map((w, i) => Math.max(0, w - slack[i][0])),
      max: mix.map((w, i) => w + slack[i][1]),
      unit: mix.map((w) => Math.max(w, 0.01)),
      groups,
    };
    return { mix, constraints, wish: mix.map((w, i) => w + shift[i]) };
  });

function projected(constraints: Constraints, wish: ArrayLike<number>): Float64Array {
  const projection = createProjection(constraints);
  if (!projection.ok) throw new Error(projection.error.message);
  return projection.value(wish);
}

const cost = (v: ArrayLike<number>, wish: readonly number[], unit: ArrayLike<number>) => wish.reduce((sum, w, i) => sum + (v[i] - w) ** 2 / unit[i], 0);

describe('the projection', () => {
  it('sums to 1 and keeps every limit of assets and groups', () => {
    fc.assert(
      fc.property(problem, ({ constraints, wish }) => {
        const v = projected(constraints, wish);
        expect(Math.abs(v.reduce((sum, w) => sum + w, 0) - 1)).toBeLessThan(1e-10);
        v.forEach((w, i) => expect(w >= constraints.min[i] - 1e-12 && w <= constraints.max[i] + 1e-12).toBe(true));
        for (const { members, min, max } of constraints.groups) {
          const sum = members.reduce((s, i) => s + v[i], 0);
          expect(sum >= min - 1e-10 && sum <= max + 1e-10).toBe(true);
        }
      }),
    );
  });

  it('is idempotent', () => {
    fc.assert(
      fc.property(problem, ({ constraints, wish }) => {
        const once = projected(constraints, wish);
        projected(constraints, once).forEach((w, i) => expect(Math.abs(w - once[i])).toBeLessThan(1e-9));
      }),
    );
  });

  it('no other legal mix is nearer: moving towards one never helps', () => {
    fc.assert(
      fc.property(problem, fc.double({ min: 0, max: 1, noNaN: true }), ({ constraints, wish, mix }, share) => {
        const v = projected(constraints, wish);
        const other = mix.map((w, i) => share * w + (1 - share) * v[i]);
        expect(cost(v, wish, constraints.unit)).toBeLessThanOrEqual(cost(other, wish, constraints.unit) + 1e-9);
      }),
    );
  });

  it('the order of assets is irrelevant', () => {
    fc.assert(
      fc.property(problem, ({ constraints, wish }) => {
        const n = wish.length;
        const turned = <T>(values: ArrayLike<T>) => Array.from(values).reverse();
        const flipped: Constraints = {
          names: turned(constraints.names),
          min: turned(constraints.min),
          max: turned(constraints.max),
          unit: turned(constraints.unit),
          groups: constraints.groups.map((group) => ({ ...group, members: group.members.map((i) => n - 1 - i) })),
        };
        const straight = projected(constraints, wish);
        turned(projected(flipped, turned(wish))).forEach((w, i) => expect(Math.abs(w - straight[i])).toBeLessThan(1e-10));
      }),
    );
  });
});
