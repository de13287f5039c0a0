import { describe, expect, it } from 'vitest';
import { solveDecreasing } from './solve-decreasing';

/** Flat at 10 up to 0, down to 6 at 2, flat to 3, down to 0 at 5, flat after. */
const CORNERS = [0, 2, 3, 5];
const VALUES = [10, 6, 6, 0];
function at(shift: number) {
  if (shift <= 0) return { value: 10, slope: 0 };
  if (shift >= 5) return { value: 0, slope: 0 };
  const k = CORNERS.findLastIndex((corner) => corner <= shift);
  const slope = (VALUES[k] - VALUES[k + 1]) / (CORNERS[k + 1] - CORNERS[k]);
  return { value: VALUES[k] - slope * (shift - CORNERS[k]), slope };
}

describe('where a falling line of pieces takes a value', () => {
  it.each([
    [9, 0.5],
    [7, 1.5],
    [4.5, 3.5],
    [3, 4],
    [0.75, 4.75],
  ])('it is %d at %d', (goal, shift) => {
    expect(solveDecreasing(CORNERS, goal, at)).toBe(shift);
  });

  it('on a flat piece any answer of it will do', () => {
    const shift = solveDecreasing(CORNERS, 6, at);
    expect(shift >= 2 && shift <= 3).toBe(true);
  });

  it('beyond the ends it is the end', () => {
    expect([11, 10, 0, -1].map((goal) => solveDecreasing(CORNERS, goal, at))).toEqual([0, 0, 5, 5]);
    expect([solveDecreasing([], 1, at), solveDecreasing([3], 1, at)]).toEqual([0, 3]);
  });

  it('corners far away cost no digits', () => {
    const line = (shift: number) => ({ value: -shift, slope: 1 });
    expect(solveDecreasing([-1e6, 2e6], -0.1, line)).toBe(0.1);
  });

  it('a thousand corners are halved, not walked', () => {
    const corners = Array.from({ length: 1000 }, (_, i) => i);
    let calls = 0;
    const line = (shift: number) => ((calls += 1), { value: -shift, slope: 1 });
    expect(solveDecreasing(corners, -700.25, line)).toBe(700.25);
    expect(calls).toBeLessThanOrEqual(16);
  });
});
