import { ok } from '../../base/result';
import type { Cadence } from '../../series/period-ends';
import { covariance } from '../../stats/covariance';
import type { Model } from '../model';
import { riskyLines } from '../risky-mix';
import type { RuleSignal } from '../rule-model';
import { ruleModel } from '../rule-model';
import { trailingReturns, windowRows } from '../trailing-returns';
import { ERC_CARD } from './card';
import { riskBudgetWeights } from './risk-budgets';

export interface ErcParams {
  readonly years: number;
  readonly budgets: Readonly<Record<string, number>>;
  readonly cadence: Cadence;
}

/** Budgets of some assets, sum 1; one that is not named has the mean of those that are, or 1. */
function budgetsOf(assets: readonly string[], named: Readonly<Record<string, number>>): readonly number[] {
  const given = assets.flatMap((asset) => (asset in named ? [named[asset]] : []));
  const usual = given.length > 0 ? given.reduce((sum, b) => sum + b, 0) / given.length : 1;
  const raw = assets.map((asset) => named[asset] ?? usual);
  const total = raw.reduce((sum, b) => sum + b, 0);
  return raw.map((b) => b / total);
}

/** Equal (or stated) contributions to risk among all assets but cash. */
export function ercModel(params: Partial<ErcParams> = {}): Model {
  const { years, budgets, cadence }: ErcParams = { years: 1, budgets: {}, cadence: 'month-end', ...params };
  return ruleModel({
    card: ERC_CARD,
    step: 'tactical.realisedVolatility',
    cadence,
    months: 1,
    prepare: ({ view, policy, cashIndex, rowsOf }) => {
      const universe = riskyLines(policy, cashIndex);
      const shares = budgetsOf(universe.map((line) => policy.lines[line].asset), budgets);
      const returnsOf = trailingReturns(universe, rowsOf, windowRows(view.grid.periodsPerYear, years));
      return ok(({ row }) => {
        const returns = returnsOf(row);
        const matrix = returns && covariance(returns);
        const chosen = matrix && riskBudgetWeights(matrix, shares);
        if (!matrix || !chosen) return null;
        const weights = new Float64Array(policy.lines.length);
        const signals = universe.map((line, j): RuleSignal => {
          weights[line] = chosen[j];
          const reading = Math.sqrt(matrix[j][j] * view.grid.periodsPerYear);
          return { line, indicator: 'realisedVolatility', label: `${returns[j].length} rows`, reading, unit: 'fraction', score: 2 * chosen[j] - 1 };
        });
        return { weights, signals };
      });
    },
  });
}
