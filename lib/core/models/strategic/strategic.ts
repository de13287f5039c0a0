import { ok } from '../../base/result';
import { monthGrid } from '../../market/month-grid';
import { isQuarterEndMonth } from '../../series/period-ends';
import { strategicWeights } from '../../targets/policy-constraints';
import { policyColumns } from '../columns';
import type { Decision } from '../decision';
import type { Model, ModelCard } from '../model';

export const STRATEGIC_CARD: ModelCard = {
  slug: 'strategic',
  version: '1.0.0',
  label: 'Strategic mix',
  rule: 'Hold the policy weights; drift is corrected at quarter-ends.',
  source: 'The policy itself',
  parameters: {},
  publishedResult: 'None: it is the baseline the others are measured by.',
  ambiguities: [
    'In a backtest of a fixed mix the rebalancing rule is the one the strategy states, not the quarter.',
    'A band is left by drift beyond it. The edge is where the last weight re-enters its band on the straight way to the policy; while an order waits for its day no band is looked at.',
  ],
};

/** The baseline as a model: the target is the policy at every closed month-end. */
export function strategicModel(): Model {
  return {
    card: STRATEGIC_CARD,
    beginsWith: 'policy',
    observes: [],
    reads: [],
    run: (view, policy) => {
      const columns = policyColumns(view.grid, policy);
      if (!columns.ok) return columns;
      const months = monthGrid(view, columns.value);
      const weights = Array.from(strategicWeights(policy));
      const orderAt = (index: number): Decision['order'] => (isQuarterEndMonth(months.dates[index]) ? 'quarter-end' : null);
      const nil = weights.map(() => 0);
      const explain = (index: number): Decision => ({
        model: { slug: STRATEGIC_CARD.slug, version: STRATEGIC_CARD.version },
        date: months.dates[index],
        dynamicDate: null,
        assets: policy.lines.map((line) => line.asset),
        strategic: weights,
        dynamicTilt: nil,
        tacticalTilt: nil,
        dynamicScale: 1,
        tacticalScale: 1,
        wish: weights,
        legal: weights,
        last: weights,
        target: weights,
        order: orderAt(index),
        readings: [],
        missing: [],
        attribution: [],
        distances: [],
      });
      return ok({ rows: months.rows, target: () => weights, order: orderAt, explain });
    },
  };
}
