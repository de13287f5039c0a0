import { describe, expect, it } from 'vitest';
import type { IsoDate } from '../../base/iso-date';
import type { AssetGroup } from '../../base/units';
import { decisions } from '../../decide';
import { createHistory } from '../../market/history';
import { expectClose } from '../../testing/expect-close';
import { policyOf } from '../../testing/policies';
import { rulesGrid, rulesObservations } from '../../testing/rules-world';
import { readGolden } from '../../testing/simulated-market';
import { riskBudgetModel } from './risk-budget';
import { riskBudgetParamsSchema } from './schema';

interface GoldenCase extends Readonly<Record<string, unknown>> {
  readonly name: string;
  readonly groups: readonly (readonly [group: AssetGroup, min: number, max: number])[];
  readonly decisions: readonly (readonly [date: string, target: readonly number[]])[];
}

/** Made by testing/reference/reference_risk_budget.py, which shares no code with the engine. */
const golden = readGolden<{ readonly assets: readonly string[]; readonly cases: readonly GoldenCase[] }>('risk-budget');

const LINES: Parameters<typeof policyOf>[0] = [
  ['SPY', 'equity', 0.35, 0.1, 0.5],
  ['EFA', 'equity', 0.2, 0.05, 0.3],
  ['IEF', 'bond', 0.3, 0.15, 0.6],
  ['GLD', 'alternative', 0.1, 0, 0.2],
  ['BIL', 'cash', 0.05, 0, 0.5],
];

describe.each(golden.cases)('layers with risk budgets, $name, against a plain computation in Python', ({ name, groups, decisions: expected, ...params }) => {
  it('decide on the same days for the same weights', () => {
    const policy = policyOf(LINES, { cash: 'BIL', groupLimits: groups.map(([group, min, max]) => ({ group, min, max })) });
    const view = createHistory(rulesGrid(golden.assets), rulesObservations()).asOf('2030-01-01' as IsoDate);
    const model = riskBudgetModel(riskBudgetParamsSchema.parse({ ...params, series: { consumerPrices: 'CPIAUCSL' } }));
    const found = decisions(view, policy, model);
    if (!found.ok) throw new Error(`${name}: ${found.error.message}`);
    expect(found.value.map(({ date }) => date)).toEqual(expected.map(([date]) => date));
    found.value.forEach(({ target }, k) => expectClose(target, expected[k][1], 1e-9));
  });
});
