import type { View } from './history';
import type { Observation } from './observation';

/** Per period the value of the newest vintage, as if it had been published right the first time: known since the first. */
function finalValues(observations: readonly Observation[]): readonly Observation[] {
  const byPeriod = new Map<string, Observation>();
  for (const observation of observations) {
    const first = byPeriod.get(observation.period);
    byPeriod.set(observation.period, first ? { ...observation, knownAt: first.knownAt } : observation);
  }
  return [...byPeriod.values()].sort((a, b) => (a.knownAt < b.knownAt ? -1 : a.knownAt > b.knownAt ? 1 : 0));
}

/**
 * The same view with hindsight about revisions and about nothing else: every observation is there from the day its first
 * vintage was, with the value of the last vintage in the view. What one decides with it could not have been decided
 * then; it shows what revisions are worth. Series without vintages stay as they are.
 */
export function withFinalValues(view: View): View {
  return { ...view, observationsOf: (series) => finalValues(view.observationsOf(series)) };
}

/** How many periods of a series were published more than once in a view, and how many there are. */
export function revisedPeriods(view: View, series: string): { readonly revised: number; readonly periods: number } {
  const counts = new Map<string, number>();
  for (const { period } of view.observationsOf(series)) counts.set(period, (counts.get(period) ?? 0) + 1);
  return { revised: [...counts.values()].filter((count) => count > 1).length, periods: counts.size };
}
