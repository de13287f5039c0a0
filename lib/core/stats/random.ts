/** Whole numbers from 0 to 2³² − 1, each as likely as any other. Always passed in, so that a result can be made again. */
export type RandomSource = () => number;

const TWO_TO_32 = 2 ** 32;

/** splitmix32: spreads one small seed over as many well-mixed words as asked for. */
function spread(seed: number, count: number): Uint32Array {
  let state = seed >>> 0;
  return new Uint32Array(count).map(() => {
    state = (state + 0x9e3779b9) >>> 0;
    let word = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    word = Math.imul(word ^ (word >>> 15), 0x735a2d97);
    return word ^ (word >>> 15);
  });
}

/**
 * A reproducible source of random numbers: the same seed gives the same numbers on every machine and in every language.
 *
 * Algorithm: xoshiro128** (Blackman and Vigna, 2018), its four words filled by splitmix32. The seed is a whole number
 * from 0 to 2³² − 1; others are taken modulo 2³². Not for secrets.
 * Example: `createRandom(12345)` begins 1093274547, 203003357, 3741353573.
 */
export function createRandom(seed: number): RandomSource {
  const state = Int32Array.from(spread(seed, 4));
  return () => {
    const a = state[0];
    const b = state[1];
    const c = state[2] ^ a;
    const d = state[3] ^ b;
    const product = Math.imul(b, 5);
    state[0] = a ^ d;
    state[1] = b ^ c;
    state[2] = c ^ (b << 9);
    state[3] = (d << 11) | (d >>> 21);
    return Math.imul((product << 7) | (product >>> 25), 9) >>> 0;
  };
}

/** A whole number from 0 to `count − 1`: `⌊u·count/2³²⌋`, exact for counts below two million. */
export function drawIndex(random: RandomSource, count: number): number {
  return Math.floor((random() * count) / TWO_TO_32);
}

/** A number in [0, 1), in steps of 2⁻³². */
export function drawFraction(random: RandomSource): number {
  return random() / TWO_TO_32;
}
