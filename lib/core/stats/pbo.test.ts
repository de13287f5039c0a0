import { describe, expect, it } from 'vitest';
import { readGolden } from '../testing/simulated-market';
import type { Overfitting } from './pbo';
import { probabilityOfOverfitting } from './pbo';
import { createRandom, drawFraction } from './random';

interface Golden {
  readonly trials: readonly (readonly number[])[];
  readonly overfitting: Readonly<Record<'4' | '8', { readonly splits: number; readonly probability: number; readonly meanLogit: number }>>;
}

/** Made by testing/reference/reference_skill.py, split by split. */
const golden = readGolden<Golden>('skill');

function noise(seed: number, rows: number, drift = 0): readonly number[] {
  const random = createRandom(seed);
  return Array.from({ length: rows }, () => (drawFraction(random) - 0.5) / 10 + drift);
}

describe('the probability of backtest overfitting', () => {
  it.each([4, 8] as const)('with %d blocks is the reference’s', (blocks) => {
    const found = probabilityOfOverfitting(golden.trials, blocks) as Overfitting;
    const expected = golden.overfitting[`${blocks}`];
    expect([found.splits, found.probability]).toEqual([expected.splits, expect.closeTo(expected.probability, 14)]);
    expect(found.logits.reduce((sum, logit) => sum + logit, 0) / found.splits).toBeCloseTo(expected.meanLogit, 12);
    expect(found.rowsPerBlock * blocks + found.droppedRows).toBe(163);
  });

  it('is nil where one trial is always the best', () => {
    const trials = [noise(1, 320), noise(2, 320, 0.1), noise(3, 320)];
    expect(probabilityOfOverfitting(trials)).toMatchObject({ probability: 0, splits: 12_870, droppedRows: 0, probabilityOfLoss: 0 });
  });

  it('is one where what shines in one half is dull in the other', () => {
    const up = [0.02, 0.01];
    const down = [-0.02, -0.01];
    expect(probabilityOfOverfitting([[...up, ...down], [...down, ...up]], 2)).toMatchObject({ probability: 1, splits: 2, probabilityOfLoss: 1 });
  });

  it('is about a half for trials that are all luck, on average', () => {
    const probabilities = Array.from({ length: 60 }, (_, i) => (probabilityOfOverfitting(Array.from({ length: 10 }, (__, k) => noise(1000 * i + k, 160)), 8) as Overfitting).probability);
    const average = probabilities.reduce((sum, p) => sum + p, 0) / 60;
    expect(average).toBeGreaterThan(0.4);
    expect(average).toBeLessThan(0.6);
  });

  it('a trial that stands still has a ratio of 0, whatever rounding leaves of its spread', () => {
    const flat = new Array<number>(70).fill(-0.013);
    const turning = [...noise(1, 35, 0.2), ...noise(2, 35, -0.2)];
    expect(probabilityOfOverfitting([flat, turning], 2)).toMatchObject({ probability: 1, logits: new Float64Array(2).fill(-Math.log(2)), probabilityOfLoss: 1 });
  });

  it('a trial that never moved beats one that lost', () => {
    const losing = [-0.02, -0.01, -0.02, -0.01];
    expect(probabilityOfOverfitting([losing, [0, 0, 0, 0]], 2)).toMatchObject({ probability: 0, logits: new Float64Array(2).fill(Math.log(2)), probabilityOfLoss: 0 });
  });

  it('of two that are equal inside the earlier is chosen', () => {
    const inside = [0.02, 0.01];
    const trials = [[...inside, 0.03, 0.02], [...inside, -0.03, -0.02]];
    expect(probabilityOfOverfitting(trials, 2)?.logits[0]).toBeCloseTo(Math.log(2), 15);
    expect(probabilityOfOverfitting([...trials].reverse(), 2)?.logits[0]).toBeCloseTo(-Math.log(2), 15);
  });

  it('takes up to twenty blocks, which need forty rows', () => {
    expect(probabilityOfOverfitting([noise(1, 39), noise(2, 39)], 20)).toBeNull();
  });

  it('needs two trials and two rows a block', () => {
    expect([probabilityOfOverfitting([]), probabilityOfOverfitting([noise(1, 99)]), probabilityOfOverfitting([noise(1, 31), noise(2, 31)])]).toEqual([null, null, null]);
  });

  it('refuses an odd number of blocks and trials of different lengths', () => {
    expect(() => probabilityOfOverfitting([[1], [1]], 3)).toThrow('even number of blocks');
    expect(() => probabilityOfOverfitting([[1], [1]], 22)).toThrow('even number of blocks');
    expect(() => probabilityOfOverfitting([[1], [1]], 0)).toThrow('even number of blocks');
    expect(() => probabilityOfOverfitting([[1], [1]], -2)).toThrow('even number of blocks');
    expect(() => probabilityOfOverfitting([[1], [1, 2]])).toThrow('share their rows');
  });
});
