import { describe, expect, it } from 'vitest';
import { downCapture, upCapture } from './capture';

describe('captures, by hand', () => {
  const benchmark = [0.1, 0, 0.1, -0.2, -0.5];

  it('count only the periods in which the benchmark rose', () => {
    expect(upCapture([0.05, 0.9, 0.05, 0.9, 0.9], benchmark)).toBeCloseTo(0.1025 / 0.21, 12);
  });

  it('or only those in which it fell; one in which it stood still is neither', () => {
    expect(downCapture([0.9, 0.9, 0.9, -0.1, -0.25], benchmark)).toBeCloseTo(0.325 / 0.6, 12);
  });

  it('do not exist where the benchmark never rose, or never fell', () => {
    expect([upCapture([0.1, 0.1], [0, -0.1]), downCapture([0.1, 0.1], [0, 0.1])]).toEqual([null, null]);
  });
});
