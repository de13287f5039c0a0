/** A source of uniform numbers in [0, 1). Passed in, so that whoever draws can be repeated. */
export interface Random {
  next(): number;
}

/** The generator sfc32 (Chris Doty-Humphrey, PractRand), started from one 32-bit seed. */
export function seededRandom(seed: number): Random {
  let [a, b, c, counter] = [0x9e3779b9, 0x243f6a88, seed | 0, 1];
  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + sum) | 0;
    return (sum >>> 0) / 4_294_967_296;
  };
  for (let i = 0; i < 12; i += 1) next();
  return { next };
}

/** One draw from the standard normal distribution (Box–Muller, the cosine half). */
export function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
}

/**
 * A random scale with mean square 1 that makes normal draws multiplied by it Student-t with `degrees` of freedom.
 * Shared by all draws of a day it gives them common tails.
 */
export function tailScale(random: Random, degrees: number): number {
  let sum = 0;
  for (let i = 0; i < degrees; i += 1) sum += normal(random) ** 2;
  return Math.sqrt((degrees - 2) / sum);
}

/** One draw from the exponential distribution with this mean. */
export function exponential(random: Random, mean: number): number {
  return -mean * Math.log(1 - random.next());
}
