import { describe, expect, it } from 'vitest';
import { bondShare } from './paa';

describe('the bond share of PAA', () => {
  it('grows from nothing to everything as breadth falls from 12 to 6', () => {
    expect([12, 11, 9, 6, 0].map((good) => bondShare(12, good, 2))).toEqual([0, 1 / 6, 0.5, 1, 1]);
  });

  it('is gentler with less protection', () => {
    expect([bondShare(12, 6, 0), bondShare(12, 6, 1), bondShare(12, 0, 0)]).toEqual([0.5, 6 / 9, 1]);
  });
});
