import { createHash } from 'node:crypto';
import { ENGINE_VERSION } from '../../core/engine-version';
import type { Observation } from '../../core/market/observation';
import { canonicalJson } from '../hash';
import type { Holdings } from './holdings';
import { modelOf } from './model-of';
import type { Desk } from './open-desk';

/**
 * Canonical JSON of a series and its observations, for the members stand in the order of their names: a room hashes
 * thousands of them each time it is opened, and the general way takes several times as long.
 */
export function observationsJson(series: string, observations: readonly Observation[]): string {
  return JSON.stringify([series, observations.map(({ knownAt, period, seriesId, value }) => ({ knownAt, period, seriesId, value }))]);
}

const bytesOf = (column: Float64Array): Uint8Array => new Uint8Array(column.buffer, column.byteOffset, column.byteLength);

/**
 * The hash of everything a recommendation rests on: engine, model, policy, every level and observation known then,
 * and what is held. Equal hashes mean equal recommendations, digit by digit.
 */
export function inputHashOf(desk: Desk, holdings: Holdings): string {
  const { view, policyVersion } = desk;
  const hash = createHash('sha256');
  hash.update(
    canonicalJson({
      engine: ENGINE_VERSION,
      model: { slug: policyVersion.model.slug, version: policyVersion.model.version, params: policyVersion.model.params },
      policyVersionId: policyVersion.id,
      asOf: desk.asOf,
      nextDate: view.nextDate,
      holdings: { units: holdings.positions.map(({ instrumentId, units, price, priceDate }) => ({ instrumentId, units, price, priceDate })), cash: holdings.cash },
      dates: view.grid.dates,
    }),
  );
  view.grid.levels.forEach((column) => hash.update(bytesOf(column)));
  if (view.grid.cashLevel) hash.update(bytesOf(view.grid.cashLevel));
  for (const series of modelOf(policyVersion).observes) hash.update(observationsJson(series, view.observationsOf(series)));
  return hash.digest('hex');
}
