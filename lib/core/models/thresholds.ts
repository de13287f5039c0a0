import { mean, populationDeviation } from '../stats/moments';

/** A reading at which a model's score changes or comes to its end. */
export interface Threshold {
  /** In the indicator's own unit. */
  readonly at: number;
  /** What happens there: "score 0", "turns up above". */
  readonly says: string;
}

/** Where a score of deviations from the mean is nil and where it is full; none while readings are too few or do not vary. */
export function aroundMean(past: ArrayLike<number>, direction: 1 | -1, clip: number, minimum: number): readonly Threshold[] {
  const [center, sigma] = [mean(past), populationDeviation(past)];
  if (past.length < minimum || center === null || sigma === null || sigma === 0) return [];
  return aroundNeutral(center, direction * clip * sigma);
}

/** Where a score is nil and where it is full, `reach` away on the attractive side. */
export function aroundNeutral(neutral: number, reach: number): readonly Threshold[] {
  return [
    { at: neutral + reach, says: 'score +1' },
    { at: neutral, says: 'score 0' },
    { at: neutral - reach, says: 'score −1' },
  ];
}
