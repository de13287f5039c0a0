import { describe, expect, it } from 'vitest';
import { runBacktest } from '../../backtest/run-backtest';
import type { BacktestSpec, StrategyResult } from '../../backtest/spec';
import type { IsoDate } from '../../base/iso-date';
import { decide, decisions } from '../../decide';
import { createHistory, since } from '../../market/history';
import type { History } from '../../market/history';
import { simpleReturns } from '../../series/returns';
import { cagr } from '../../stats/cagr';
import { maxDrawdown } from '../../stats/drawdown';
import { volatility } from '../../stats/volatility';
import type { Policy } from '../../targets/policy';
import { CENTURY_POLICY } from '../../testing/house-cases';
import { policyOf } from '../../testing/policies';
import { hasRealData, realGrid, realObservations } from '../../testing/real-data';
import type { Decision } from '../decision';
import { houseModel } from './house';

/** Numbers published with the model's description, made by engines that share no code with this one. */
const ETFS = ['SPY', 'EFA', 'IEF', 'VNQ', 'GLD', 'DBC', 'SHY'];
const WEIGHTS = [0.35, 0.2, 0.25, 0.07, 0.05, 0.05, 0.03];
const MIN = [0.1, 0.05, 0.15, 0, 0, 0, 0];
const MAX = [0.45, 0.28, 0.55, 0.12, 0.15, 0.12, 0.5];
const GROUPS = ['equity', 'equity', 'bond', 'alternative', 'alternative', 'alternative', 'cash'] as const;

const etfPolicy = (grouped: boolean): Policy =>
  policyOf(ETFS.map((asset, i) => [asset, grouped ? GROUPS[i] : 'other', WEIGHTS[i], MIN[i], MAX[i]] as const), { cash: 'SHY' });

function specOf(policy: Policy, start: string, end: string): BacktestSpec {
  return {
    start: start as IsoDate,
    end: end as IsoDate,
    history: 'from-start',
    executionLag: 1,
    feeAnnual: 0,
    strategies: [
      { kind: 'fixed-mix', name: 'strategic', policy, rebalance: { rule: 'calendar', every: 'month-end' } },
      { kind: 'model', name: 'house', policy, model: houseModel() },
    ],
  };
}

function run(history: History, spec: BacktestSpec) {
  const result = runBacktest(history, spec);
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

const figures = ({ nav, turnoverAnnual }: StrategyResult, periodsPerYear: number) => {
  const returns = simpleReturns(nav);
  return [cagr(returns, periodsPerYear), volatility(returns, periodsPerYear), maxDrawdown(nav), turnoverAnnual] as number[];
};

function expectClose(actual: readonly number[], expected: readonly number[], tolerance: number) {
  expect(actual).toHaveLength(expected.length);
  actual.forEach((value, i) => expect(Math.abs(value - expected[i]), `figure ${i}: ${value} against ${expected[i]}`).toBeLessThanOrEqual(tolerance));
}

const at = (all: readonly Decision[], date: string): Decision => all.find((decision) => decision.date === date) as Decision;
const scores = (decision: Decision, indicator: string, assets: readonly string[]) =>
  assets.map((asset) => decision.readings.find((r) => r.indicator === indicator && r.asset === asset)?.score as number);

function allDecisions(history: History, policy: Policy, start: string): readonly Decision[] {
  const found = decisions(since(history.asOf('2030-01-01' as IsoDate), start as IsoDate), policy, houseModel());
  if (!found.ok) throw new Error(found.error.message);
  return found.value;
}

describe.runIf(hasRealData)('the house model on real data', () => {
  const observations = hasRealData ? realObservations() : [];
  const etfs = () => realGrid('etf-daily-adjclose.csv', ETFS, 'SHY', 252);
  const centuryGrid = () => realGrid('us-monthly-assets.csv', ['us_stocks_tr', 'us_10y_tr_shiller', 'us_tbill_tr'], 'us_tbill_tr', 12);

  it('hits table a: seven ETFs on prices alone', () => {
    const { strategies } = run(createHistory(etfs(), []), specOf(etfPolicy(false), '2006-02-28', '2025-08-29'));
    expectClose(figures(strategies[0], 252), [0.0722947517, 0.1243964056, -0.3840415108, 0.1605162761], 5.1e-11);
    expectClose(figures(strategies[1], 252), [0.0752675966, 0.0970014607, -0.1632295796, 0.4413135135], 5.1e-11);
    expect(strategies[1].orders).toBe(191);
  });

  it('hits table c: the same with observations', () => {
    const { strategies } = run(createHistory(etfs(), observations), specOf(etfPolicy(true), '2006-02-28', '2025-08-29'));
    expectClose(figures(strategies[1], 252), [0.0762745085, 0.0964728003, -0.177263197, 0.452621363], 5.1e-10);
  });

  it('hits table b: stocks, bonds and bills since 1926', () => {
    const { strategies } = run(createHistory(centuryGrid(), observations), specOf(CENTURY_POLICY, '1926-06-30', '2024-12-31'));
    expectClose(figures(strategies[0], 12), [0.0836326834, 0.1138731786, -0.6310830195, 0.1090880192], 5.1e-11);
    expectClose(figures(strategies[1], 12), [0.0846871896, 0.0989423771, -0.4501783045, 0.2879715917], 5.1e-11);
    expect(strategies[1].orders).toBe(782);
  });

  it('hits the spot checks of 2008-09-30 and 2013-06-28', () => {
    const all = allDecisions(createHistory(etfs(), []), etfPolicy(false), '2006-02-28');
    const crash = at(all, '2008-09-30');
    const signals = ['trend', 'momentum', 'volatility'];
    expectClose(signals.flatMap((id) => scores(crash, id, ['SPY'])), [-1, -0.7505414, -0.60538119], 5.1e-9);
    expectClose(signals.flatMap((id) => scores(crash, id, ['IEF'])), [1, 0.06447973, -0.36560001], 5.1e-9);
    expectClose([crash.tacticalScale], [0.8540950459], 5.1e-11);
    expectClose(crash.wish, [0.09920078, 0.04784697, 0.3406878, 0.02942679, 0.0222325, 0.02129295, 0.4393122], 5.1e-9);
    expectClose(crash.legal, [0.1, 0.05, 0.33904766, 0.02896756, 0.02190448, 0.02096493, 0.43911539], 5.1e-9);
    expectClose(crash.target, [0.10683425, 0.06087984, 0.35589524, 0.03067991, 0.03594951, 0.04519283, 0.36456842], 5.1e-9);
    const calm = at(all, '2013-06-28');
    expectClose(scores(calm, 'value', ['SPY', 'DBC']), [-0.0193611, 0.88919904], 5.1e-9);
    expectClose([calm.tacticalScale], [0.9949568432], 5.1e-11);
    expect(calm.order).toBe('quarter-end');
    expectClose(calm.target, [0.43775167, 0.27284353, 0.16727828, 0.09325242, 0.0021666, 0.0267025, 0.00000501], 5.1e-9);
  });

  it('hits the spot check of 2009-03-31 with all its macro scores', () => {
    const history = createHistory(centuryGrid(), observations);
    const spot = at(allDecisions(history, CENTURY_POLICY, '1926-06-30'), '2009-03-31');
    const stock = ['trend', 'momentum', 'volatility', 'value', 'excessCapeYield', 'unemployment', 'production', 'credit'].flatMap((id) => scores(spot, id, ['us_stocks_tr']));
    expectClose(stock, [-1, -0.63558134, -0.84595909, 0.80664691, 0.52930108, -1, -1, 0.68199505], 5.1e-9);
    const bond = ['trend', 'momentum', 'volatility', 'value', 'slope', 'inflation'].flatMap((id) => scores(spot, id, ['us_10y_tr_shiller']));
    expectClose(bond, [1, 0.22148478, -0.7693986, -0.20368303, 0.50854089, 0.55166254], 5.1e-9);
    expectClose([spot.tacticalScale], [0.9574305963], 5.1e-11);
    expectClose(spot.wish, [0.13429585, 0.53325678, 0.33244737], 5.1e-9);
    expectClose(spot.legal, [0.3, 0.38826565, 0.31173435], 5.1e-9);
    expectClose(spot.target, [0.30097602, 0.35037139, 0.34865259], 5.1e-9);
  });

  it('decides live what the backtest decides', () => {
    const history = createHistory(etfs(), observations);
    const all = allDecisions(history, etfPolicy(true), '2006-02-06');
    for (const decision of [all[40], all[120], all[200]]) {
      const live = decide(history.asOf(decision.date), etfPolicy(true), houseModel());
      expect(live.ok && live.value.date).toBe(decision.date);
      if (live.ok) expectClose(live.value.target, decision.target, 1e-12);
    }
  });
});
