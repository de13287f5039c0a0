import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { activeShare, groupSum, hasEffect, waterfall, withTotal, type WaterfallGroup } from './waterfall-geometry';

const groups: WaterfallGroup[] = [
  { key: 'dynamic', label: 'Dynamic layer', steps: [{ key: 'value', label: 'Five-year value', byAsset: [-0.0347, 0.0263] }] },
  {
    key: 'rules',
    label: 'Rules',
    steps: [
      { key: 'limits', label: 'Policy limits', byAsset: [0.02, null] },
      { key: 'noTrade', label: 'No-trade band', byAsset: [0, 0] },
    ],
  },
];

describe('a waterfall', () => {
  const picture = waterfall(0.35, 0.3353, groups, 0);
  it('starts every step where the last one ended', () => {
    const [value, limits, band] = ['value', 'limits', 'noTrade'].map((key) => picture.bars.get(key));
    expect(value?.from).toBe(picture.start);
    expect(limits?.from).toBe(value?.to);
    expect(band?.from).toBe(limits?.to);
    expect(band?.to).toBeCloseTo(picture.end, 9);
  });
  it('is solid where a step takes away and hollow where it adds', () => {
    expect(picture.bars.get('value')?.kind).toBe('takes');
    expect(picture.bars.get('limits')?.kind).toBe('adds');
    expect(picture.bars.get('noTrade')?.kind).toBe('none');
  });
  it('opens each group on the level reached before it', () => expect(picture.opens.get('rules')).toBe(picture.bars.get('value')?.to));
  it('reaches below zero when a wish does', () => {
    const below = waterfall(0.01, 0, [{ key: 'd', label: '', steps: [{ key: 'a', label: '', byAsset: [-0.03] }] }], 0);
    expect(below.axis.min).toBeLessThanOrEqual(-0.02);
    expect(below.bars.get('a')?.to).toBeGreaterThanOrEqual(0);
  });
});

it('a group is missing only when all of its steps are', () => {
  expect(groupSum(groups[1], 0)).toBeCloseTo(0.02);
  expect(groupSum(groups[1], 1)).toBe(0);
  expect(groupSum({ key: 'x', label: '', steps: [{ key: 'a', label: '', byAsset: [null] }] }, 0)).toBeNull();
});

it('less than half a basis point is no effect', () => {
  expect(hasEffect(0.00004)).toBe(false);
  expect(hasEffect(-0.00006)).toBe(true);
  expect(hasEffect(null)).toBe(false);
});

describe('all classes together', () => {
  const steps = (...byAsset: (number | null)[][]): WaterfallGroup[] => [{ key: 'a', label: 'A', steps: byAsset.map((one, k) => ({ key: `${k}`, label: `${k}`, byAsset: one })) }];
  const totals = (groups: readonly WaterfallGroup[]) => withTotal(groups).flatMap((group) => group.steps.map((step) => step.byAsset.at(-1)));

  it('a step away from the strategic mix adds, one back to it takes away', () => {
    expect(totals(steps([-0.1, 0.1], [0.04, -0.04]))).toEqual([expect.closeTo(0.1, 12), expect.closeTo(-0.04, 12)]);
  });
  it('a step that leaves the distance as it is adds nothing, a missing one is missing', () => {
    expect(totals(steps([-0.1, 0.1, 0], [null, null, null], [0, -0.05, 0.05]))).toEqual([expect.closeTo(0.1, 12), null, expect.closeTo(0, 12)]);
  });
  it('keeps the figures of every class', () => expect(withTotal(groups)[0].steps[0].byAsset.slice(0, 2)).toEqual(groups[0].steps[0].byAsset));

  it('the steps of any chain sum to the active share of the mix they lead to', () => {
    const change = fc.double({ min: -1, max: 1, noNaN: true });
    const chain = fc.integer({ min: 1, max: 9 }).chain((n) => fc.array(fc.array(fc.array(fc.option(change, { freq: 6 }), { minLength: n, maxLength: n }), { maxLength: 6 }), { minLength: 1, maxLength: 3 }).map((layers) => ({ n, layers })));
    fc.assert(
      fc.property(chain, ({ n, layers }) => {
        const all = layers.map((one, k): WaterfallGroup => ({ ...steps(...one)[0], key: `${k}` }));
        const shifts = Array.from({ length: n }, (_, asset) => layers.flat().reduce((sum, byAsset) => sum + (byAsset[asset] ?? 0), 0));
        const share = activeShare(shifts.map((shift) => ({ strategic: 0.2, target: 0.2 + shift })));
        const sum = totals(all).reduce<number>((total, one) => total + (one ?? 0), 0);
        expect(Math.abs(sum - share)).toBeLessThan(1e-12);
      }),
    );
  });
});
