import { describe, expect, it } from 'vitest';
import { decadeTicks, doublingTicks, niceAxis, niceStep, pct, position, spreadLabels } from './scale';

describe('axes', () => {
  it('covers the span in few round steps', () => {
    expect(niceStep(3500, 6)).toBe(600);
    expect(niceStep(0.55, 6)).toBeCloseTo(0.1, 12);
    expect(niceAxis(0, 0.55).ticks).toEqual([0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6]);
  });
  it('reaches below zero when a value does', () => {
    const axis = niceAxis(-28, 500);
    expect(axis.min).toBeLessThanOrEqual(-28);
    expect(axis.ticks).toContain(0);
    expect(axis.max).toBeGreaterThanOrEqual(500);
  });
  it('is whole even for nothing', () => expect(niceAxis(0, 0)).toEqual({ min: 0, max: 1, ticks: [0, 1] }));
  it('does not add a tick for noise in the last digit', () => expect(niceAxis(0, 0.6000000000000001).max).toBe(0.6));
  it('places values in per cent', () => {
    expect(position({ min: 0, max: 60 }, 35)).toBeCloseTo(58.3333, 3);
    expect(pct(58.33333333)).toBe('58.3333%');
  });
  it('labels a century by powers of ten', () => expect(decadeTicks(90, 3_200_000)).toEqual([100, 1_000, 10_000, 100_000, 1_000_000]));
  it('labels a logarithmic axis by doublings', () => expect(doublingTicks(78, 420)).toEqual([100, 200, 400]));
});

describe('labels at the end of lines', () => {
  it('stay where they are when there is room', () => expect(spreadLabels([10, 60], 16)).toEqual([10, 60]));
  it('move apart evenly when there is none, in their order', () => expect(spreadLabels([22, 20], 16)).toEqual([29, 13]));
  it('carry a neighbour along rather than collide with it', () => {
    const moved = spreadLabels([10, 12, 24], 16);
    expect(moved[1] - moved[0]).toBeCloseTo(16, 9);
    expect(moved[2] - moved[1]).toBeCloseTo(16, 9);
  });
});
