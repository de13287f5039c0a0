import { describe, expect, it } from 'vitest';
import { alpha, beta } from './regression';

describe('the line through two points', () => {
  const [own, benchmark, cash] = [[0.03, 0.07], [0.01, 0.03], [0.01, 0.02]];

  it('has the slope of the two', () => {
    expect(beta(own, benchmark)).toBeCloseTo(2, 12);
    expect(alpha(own, benchmark, 12)).toBeCloseTo((0.05 - 2 * 0.02) * 12, 12);
  });

  it('over cash it is the line of what is left', () => {
    expect(beta(own, benchmark, cash)).toBeCloseTo(3, 12);
    expect(alpha(own, benchmark, 12, cash)).toBeCloseTo((0.035 - 3 * 0.005) * 12, 12);
  });

  it('does not exist for one point, or a benchmark that stands still', () => {
    expect([beta([], []), beta([0.1], [0.2]), beta([0.1, 0.2], [0.1, 0.1])]).toEqual([null, null, null]);
    expect(alpha([0.1, 0.2], [0.1, 0.1], 12)).toBeNull();
  });

  it('a benchmark that barely moves is still one', () => {
    expect(beta([0, 2e-12], [0, 1e-12])).toBeCloseTo(2, 12);
    expect(beta([0, 2e-15], [0, 1e-15])).toBeNull();
  });
});
