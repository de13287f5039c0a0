import { expect, it } from 'vitest';
import { distanceAxis, nearestFlip, reach, trendWords, type FlipDistance } from './distance-geometry';

const below: FlipDistance[] = [
  { months: 8, state: -1, move: 0.061 },
  { months: 10, state: -1, move: 0.048 },
  { months: 12, state: -1, move: 0.033 },
];

it('the nearest flip needs the smallest move, either way', () => {
  expect(nearestFlip(below)?.months).toBe(12);
  expect(nearestFlip([{ months: 3, state: 1, move: -0.006 }, ...below])?.months).toBe(3);
  expect(nearestFlip([])).toBeNull();
});

it('says on which side most horizons stand', () => {
  expect(trendWords(below)).toEqual({ word: 'below', count: 3 });
  expect(trendWords([{ months: 8, state: 1, move: -0.02 }, below[0]])).toEqual({ word: 'above', count: 1 });
});

it('reaches from today to the nearest flip on an axis that holds all of them', () => {
  const axis = distanceAxis([{ id: 'us', name: 'US equity', colour: 1, trend: below, momentum: [{ months: 3, state: 1, move: -0.047 }], momentumScore: -0.3 }]);
  expect(axis.min).toBeLessThanOrEqual(-0.047);
  expect(axis.max).toBeGreaterThanOrEqual(0.061);
  expect(reach(below, axis)?.width).toBeCloseTo((0.033 / (axis.max - axis.min)) * 100);
});
