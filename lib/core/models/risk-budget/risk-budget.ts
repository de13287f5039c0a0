import { ok } from '../../base/result';
import type { Model } from '../model';
import { RISK_BUDGET_CARD } from './card';
import { explainStep } from './explain';
import { momentOf, riskBudgetFold, riskBudgetSetting } from './fold';
import type { RiskBudgetParams } from './params';
import { RISK_BUDGET_DEFAULTS } from './params';
import { indicatorOf, seriesOf } from './voices';

/**
 * Two layers over any indicators of the catalogue, each within a budget of tracking error; parameters left out have
 * their defaults. Example: `riskBudgetModel({ trackingErrorLimit: 0.04 })`.
 */
export function riskBudgetModel(params: Partial<RiskBudgetParams> = {}): Model {
  const complete: RiskBudgetParams = { ...RISK_BUDGET_DEFAULTS, ...params };
  return {
    card: RISK_BUDGET_CARD,
    beginsWith: 'policy',
    observes: [...new Set([complete.dynamic, complete.tactical].flatMap(({ indicators }) => indicators.flatMap(({ indicator }) => seriesOf(indicatorOf(indicator).metadata, complete.series))))],
    reads: [...new Set([complete.dynamic, complete.tactical].flatMap(({ indicators }) => indicators.map(({ indicator }) => indicator)))],
    run: (view, policy) => {
      const setting = riskBudgetSetting(view, policy, complete);
      if (!setting.ok) return setting;
      const steps = riskBudgetFold(setting.value);
      return ok({
        rows: setting.value.months.rows,
        target: (index) => steps[index].target,
        order: (index) => steps[index].order,
        explain: (index) => explainStep(setting.value, steps[index]),
        moment: (index) => momentOf(setting.value, steps[index]),
      });
    },
  };
}
