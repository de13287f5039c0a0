import { describe, expect, it } from 'vitest';
import { backOffMs, openMs, RETRY_POLICY } from './retry-policy';

describe('the time until the next attempt', () => {
  it('doubles, and is capped at an hour', () => {
    expect([1, 2, 3, 4].map((attempt) => backOffMs(RETRY_POLICY, attempt, 0, 0.5))).toEqual([30_000, 60_000, 120_000, 240_000]);
    expect(backOffMs(RETRY_POLICY, 40, 0, 0.5)).toBe(3_600_000);
  });

  it('varies by a fifth, so that what failed together does not come back together', () => {
    expect([backOffMs(RETRY_POLICY, 1, 0, 0), backOffMs(RETRY_POLICY, 1, 0, 1)]).toEqual([24_000, 36_000]);
  });

  it('is never shorter than the source asked for', () => {
    expect(backOffMs(RETRY_POLICY, 1, 600_000, 0.5)).toBe(600_000);
    expect(backOffMs(RETRY_POLICY, 6, 1_000, 0.5)).toBe(960_000);
  });
});

describe('an open circuit', () => {
  it('stays open twice as long after each failed trial, six hours at the most', () => {
    expect([5, 6, 7, 30].map((failures) => openMs(RETRY_POLICY, failures) / 60_000)).toEqual([15, 30, 60, 360]);
  });
});
