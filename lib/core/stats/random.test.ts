import { describe, expect, it } from 'vitest';
import { readGolden } from '../testing/simulated-market';
import { createRandom, drawFraction, drawIndex } from './random';

/** Made by testing/reference/reference_skill.py on Python's integers. */
const { random: golden } = readGolden<{ readonly random: { readonly seed: number; readonly first: readonly number[]; readonly thousandth: number } }>('skill');

describe('random numbers', () => {
  it('are the same as in another language', () => {
    const random = createRandom(golden.seed);
    const numbers = Array.from({ length: 1000 }, random);
    expect(numbers.slice(0, 8)).toEqual(golden.first);
    expect(numbers[999]).toBe(golden.thousandth);
  });

  it('repeat with the same seed and differ with another', () => {
    const draw = (seed: number) => Array.from({ length: 20 }, createRandom(seed));
    expect(draw(7)).toEqual(draw(7));
    expect(draw(7)).not.toEqual(draw(8));
  });

  it('two sources do not disturb each other', () => {
    const [one, other] = [createRandom(1), createRandom(1)];
    one();
    one();
    expect(other()).toBe(createRandom(1)());
  });

  it('fill every place of a small range about equally often', () => {
    const random = createRandom(3);
    const counts = new Int32Array(7);
    for (let i = 0; i < 70_000; i += 1) counts[drawIndex(random, 7)] += 1;
    counts.forEach((count) => expect(Math.abs(count - 10_000)).toBeLessThan(400));
  });

  it('the largest draw is still below the count, and below 1', () => {
    const largest = () => 2 ** 32 - 1;
    expect(drawIndex(largest, 1799)).toBe(1798);
    expect(drawFraction(largest)).toBeLessThan(1);
    expect(drawIndex(() => 0, 1799)).toBe(0);
  });
});
