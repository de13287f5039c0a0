import { expect, it } from 'vitest';
import { lateWords } from './late';

const late = (...found: readonly (readonly [string, number])[]) => lateWords({ late: found.map(([code, daysLate]) => ({ code, daysLate, kind: 'price' })) });

it('names what is late, those of one day together', () => {
  expect(late()).toBe('');
  expect(late(['UNRATE', 1])).toBe('UNRATE 1 day');
  expect(late(['EQ', 12], ['BD', 12], ['CA', 12], ['RE', 12], ['UNRATE', 3])).toBe('EQ, BD and 2 more 12 days; UNRATE 3 days');
  expect(late(['A', 5], ['B', 4], ['C', 3], ['D', 2], ['E', 1])).toBe('A 5 days; B 4 days; C 3 days and 2 more');
});
