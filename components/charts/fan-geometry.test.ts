import { expect, it } from 'vitest';
import { clearerSide, columnMiddle, fanAxis, splitAtToday } from './fan-geometry';

it('the axis holds every result without reaching for zero', () => {
  const axis = fanAxis([0.069, 0.074, 0.13]);
  expect(axis.min).toBeLessThan(0.069);
  expect(axis.min).toBeGreaterThan(0);
  expect(axis.max).toBeGreaterThan(0.13);
  expect(axis.ticks.length).toBeGreaterThanOrEqual(3);
});
it('holds a single value', () => expect(fanAxis([0.07]).ticks.length).toBeGreaterThanOrEqual(1));
it('gives each shift a column', () => expect([columnMiddle(0, 13), columnMiddle(6, 13)]).toEqual([(0.5 / 13) * 100, 50]));
it('hindsight and what could be traded meet at the decision date', () => {
  const { hindsight, possible } = splitAtToday([-1, 0, 1].map((shift) => ({ shift, value: 0 })));
  expect(hindsight.map((point) => point.shift)).toEqual([-1, 0]);
  expect(possible.map((point) => point.shift)).toEqual([0, 1]);
});
it('a label stands where the curve is farther from its level', () => {
  const points = [5, 6, 7, 8, 1, 1].map((value, shift) => ({ shift, value }));
  expect(clearerSide(points, 1)).toBe('left');
  expect(clearerSide(points, 5)).toBe('right');
});
