import { scoreOf } from '../signals/clip';
import type { Matrix } from '../stats/covariance';
import { covariance } from '../stats/covariance';
import { riskyLines } from './risky-mix';
import type { Rule, RuleSetting, RuleSignal } from './rule-model';
import { trailingReturns, windowRows } from './trailing-returns';

/**
 * A rule that knows nothing but risk: weights of all lines but cash from their sample covariance over the last years.
 * A score is positive where an asset has more than an equal share. Decides nothing before the window is full, nor where `weigh` finds no mix.
 */
export function riskModelRule({ view, policy, cashIndex, rowsOf }: RuleSetting, years: number, weigh: (matrix: Matrix) => Float64Array | null): Rule {
  const universe = riskyLines(policy, cashIndex);
  const { periodsPerYear } = view.grid;
  const length = windowRows(periodsPerYear, years);
  const returnsOf = trailingReturns(universe, rowsOf, length);
  return ({ row }) => {
    const returns = returnsOf(row);
    const matrix = returns && covariance(returns);
    const chosen = matrix && weigh(matrix);
    if (!matrix || !chosen) return null;
    const weights = new Float64Array(policy.lines.length);
    const signals = universe.map((line, j): RuleSignal => {
      weights[line] = chosen[j];
      const reading = Math.sqrt(matrix[j][j] * periodsPerYear);
      return { line, indicator: 'realisedVolatility', label: `${length} rows`, reading, unit: 'fraction', score: scoreOf(universe.length * chosen[j] - 1, 1) };
    });
    return { weights, signals };
  };
}
