import { readFileSync } from 'node:fs';
import type { IsoDate } from '../base/iso-date';
import { isoDate, NEVER } from '../base/iso-date';
import { assetId } from '../base/units';
import type { Observation } from '../market/observation';
import type { PriceGrid } from '../market/price-grid';

/** Reads one of the golden files that the scripts in `reference` made. */
export function readGolden<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`golden/${name}.json`, import.meta.url), 'utf8')) as T;
}

interface WrittenMarket {
  readonly dates: readonly string[];
  readonly levels: Readonly<Record<string, readonly number[]>>;
  readonly observations: readonly (readonly [series: string, period: string, value: number, release: string])[];
}

const market = readGolden<WrittenMarket>('market');

/** The simulated prices of some assets; BILL is what cash earns. */
export function simulatedGrid(assets: readonly string[], sampling: PriceGrid['sampling'] = 'end'): PriceGrid {
  return {
    dates: market.dates.map(isoDate),
    assets: assets.map(assetId),
    levels: assets.map((asset) => Float64Array.from(market.levels[asset])),
    cashLevel: Float64Array.from(market.levels.BILL),
    periodsPerYear: 252,
    sampling,
  };
}

/** Eight series from 1990, with revisions, one series that stops, and a first year nobody knows the release of. */
export function simulatedObservations(): readonly Observation[] {
  return market.observations.map(([seriesId, period, value, release]) => ({ seriesId, period, value, knownAt: (release === '' ? NEVER : release) as IsoDate }));
}
