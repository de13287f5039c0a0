const SQRT_TWO_PI = Math.sqrt(2 * Math.PI);
/** Where the series for the middle hands over to the continued fraction for the tails. */
const TAIL_FROM = 3;
const FRACTION_TERMS = 120;

/** Height of the bell curve at x: `e^(−x²/2)/√(2π)`. */
export function normalDensity(x: number): number {
  return Math.exp((-x * x) / 2) / SQRT_TWO_PI;
}

/** `½ + φ(x)·(x + x³/3 + x⁵/(3·5) + …)`: adds until nothing changes. */
function middle(x: number): number {
  let [sum, term] = [x, x];
  for (let divisor = 3, before = NaN; sum !== before; divisor += 2) {
    before = sum;
    term *= (x * x) / divisor;
    sum += term;
  }
  return 0.5 + normalDensity(x) * sum;
}

/** What lies beyond x ≥ 3: `φ(x)/(x + 1/(x + 2/(x + 3/…)))`, which keeps its digits however small it gets. */
function upperTail(x: number): number {
  let rest = x;
  for (let n = FRACTION_TERMS; n > 0; n -= 1) rest = x + n / rest;
  return normalDensity(x) / rest;
}

/**
 * The share of a standard normal distribution that lies at or below x.
 *
 * Series and continued fraction of Marsaglia, Evaluating the Normal Distribution (2004), and Laplace; right to 1e-15,
 * and in the lower tail to 1e-13 of the value. −∞ gives 0, +∞ gives 1, NaN gives NaN.
 * Example: `normalCdf(1.959963984540054)` is 0.975.
 */
export function normalCdf(x: number): number {
  if (Number.isNaN(x)) return NaN;
  if (x <= -TAIL_FROM) return upperTail(-x);
  if (x >= TAIL_FROM) return 1 - upperTail(x);
  return middle(x);
}

/** Hastings' rational approximation (Abramowitz and Stegun 26.2.23) for p ≤ ½: a start within 5e-4. */
function roughQuantile(p: number): number {
  const t = Math.sqrt(-2 * Math.log(p));
  const above = 2.515517 + t * (0.802853 + t * 0.010328);
  const below = 1 + t * (1.432788 + t * (0.189269 + t * 0.001308));
  return above / below - t;
}

/**
 * The value below which the share p of a standard normal distribution lies: the inverse of `normalCdf`.
 *
 * A rough start, then three steps of Halley's method on the distribution itself, each of which triples the digits.
 * p ≤ 0 gives −∞, p ≥ 1 gives +∞, NaN gives NaN. Example: `normalQuantile(0.99)` is 2.3263478740408408.
 */
export function normalQuantile(p: number): number {
  if (p <= 0) return -Infinity;
  if (p > 0.5) return -normalQuantile(1 - p);
  let x = roughQuantile(p);
  for (let step = 0; step < 3; step += 1) {
    const miss = (normalCdf(x) - p) / normalDensity(x);
    x -= miss / (1 + (x * miss) / 2);
  }
  return x;
}
