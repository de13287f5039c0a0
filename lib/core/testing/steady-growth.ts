import type { IsoDate } from '../base/iso-date';
import { assetId } from '../base/units';
import type { History } from '../market/history';
import { createHistory } from '../market/history';
import { rulesPolicy } from './rules-world';
import type { Policy } from '../targets/policy';

/**
 * A market to do by hand: one row a month for fourteen months, every asset growing by its own constant rate, so that
 * all momentum has the sign of the rate and ranks as the rates do. Thirteen months are closed; BIL is cash.
 */
export function steadyMarket(monthlyGrowth: Readonly<Record<string, number>>): { readonly history: History; readonly policy: Policy } {
  const assets = Object.keys(monthlyGrowth);
  const months = Array.from({ length: 14 }, (_, k) => k);
  const dates = months.map((k) => `${2019 + Math.floor(k / 12)}-${String((k % 12) + 1).padStart(2, '0')}-28` as IsoDate);
  const column = (asset: string) => Float64Array.from(months, (k) => 100 * (1 + monthlyGrowth[asset]) ** k);
  const grid = { dates, assets: assets.map(assetId), levels: assets.map(column), cashLevel: 'BIL' in monthlyGrowth ? column('BIL') : null, periodsPerYear: 12, sampling: 'end' } as const;
  return { history: createHistory(grid, []), policy: rulesPolicy(assets, {}) };
}
