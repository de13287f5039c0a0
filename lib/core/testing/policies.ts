import type { AssetGroup } from '../base/units';
import { assetId } from '../base/units';
import type { GroupLimit, Policy } from '../targets/policy';

/** A policy written as a table: asset, group, weight, min, max. The cost is the same for all. */
export function policyOf(
  lines: readonly (readonly [asset: string, group: AssetGroup, weight: number, min?: number, max?: number])[],
  options: { readonly cash?: string | null; readonly costBps?: number; readonly groupLimits?: readonly GroupLimit[] } = {},
): Policy {
  const { cash = null, costBps = 10, groupLimits = [] } = options;
  return {
    lines: lines.map(([asset, group, weight, min = 0, max = 1]) => ({ asset: assetId(asset), group, weight, min, max, costBps })),
    cashAsset: cash === null ? null : assetId(cash),
    groupLimits,
  };
}
