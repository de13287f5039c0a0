import { describe, expect, it } from 'vitest';
import { wealthOf } from '../series/returns';
import { expectClose } from '../testing/expect-close';
import { readGolden } from '../testing/simulated-market';
import { bootstrap, bootstrapInterval, resampleRows } from './block-bootstrap';
import { automaticBlockLength } from './block-length';
import { maxDrawdown } from './drawdown';
import { createRandom } from './random';
import { quantile } from './tail';

interface Golden {
  readonly series: Readonly<Record<'calm' | 'sticky' | 'swinging', readonly number[]>>;
  readonly blockLength: Readonly<Record<'calm' | 'sticky' | 'swinging', number>>;
  readonly bootstrap: { readonly seed: number; readonly block: number; readonly rows: number; readonly paths: number; readonly quantiles: readonly number[] };
}

/** Made by testing/reference/reference_skill.py; the block lengths are also those of the Python package arch. */
const golden = readGolden<Golden>('skill');
const deepest = ([path]: readonly Float64Array[]) => maxDrawdown(wealthOf(path));

describe('the automatic block length', () => {
  it.each(['calm', 'sticky', 'swinging'] as const)('of a %s series is the reference’s', (name) => {
    expect(Math.abs((automaticBlockLength(golden.series[name]) as number) - golden.blockLength[name])).toBeLessThanOrEqual(1e-10);
  });

  it('of too few values, or of values that stand still, does not exist', () => {
    expect([automaticBlockLength([1, 2, 3]), automaticBlockLength([0.5, 0.5, 0.5, 0.5, 0.5])]).toEqual([null, null]);
  });

  it('never exceeds a third of the rows, where the formula would', () => {
    const waves = Array.from({ length: 60 }, (_, t) => Math.sin(t / 3));
    expect(automaticBlockLength(waves)).toBe(20);
  });

  it('needs four values', () => {
    expect(automaticBlockLength([1, 2, 4, 3])).not.toBeNull();
  });

  it('is at least one row', () => {
    expect(automaticBlockLength([1, 0, 0, 1, 0, 0, 0, 1, 1, 0, 1, 0])).toBeGreaterThanOrEqual(1);
  });
});

describe('the stationary bootstrap', () => {
  it('gives the reference’s drawdowns from the reference’s random numbers', () => {
    const { seed, block, rows, paths, quantiles } = golden.bootstrap;
    const figures = bootstrap([golden.series.sticky], { random: createRandom(seed), meanBlock: block, rows, paths }, deepest);
    expectClose([0.05, 0.5, 0.95].map((q) => quantile(figures, q) as number), quantiles, 1e-14);
  });

  it('runs on through a block and round the end', () => {
    const draws = [0, 2 ** 31, 2 ** 32 - 1, 2 ** 32 - 1, 2 ** 32 - 1];
    const random = () => draws.shift() as number;
    expect(Array.from(resampleRows(new Int32Array(4), 4, { random, meanBlock: 12 }))).toEqual([2, 3, 0, 1]);
  });

  it('a block ends by chance below one in its mean length', () => {
    const draws = [0, 0, 2 ** 31, 2 ** 31 - 1, 0];
    const random = () => draws.shift() as number;
    expect(Array.from(resampleRows(new Int32Array(3), 8, { random, meanBlock: 2 }))).toEqual([0, 1, 0]);
  });

  it('blocks are as long as asked for, on average', () => {
    const path = resampleRows(new Int32Array(100_000), 5000, { random: createRandom(5), meanBlock: 20 });
    let blocks = 1;
    for (let t = 1; t < path.length; t += 1) if (path[t] !== (path[t - 1] + 1) % 5000) blocks += 1;
    expect(path.length / blocks).toBeGreaterThan(19);
    expect(path.length / blocks).toBeLessThan(21);
  });

  it('blocks of one row draw every row by itself', () => {
    const random = createRandom(1);
    const path = resampleRows(new Int32Array(500), 1_000_000, { random, meanBlock: 1 });
    expect(path.every((row, t) => t === 0 || row !== path[t - 1] + 1)).toBe(true);
  });

  it('what is null on a path is left out', () => {
    let calls = 0;
    const figures = bootstrap([[0.1, 0.2]], { random: createRandom(1), meanBlock: 2, paths: 6 }, () => ((calls += 1) % 2 === 0 ? null : calls));
    expect(Array.from(figures)).toEqual([1, 3, 5]);
  });

  it('refuses to draw from nothing, and columns of different lengths', () => {
    const plan = { random: createRandom(1), meanBlock: 2, paths: 1 };
    expect(() => bootstrap([[]], { ...plan, rows: 3 }, () => 0)).toThrow('rows to draw from');
    expect(() => bootstrap([], { ...plan, rows: 3 }, () => 0)).toThrow('rows to draw from');
    expect(() => bootstrap([[1], [1, 2]], plan, () => 0)).toThrow('share their rows');
    expect(() => resampleRows(new Int32Array(1), 3, { ...plan, meanBlock: 0.5 })).toThrow('one row or more');
  });
});

describe('an interval', () => {
  it('holds the middle of the figures', () => {
    const figures = Array.from({ length: 101 }, (_, i) => i - 40);
    expect(bootstrapInterval(figures)).toEqual({ paths: 101, mean: 10, standardError: expect.closeTo(29.3, 1) as number, median: 10, low: -35, high: 55, shareAboveZero: 60 / 101 });
  });

  it('of two figures has both ends between them', () => {
    expect(bootstrapInterval([0, 1], 0.5)).toEqual({ paths: 2, mean: 0.5, standardError: Math.SQRT1_2, median: 0.5, low: 0.25, high: 0.75, shareAboveZero: 0.5 });
  });

  it('of one figure is none', () => {
    expect(bootstrapInterval([1])).toBeNull();
  });
});
