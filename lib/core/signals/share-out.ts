/**
 * Weights of the scores that are there: the weight of missing ones (NaN) is shared pro rata. All 0 when none is there.
 * Example: weights ½, ¼, ¼ with the last missing give ⅔, ⅓, 0.
 */
export function shareOut(weights: readonly number[], scores: readonly number[]): readonly number[] {
  let present = 0;
  for (let j = 0; j < weights.length; j += 1) if (!Number.isNaN(scores[j])) present += weights[j];
  return weights.map((weight, j) => (Number.isNaN(scores[j]) || present <= 0 ? 0 : weight / present));
}

/**
 * Equal weight per theme and equal weight inside it; missing indicators and empty themes drop out.
 * Example: themes [[a, b], [c]] with b missing give a ½, c ½.
 */
export function shareThemes(themes: readonly (readonly string[])[], isPresent: (indicator: string) => boolean): ReadonlyMap<string, number> {
  const present = themes.map((theme) => theme.filter(isPresent)).filter((theme) => theme.length > 0);
  return new Map(present.flatMap((theme) => theme.map((indicator) => [indicator, 1 / present.length / theme.length] as const)));
}
