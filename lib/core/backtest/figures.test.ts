import { describe, expect, it } from 'vitest';
import { drawdownRatio, runFigures } from './figures';

const figures = (...nav: readonly number[]) => runFigures({ nav: Float64Array.from(nav), turnoverAnnual: 0.4, costAnnual: 0.001 }, 2);

describe('the figures of a run', () => {
  it('by hand: up a half, down a half', () => {
    const own = figures(1, 1.5, 0.75);
    expect(own).toMatchObject({ maxDrawdown: -0.5, turnoverAnnual: 0.4, costAnnual: 0.001 });
    expect(own.cagr).toBeCloseTo(-0.25, 15);
    expect(own.volAnnual).toBeCloseTo(1, 15);
  });

  it('of two rows have no volatility, of one no growth', () => {
    expect(figures(1, 2)).toMatchObject({ cagr: 3, volAnnual: 0, maxDrawdown: 0 });
    expect(figures(1)).toMatchObject({ cagr: 0, volAnnual: 0, maxDrawdown: 0 });
  });

  it('one fall is a share of another, unless there was none', () => {
    const [half, quarter, none] = [figures(1, 0.5), figures(1, 0.75), figures(1, 2)];
    expect([drawdownRatio(quarter, half), drawdownRatio(half, none), drawdownRatio(half, null)]).toEqual([0.5, null, null]);
  });
});
