import fc from 'fast-check';
import { describe, it } from 'vitest';
import { deflatedSharpe } from './dsr';
import { normalCdf, normalQuantile } from './normal';
import { probabilisticSharpe } from './psr';

describe('the normal distribution', () => {
  it('quantile and share lead back to each other', () => {
    fc.assert(fc.property(fc.double({ min: 1e-12, max: 1 - 1e-12, noNaN: true }), (p) => Math.abs(normalCdf(normalQuantile(p)) - p) <= 1e-15));
  });

  it('is symmetric and rises', () => {
    const anywhere = fc.double({ min: -30, max: 30, noNaN: true });
    fc.assert(fc.property(anywhere, (x) => Math.abs(normalCdf(x) + normalCdf(-x) - 1) <= 1e-15));
    fc.assert(fc.property(anywhere, anywhere, (x, y) => normalCdf(Math.min(x, y)) <= normalCdf(Math.max(x, y)) + 1e-16));
  });
});

describe('the probabilistic and the deflated Sharpe ratio', () => {
  const ratio = fc.double({ min: 0.001, max: 0.5, noNaN: true });
  const length = fc.integer({ min: 2, max: 5000 });
  const skewness = fc.double({ min: -2, max: 1, noNaN: true });
  const kurtosis = fc.double({ min: 5, max: 20, noNaN: true });
  const record = fc.record({ sharpePerPeriod: ratio, periods: length, skewness, kurtosis });

  it('a longer record of the same ratio is surer', () => {
    fc.assert(fc.property(record, length, (one, more) => (probabilisticSharpe({ ...one, periods: one.periods + more }) as number) >= (probabilisticSharpe(one) as number)));
  });

  it('a share is between 0 and 1, and falls as the benchmark rises', () => {
    fc.assert(
      fc.property(record, ratio, (one, higher) => {
        const [low, high] = [probabilisticSharpe(one, 0) as number, probabilisticSharpe(one, higher) as number];
        return low >= high && high >= 0 && low <= 1;
      }),
    );
  });

  it('more trials never make a record more convincing', () => {
    const count = fc.integer({ min: 1, max: 100_000 });
    fc.assert(
      fc.property(record, count, count, (one, a, b) => {
        const sure = (trials: number) => deflatedSharpe(one, { count: trials, variance: 0.001 })?.probability as number;
        return sure(Math.max(a, b)) <= sure(Math.min(a, b)) + 1e-15;
      }),
    );
  });
});
