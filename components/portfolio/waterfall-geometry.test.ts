import { describe, expect, it } from 'vitest';
import { groupSum, hasEffect, waterfall, type WaterfallGroup } from './waterfall-geometry';

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
