import { INDICATORS } from '../../core/indicators/registry';
import type { Recommendation } from '../db/recommendation-store';
import type { Desk } from './open-desk';
import { seriesInRole } from './series-in-role';

/**
 * The indicators of a recommendation that rest on latest-revised values: of any series whose vintages are not kept.
 * What was decided with them could not have been decided then in quite this way, and every screen says so.
 */
export function latestRevised(desk: Desk, recommendation: { readonly readings: readonly Pick<Recommendation['readings'][number], 'period' | 'indicator'>[] }): readonly string[] {
  const used = new Set(recommendation.readings.filter((reading) => reading.period !== null).map((reading) => reading.indicator));
  return INDICATORS.filter(({ metadata }) => used.has(metadata.id) && metadata.needs !== 'prices')
    .filter(({ metadata }) => metadata.needs !== 'prices' && metadata.needs.some((need) => desk.observed.get(seriesInRole(desk.policyVersion, need))?.pointInTime === false))
    .map(({ metadata }) => metadata.id);
}
