import { expect } from 'vitest';

/** Every number within an absolute tolerance, and as many of them. Returns the largest difference. */
export function expectClose(actual: ArrayLike<number>, expected: ArrayLike<number>, tolerance: number): number {
  expect(actual.length).toBe(expected.length);
  let largest = 0;
  for (let i = 0; i < expected.length; i += 1) {
    const distance = Math.abs(actual[i] - expected[i]);
    expect(distance, `figure ${i}: ${actual[i]} against ${expected[i]}`).toBeLessThanOrEqual(tolerance);
    largest = Math.max(largest, distance);
  }
  return largest;
}
