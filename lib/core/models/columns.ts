import type { Result } from '../base/result';
import { ok, refuse } from '../base/result';
import type { PriceGrid } from '../market/price-grid';
import type { Policy } from '../targets/policy';

/** The grid's column of each line of a policy; refuses `missing-asset` naming those without one. */
export function policyColumns(grid: PriceGrid, policy: Policy): Result<readonly number[], 'missing-asset'> {
  const columns = policy.lines.map((line) => grid.assets.indexOf(line.asset));
  const missing = policy.lines.filter((_, i) => columns[i] < 0).map((line) => line.asset);
  return missing.length > 0 ? refuse('missing-asset', `there are no prices for ${missing.join(', ')}`, { missing }) : ok(columns);
}

/** Index of the cash asset among the lines, −1 without one. */
export function cashIndexOf(policy: Policy): number {
  return policy.lines.findIndex((line) => line.asset === policy.cashAsset);
}
