import { ok } from '../../base/result';
import type { Cadence } from '../../series/period-ends';
import type { Model } from '../model';
import { riskModelRule } from '../risk-rule';
import { riskyLines } from '../risky-mix';
import { ruleModel } from '../rule-model';
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
    reads: ['realisedVolatility'],
    cadence,
    months: 1,
    prepare: (setting) => {
      const shares = budgetsOf(riskyLines(setting.policy, setting.cashIndex).map((line) => setting.policy.lines[line].asset), budgets);
      return ok(riskModelRule(setting, years, (matrix) => riskBudgetWeights(matrix, shares)));
    },
  });
}
