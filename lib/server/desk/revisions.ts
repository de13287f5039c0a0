import { INDICATORS } from '../../core/indicators/registry';
import type { Recommendation } from '../db/recommendation-store';
import type { Desk } from './open-desk';

/**
 * The indicators of a recommendation that rest on latest-revised values: of any series whose vintages are not kept.
 * What was decided with them could not have been decided then in quite this way, and every screen says so.
 */
export function latestRevised(desk: Desk, recommendation: { readonly readings: readonly Pick<Recommendation['readings'][number], 'period' | 'indicator'>[] }): readonly string[] {
  const roles = (desk.portfolio.model.params.series ?? {}) as Readonly<Partial<Record<string, string>>>;
  const used = new Set(recommendation.readings.filter((reading) => reading.period !== null).map((reading) => reading.indicator));
  return INDICATORS.filter(({ metadata }) => used.has(metadata.id) && metadata.needs !== 'prices')
    .filter(({ metadata }) => metadata.needs !== 'prices' && metadata.needs.some(({ role, defaultSeries }) => desk.observed.get(roles[role] ?? defaultSeries)?.pointInTime === false))
    .map(({ metadata }) => metadata.id);
}
