import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ASSET_GROUPS, assetId, type AssetId } from '../base/units';
import type { Policy } from '../targets/policy';
import { strategicWeights } from '../targets/policy-constraints';
import { feasibleRange, hold, rescale, type Held } from './rescale';

const weight = (max: number) => fc.double({ min: 0, max, noNaN: true });

/** A policy around a legal mix, that mix, and a sequence of classes set to some weight, as a person would drag them. */
const drags = fc
  .record({
    raw: fc.array(fc.double({ min: 0.02, max: 1, noNaN: true }), { minLength: 2, maxLength: 8 }),
    slack: fc.array(fc.tuple(weight(0.3), weight(0.3)), { minLength: 12, maxLength: 12 }),
    split: fc.integer({ min: 1, max: 3 }),
    moves: fc.array(fc.tuple(fc.integer({ min: 0, max: 7 }), weight(1)), { minLength: 1, maxLength: 6 }),
  })
  .map(({ raw, slack, split, moves }) => {
    const total = raw.reduce((sum, one) => sum + one, 0);
    const mix = raw.map((one) => one / total);
    const groupOf = (i: number) => ASSET_GROUPS[i % split];
    const policy: Policy = {
      lines: mix.map((w, i) => ({ asset: assetId(`a${i}`), group: groupOf(i), weight: w, min: Math.max(0, w - slack[i][0]), max: Math.min(1, w + slack[i][1]), costBps: 10 })),
      cashAsset: null,
      groupLimits: ASSET_GROUPS.slice(0, split).map((group, g) => {
        const sum = mix.reduce((s, w, i) => s + (groupOf(i) === group ? w : 0), 0);
        return { group, min: Math.max(0, sum - slack[8 + g][0]), max: Math.min(1, sum + slack[8 + g][1]) };
      }),
    };
    return { policy, mix, moves: moves.map(([i, w]) => ({ asset: assetId(`a${i % mix.length}`), weight: w })) };
  });

function mixOf(policy: Policy, base: readonly number[], held: Held): readonly number[] {
  const mix = rescale(policy, base, held);
  if (!mix.ok) throw new Error(mix.error.message);
  return mix.value;
}

const NOTHING: Held = new Map();

describe('a mix with some weights held', () => {
  it('sums to 1, keeps every range and group, and holds what is held', () => {
    fc.assert(
      fc.property(drags, ({ policy, mix, moves }) => {
        let held = NOTHING;
        for (const move of moves) {
          held = hold(policy, held, move.asset, move.weight);
          const weights = mixOf(policy, mix, held);
          expect(Math.abs(weights.reduce((sum, w) => sum + w, 0) - 1)).toBeLessThan(1e-9);
          policy.lines.forEach((line, i) => expect(weights[i] >= line.min - 1e-9 && weights[i] <= line.max + 1e-9).toBe(true));
          for (const limit of policy.groupLimits) {
            const sum = policy.lines.reduce((s, line, i) => s + (line.group === limit.group ? weights[i] : 0), 0);
            expect(sum >= limit.min - 1e-9 && sum <= limit.max + 1e-9).toBe(true);
          }
          for (const [asset, w] of held) expect(weights[policy.lines.findIndex((line) => line.asset === asset)]).toBeCloseTo(w, 9);
        }
      }),
    );
  });

  it('reaches both ends of the range it is offered, and not a step beyond', () => {
    fc.assert(
      fc.property(drags, ({ policy, mix, moves: [{ asset }] }) => {
        const { from, to } = feasibleRange(policy, NOTHING, asset);
        for (const end of [from, to]) expect(rescale(policy, mix, new Map([[asset, end]])).ok).toBe(true);
        const isLegal = (w: number) => rescale(policy, mix, new Map([[asset, w]])).ok && policy.lines.every((line) => line.asset !== asset || (w >= line.min && w <= line.max));
        for (const beyond of [from - 1e-4, to + 1e-4]) expect(isLegal(beyond)).toBe(false);
      }),
    );
  });

  it('is the base itself where nothing is held, digit by digit', () => {
    fc.assert(
      fc.property(drags, ({ policy }) => {
        const base = Array.from(strategicWeights(policy));
        expect(mixOf(policy, base, NOTHING)).toEqual(base);
      }),
    );
  });
});

const id = (text: string): AssetId => assetId(text);
const three: Policy = {
  lines: [
    { asset: id('EQ'), group: 'equity', weight: 0.6, min: 0.3, max: 0.8, costBps: 10 },
    { asset: id('BD'), group: 'bond', weight: 0.3, min: 0.1, max: 0.35, costBps: 10 },
    { asset: id('CA'), group: 'cash', weight: 0.1, min: 0, max: 0.5, costBps: 10 },
  ],
  cashAsset: id('CA'),
  groupLimits: [],
};

describe('what one drag does to the rest', () => {
  it('shares what is left in proportion', () => {
    const [, bonds, cash] = mixOf(three, [0.6, 0.3, 0.1], new Map([[id('EQ'), 0.64]]));
    expect([bonds, cash].map((w) => Number(w.toFixed(12)))).toEqual([0.27, 0.09]);
  });

  it('stops at a range, and the other classes take the rest', () => {
    expect(mixOf(three, [0.6, 0.3, 0.1], new Map([[id('EQ'), 0.4]])).map((w) => Number(w.toFixed(9)))).toEqual([0.4, 0.35, 0.25]);
  });

  it('goes no further than the others can follow', () => {
    expect(feasibleRange(three, new Map([[id('CA'), 0.1]]), id('EQ'))).toEqual({ from: 0.55, to: 0.8 });
    expect(hold(three, new Map([[id('CA'), 0.1]]), id('EQ'), 0.3).get(id('EQ'))).toBeCloseTo(0.55, 12);
  });
});
