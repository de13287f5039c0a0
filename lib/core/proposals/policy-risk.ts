import type { Result } from '../base/result';
import { ok } from '../base/result';
import type { View } from '../market/history';
import { policyColumns } from '../models/columns';
import { simpleReturns } from '../series/returns';
import type { ExAnteRisk, RiskBasis } from '../stats/ex-ante-risk';
import { exAnteRisk, riskBasis } from '../stats/ex-ante-risk';
import type { Policy } from '../targets/policy';
import { strategicWeights } from '../targets/policy-constraints';

const RISK_YEARS = 3;

function trailingReturns(view: View, policy: Policy, years: number): Result<readonly Float64Array[], 'missing-asset'> {
  const columns = policyColumns(view.grid, policy);
  if (!columns.ok) return columns;
  const rows = Math.round(years * view.grid.periodsPerYear) + 1;
  return ok(columns.value.map((column) => simpleReturns(view.grid.levels[column].subarray(Math.max(0, view.grid.dates.length - rows)))));
}

/** What the risk of any mix of a policy is read from: the last three years of row returns known in the view. */
export function policyRiskBasis(view: View, policy: Policy, years = RISK_YEARS): Result<RiskBasis, 'missing-asset' | 'too-short'> {
  const returns = trailingReturns(view, policy, years);
  return returns.ok ? riskBasis(returns.value) : returns;
}

/** Ex-ante risk of a mix against the strategic one, from the same returns. */
export function policyRisk(view: View, policy: Policy, weights: ArrayLike<number>, years = RISK_YEARS): Result<ExAnteRisk, 'missing-asset' | 'too-short'> {
  const returns = trailingReturns(view, policy, years);
  return returns.ok ? exAnteRisk(returns.value, weights, strategicWeights(policy), view.grid.periodsPerYear) : returns;
}
