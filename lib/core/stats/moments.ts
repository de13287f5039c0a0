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

/** Standard deviation of a sample: n − 1, because the mean was taken from the same values. Null below two values. */
export function sampleDeviation(values: ArrayLike<number>): number | null {
  if (values.length < 2) return null;
  return Math.sqrt((centralMoment(values, mean(values) as number, 2) * values.length) / (values.length - 1));
}

/** Standard deviation of a population: n. Null for no values. */
export function populationDeviation(values: ArrayLike<number>): number | null {
  const center = mean(values);
  return center === null ? null : Math.sqrt(centralMoment(values, center, 2));
}

/** Population skewness, m₃/m₂^1.5: negative where the left tail is the longer. Null without spread: one value has none. */
export function skewness(values: ArrayLike<number>): number | null {
  const center = mean(values);
  if (center === null) return null;
  const variance = centralMoment(values, center, 2);
  return variance > 0 ? centralMoment(values, center, 3) / variance ** 1.5 : null;
}

/** Population kurtosis less 3, m₄/m₂² − 3: 0 for a normal distribution. Null without spread: one value has none. */
export function excessKurtosis(values: ArrayLike<number>): number | null {
  const center = mean(values);
  if (center === null) return null;
  const variance = centralMoment(values, center, 2);
  return variance > 0 ? centralMoment(values, center, 4) / variance ** 2 - 3 : null;
}
