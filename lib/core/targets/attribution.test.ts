import { describe, expect, it } from 'vitest';
import { assertAdditive, ATTRIBUTION_TOLERANCE, difference } from './attribution';

describe('an attribution', () => {
  it('a difference is to less from, asset by asset', () => {
    expect(difference([0.5, 0.25], [0.25, 0.5])).toEqual([0.25, -0.25]);
  });

  it('rows that lead from the strategic mix to the target pass, within rounding', () => {
    const rows = [[0.25, -0.25], [-0.125, 0.125]];
    expect(() => assertAdditive(rows, [0.5, 0.5], [0.625, 0.375])).not.toThrow();
    expect(() => assertAdditive(rows, [0.5, 0.5], [0.625 + ATTRIBUTION_TOLERANCE / 2, 0.375])).not.toThrow();
    expect(() => assertAdditive([], [0.5], [0.5])).not.toThrow();
    expect(() => assertAdditive([[ATTRIBUTION_TOLERANCE]], [0], [0])).not.toThrow();
  });

  it('what moved without a row, or against it, is a mistake of the code, whichever asset it is', () => {
    for (const target of [[0.75, 0.25], [0.75, 0.5], [0.5, 0.75], [0.5, 0.25]]) {
      expect(() => assertAdditive([[0, 0]], [0.5, 0.5], target)).toThrow('rows sum to target − strategic');
    }
  });
});
