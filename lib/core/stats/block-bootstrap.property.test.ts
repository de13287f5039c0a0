import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wealthOf } from '../series/returns';
import { bootstrap, bootstrapInterval, resampleRows } from './block-bootstrap';
import { automaticBlockLength } from './block-length';
import { cagr } from './cagr';
import { maxDrawdown } from './drawdown';
import { createRandom } from './random';

const seed = fc.integer({ min: 0, max: 2 ** 32 - 1 });
const meanBlock = fc.double({ min: 1, max: 40, noNaN: true });
const returns = fc.array(fc.double({ min: -0.3, max: 0.3, noNaN: true }), { minLength: 1, maxLength: 60 });

describe('the stationary bootstrap', () => {
  it('of a constant series is constant', () => {
    fc.assert(
      fc.property(seed, meanBlock, fc.double({ min: -0.05, max: 0.05, noNaN: true }), fc.integer({ min: 2, max: 50 }), (s, block, value, length) => {
        const series = new Array<number>(length).fill(value);
        const figures = bootstrap([series], { random: createRandom(s), meanBlock: block, paths: 5 }, ([path]) => cagr(path, 12));
        figures.forEach((figure) => expect(figure).toBe(cagr(series, 12)));
      }),
    );
  });

  it('draws only rows there are', () => {
    fc.assert(
      fc.property(seed, meanBlock, fc.integer({ min: 1, max: 30 }), fc.integer({ min: 0, max: 80 }), (s, block, rows, length) =>
        resampleRows(new Int32Array(length), rows, { random: createRandom(s), meanBlock: block }).every((row) => row >= 0 && row < rows),
      ),
    );
  });

  it('repeats with its seed', () => {
    fc.assert(
      fc.property(seed, meanBlock, returns, (s, block, series) => {
        const run = () => bootstrap([series], { random: createRandom(s), meanBlock: block, paths: 4 }, ([path]) => maxDrawdown(wealthOf(path)));
        expect(run()).toEqual(run());
      }),
    );
  });

  it('keeps columns together: a series less itself is nothing on every path', () => {
    fc.assert(
      fc.property(seed, meanBlock, returns, (s, block, series) => {
        const figures = bootstrap([series, series], { random: createRandom(s), meanBlock: block, paths: 4 }, ([a, b]) => (cagr(a, 12) as number) - (cagr(b, 12) as number));
        expect(figures.every((figure) => figure === 0)).toBe(true);
        expect(bootstrapInterval(figures)).toMatchObject({ low: 0, high: 0, shareAboveZero: 0 });
      }),
    );
  });

  it('the block length does not care for the unit or the level of the series', () => {
    const spread = fc.array(fc.integer({ min: -500, max: 500 }), { minLength: 12, maxLength: 120 }).filter((values) => new Set(values).size > 3);
    fc.assert(
      fc.property(spread, fc.integer({ min: 1, max: 64 }), (values, factor) => {
        const [own, scaled] = [automaticBlockLength(values), automaticBlockLength(values.map((value) => value * factor * 2))];
        expect(Math.abs((own as number) - (scaled as number))).toBeLessThan(1e-6);
      }),
    );
  });
});
