import { expect, it } from 'vitest';
import { sparkPath } from './spark-path';

it('runs from edge to edge, high values on top', () => {
  expect(sparkPath([0, 1], 96, 20)).toEqual({ path: 'M3 17L93 3', last: { x: 93, y: 3 }, levelY: null });
});
it('lifts the pen where a value is missing', () => expect(sparkPath([0, null, 1], 96, 20).path).toBe('M3 17M93 3'));
it('is flat in the middle when nothing moves', () => expect(sparkPath([2, 2], 96, 20).path).toBe('M3 10L93 10'));
it('makes room for its level', () => expect(sparkPath([-1, -2], 96, 20, 0).levelY).toBe(3));
it('draws nothing from nothing', () => expect(sparkPath([null], 96, 20)).toEqual({ path: '', last: null, levelY: null }));
