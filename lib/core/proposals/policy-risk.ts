import type { Result } from '../base/result';
import type { View } from '../market/history';
import { policyColumns } from '../models/columns';
import { simpleReturns } from '../series/returns';
import type { ExAnteRisk } from '../stats/ex-ante-risk';
import { exAnteRisk } from '../stats/ex-ante-risk';
import type { Policy } from '../targets/policy';
import { strategicWeights } from '../targets/policy-constraints';

const RISK_YEARS = 3;

/** Ex-ante risk of a mix against the strategic one, from the last three years of row returns known in the view. */
export function policyRisk(view: View, policy: Policy, weights: ArrayLike<number>, years = RISK_YEARS): Result<ExAnteRisk, 'missing-asset' | 'too-short'> {
  const columns = policyColumns(view.grid, policy);
  if (!columns.ok) return columns;
  const rows = Math.round(years * view.grid.periodsPerYear) + 1;
  const returns = columns.value.map((column) => simpleReturns(view.grid.levels[column].subarray(Math.max(0, view.grid.dates.length - rows))));
  return exAnteRisk(returns, weights, strategicWeights(policy), view.grid.periodsPerYear);
}
