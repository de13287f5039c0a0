import { describe, expect, it } from 'vitest';
import type { IsoDate } from '../base/iso-date';
import { assetId } from '../base/units';
import { decisions, runModel } from '../decide';
import { createHistory } from '../market/history';
import type { Model } from '../models/model';
import { decideAgain } from '../models/moment';
import { houseModel } from '../models/house/house';
import { riskBudgetModel } from '../models/risk-budget/risk-budget';
import { strategicModel } from '../models/strategic/strategic';
import { expectClose } from '../testing/expect-close';
import { policyOf } from '../testing/policies';
import { simulatedGrid, simulatedObservations } from '../testing/simulated-market';
import { whatIf, type WhatIfBasis } from './what-if';

const POLICY = policyOf(
  [
    ['EQ1', 'equity', 0.35, 0.1, 0.45],
    ['EQ2', 'equity', 0.2, 0.05, 0.3],
    ['BOND', 'bond', 0.3, 0.15, 0.55],
    ['GOLD', 'alternative', 0.1, 0, 0.2],
    ['BILL', 'cash', 0.05, 0, 0.5],
  ],
  { cash: 'BILL', groupLimits: [{ group: 'equity', min: 0.2, max: 0.6 }] },
);
const view = createHistory(simulatedGrid(POLICY.lines.map((line) => line.asset)), simulatedObservations()).asOf('2030-01-01' as IsoDate);

function whole(model: Model) {
  const [run, all] = [runModel(view, POLICY, model), decisions(view, POLICY, model)];
  if (!run.ok || !all.ok) throw new Error('the simulated market is long enough');
  return { run: run.value, all: all.value };
}

const MODELS = [
  ['house', houseModel()],
  ['house without a dynamic layer', houseModel({ dynamicGain: 0 })],
  ['risk-budget', riskBudgetModel()],
] as const;

describe('a decision made once more from its moment', () => {
  it.each(MODELS)('%s: is the decision itself where no score is changed, at every month-end, from a copy of its data', (_, model) => {
    const { run, all } = whole(model);
    all.forEach((decision, index) => {
      const moment = run.moment?.(index);
      if (!moment) throw new Error('a model of layers has a moment');
      const again = decideAgain(POLICY, structuredClone(moment), []);
      if (!again.ok) throw new Error(again.error.message);
      expectClose(again.value.target, decision.target, 1e-12);
      expectClose(again.value.dynamicTilt, decision.dynamicTilt, 1e-12);
      expect(again.value.order).toBe(decision.order);
    });
  });

  it.each(MODELS)('%s: another score moves the target of its class the way it points', (_, model) => {
    const { run, all } = whole(model);
    const index = all.length - 1;
    const moment = run.moment?.(index);
    const spoken = all[index].readings.find((reading) => reading.indicator === 'trend' && reading.asset === 'GOLD');
    if (!moment || !spoken) throw new Error('gold has a trend');
    const weightAt = (score: number) => {
      const again = decideAgain(POLICY, moment, [{ layer: 'tactical', indicator: 'trend', asset: assetId('GOLD'), score }]);
      if (!again.ok) throw new Error(again.error.message);
      return again.value.tacticalTilt[3];
    };
    expect(weightAt(1)).toBeGreaterThan(weightAt(-1));
    expect(weightAt(spoken.score)).toBeCloseTo(all[index].tacticalTilt[3], 12);
  });

  it('a rule has none', () => expect(whole(strategicModel()).run.moment).toBeUndefined());
});

describe('another mix', () => {
  const target = [0.3, 0.2, 0.3, 0.1, 0.1];
  const prices = [100, 50, 80, 20, 1];
  const current = [0.4, 0.2, 0.3, 0.05, 0.05];
  const instruments = POLICY.lines.map((line, k) => ({ id: line.asset as string, asset: line.asset, price: prices[k], lot: 1 }));
  const basis: WhatIfBasis = {
    policy: POLICY, limits: { turnover: 0.05, trackingErrorAnnual: 0.02, costBps: 1 }, target, moment: null, readings: [], covariance: null, periodsPerYear: 12,
    book: { positions: { quantities: new Map(instruments.map(({ id, price }, k) => [id, (current[k] * 1_000_000) / price])), cash: 0 }, instruments, weights: current, value: 1_000_000 },
  };
  const judged = (held: readonly (readonly [string, number])[], over: Partial<WhatIfBasis> = {}) => {
    const found = whatIf({ ...basis, ...over }, { held: new Map(held.map(([asset, weight]) => [assetId(asset), weight])), scores: [] });
    if (!found.ok) throw new Error(found.error.message);
    return found.value;
  };
  const checkOf = (found: ReturnType<typeof judged>, kind: string) => found.checks.find((check) => check.kind === kind)?.result;

  it('the rule stops at the turnover cap; a mix that was set does not, and is told so', () => {
    const [rule, set] = [judged([]), judged([['EQ1', 0.3]])];
    expect(rule.turnover).toBeCloseTo(0.1, 12);
    expect(checkOf(rule, 'turnover')).toBe('within');
    expect(rule.cost?.bps).toBeCloseTo(0.5 * 10 * 0.15, 2);
    expect(checkOf(set, 'turnover')).toBe('breach');
  });

  it('without holdings there is nothing to trade, but limits there are', () => {
    const found = judged([['GOLD', 0.2]], { book: null });
    expect([found.turnover, found.cost]).toEqual([null, null]);
    expect(found.checks.filter((check) => check.kind === 'asset-limit').map((check) => check.result)).toEqual(Array(5).fill('within'));
  });

  it('what cannot be held together is refused, naming the limits', () => {
    const found = whatIf(basis, { held: new Map([[assetId('EQ1'), 0.45], [assetId('EQ2'), 0.3]]), scores: [] });
    expect(found.ok ? '' : found.error.message).toContain('group equity');
  });
});
