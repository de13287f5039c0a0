/** Arithmetic mean; null for no values. */
export function mean(values: ArrayLike<number>): number | null {
  if (values.length === 0) return null;
  let sum = 0;
  for (let t = 0; t < values.length; t += 1) sum += values[t];
  return sum / values.length;
}

function centralMoment(values: ArrayLike<number>, center: number, power: number): number {
  let sum = 0;
  for (let t = 0; t < values.length; t += 1) sum += (values[t] - center) ** power;
  return sum / values.length;
}

/** Mean squared distance from a center: the second moment, without a power to work out for every value. */
function meanSquare(values: ArrayLike<number>, center: number): number {
  let sum = 0;
  for (let t = 0; t < values.length; t += 1) {
    const distance = values[t] - center;
    sum += distance * distance;
  }
  return sum / values.length;
}

export interface SampleMoments {
  readonly mean: number;
  /** n − 1, because the mean was taken from the same values. */
  readonly deviation: number;
}

/** Mean and standard deviation of a sample, for those who need both. Null below two values. */
export function sampleMoments(values: ArrayLike<number>): SampleMoments | null {
  if (values.length < 2) return null;
  const center = mean(values) as number;
  return { mean: center, deviation: Math.sqrt((meanSquare(values, center) * values.length) / (values.length - 1)) };
}

/** Standard deviation of a sample. Null below two values. */
export function sampleDeviation(values: ArrayLike<number>): number | null {
  return sampleMoments(values)?.deviation ?? null;
}

/** Standard deviation of a population: n. Null for no values. */
export function populationDeviation(values: ArrayLike<number>): number | null {
  const center = mean(values);
  return center === null ? null : Math.sqrt(meanSquare(values, center));
}

/** Population skewness, m₃/m₂^1.5: negative where the left tail is the longer. Null without spread: one value has none. */
export function skewness(values: ArrayLike<number>): number | null {
  const center = mean(values);
  if (center === null) return null;
  const variance = meanSquare(values, center);
  return variance > 0 ? centralMoment(values, center, 3) / variance ** 1.5 : null;
}

/** Population kurtosis less 3, m₄/m₂² − 3: 0 for a normal distribution. Null without spread: one value has none. */
export function excessKurtosis(values: ArrayLike<number>): number | null {
  const center = mean(values);
  if (center === null) return null;
  const variance = meanSquare(values, center);
  return variance > 0 ? centralMoment(values, center, 4) / variance ** 2 - 3 : null;
}
