import type { IsoDate } from '../base/iso-date';
import { isoDate } from '../base/iso-date';
import type { AssetGroup } from '../base/units';
import { assetId } from '../base/units';
import type { Observation } from '../market/observation';
import type { PriceGrid } from '../market/price-grid';
import type { Policy } from '../targets/policy';
import { policyOf } from './policies';
import { readGolden } from './simulated-market';

interface WrittenWorld {
  readonly dates: readonly string[];
  readonly levels: Readonly<Record<string, readonly number[]>>;
  readonly observations: readonly (readonly [series: string, period: string, value: number, release: string])[];
}

const world = readGolden<WrittenWorld>('rules-market');

/** The 24 simulated funds, named after the roles that published rules speak of. */
export const FUNDS: readonly string[] = Object.keys(world.levels);

/** The world of reference_rules.py: three rows a month from 2003 to 2016; BIL is what cash earns. */
export function rulesGrid(assets: readonly string[] = FUNDS): PriceGrid {
  return {
    dates: world.dates.map(isoDate),
    assets: assets.map(assetId),
    levels: assets.map((asset) => Float64Array.from(world.levels[asset])),
    cashLevel: Float64Array.from(world.levels.BIL),
    periodsPerYear: 36,
    sampling: 'end',
  };
}

export function rulesObservations(): readonly Observation[] {
  return world.observations.map(([seriesId, period, value, release]) => ({ seriesId, period, value, knownAt: release as IsoDate }));
}

const BONDS = ['TLT', 'HYG', 'LQD', 'AGG', 'BND', 'TIP', 'SHY', 'IEF'];
const ALTERNATIVES = ['GSG', 'DBC', 'GLD', 'VNQ', 'IYR'];

const groupOf = (asset: string): AssetGroup =>
  asset === 'BIL' ? 'cash' : BONDS.includes(asset) ? 'bond' : ALTERNATIVES.includes(asset) ? 'alternative' : 'equity';

/** A policy over funds, 60 % SPY and 40 % IEF unless other weights are given; BIL is cash where it is among them. */
export function rulesPolicy(assets: readonly string[] = FUNDS, weights: Readonly<Record<string, number>> = { SPY: 0.6, IEF: 0.4 }): Policy {
  return policyOf(assets.map((asset) => [asset, groupOf(asset), weights[asset] ?? 0] as const), { cash: assets.includes('BIL') ? 'BIL' : null });
}
