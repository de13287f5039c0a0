import { describe, expect, it } from 'vitest';
import { fundingShares, fund } from '../tilts/funding';
import { scaleToBudget } from '../tilts/budget';
import { isBelowNoTrade, pacedStep } from '../tilts/discipline';
import { expectClose } from '../testing/expect-close';
import { scoreOf } from './clip';
import { withHysteresis } from './hysteresis';
import { shareOut, shareThemes } from './share-out';

describe('scores', () => {
  it('two and a half standard deviations count as two', () => {
    expect([scoreOf(2.5, 2), scoreOf(-1, 2)]).toEqual([1, -0.5]);
  });

  it('hysteresis: the first reading counts by its sign, later ones only outside the band', () => {
    expect(Array.from(withHysteresis([NaN, 0, -0.005, -0.02, 0.01, 0.011], 0.01))).toEqual([0, 1, 1, -1, -1, 1]);
  });

  it('a missing score’s weight is shared pro rata', () => {
    expectClose(shareOut([0.5, 0.25, 0.25], [1, 1, NaN]), [2 / 3, 1 / 3, 0], 1e-15);
    expect(shareOut([0.5, 0.5], [NaN, NaN])).toEqual([0, 0]);
  });

  it('an empty theme drops out, and a thin one keeps its whole weight', () => {
    const shares = shareThemes([['a', 'b'], ['c'], ['d']], (id) => id !== 'b' && id !== 'd');
    expect([...shares]).toEqual([['a', 0.5], ['c', 0.5]]);
  });
});

describe('tilts', () => {
  it('are funded from cash, else from bonds pro rata, else from all', () => {
    const tilt = Float64Array.of(0.1, 0, 0);
    const { shares } = fundingShares([0.5, 0.3, 0.2], 2, () => false);
    fund(tilt, shares);
    expect(Array.from(tilt)).toEqual([0.1, 0, -0.1]);
    expect(Array.from(fundingShares([0.5, 0.3, 0.2], -1, (a) => a > 0).shares)).toEqual([0, 0.6, 0.4]);
    expect(fundingShares([0.5, 0.5], -1, () => false).from).toBe('all');
  });

  it('a layer above its budget is scaled to it, one below is left alone', () => {
    const rows = [Float64Array.of(0.4, -0.4)];
    expect(scaleToBudget(rows, 0.2)).toBe(0.5);
    expect(Array.from(rows[0])).toEqual([0.2, -0.2]);
    expect(scaleToBudget(rows, 0.2)).toBe(1);
  });

  it('half the way, but never more than the cap', () => {
    expectClose(pacedStep([1, 0], [0.8, 0.2], 0.5, 0.2), [0.9, 0.1], 1e-15);
    expectClose(pacedStep([1, 0], [0, 1], 0.5, 0.2), [0.8, 0.2], 1e-15);
    expect([isBelowNoTrade([1, 0], [0.99, 0.01], 0.02), isBelowNoTrade([1, 0], [0.9, 0.1], 0.02)]).toEqual([true, false]);
  });
});
