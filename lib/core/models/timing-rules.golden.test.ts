import { describe, expect, it } from 'vitest';
import { runBacktest } from '../backtest/run-backtest';
import type { Strategy, StrategyResult } from '../backtest/spec';
import type { IsoDate } from '../base/iso-date';
import { decisions } from '../decide';
import type { History } from '../market/history';
import { createHistory } from '../market/history';
import type { Observation } from '../market/observation';
import type { RebalanceRule } from '../rebalancing/rule';
import type { Policy } from '../targets/policy';
import { expectClose } from '../testing/expect-close';
import { policyOf } from '../testing/policies';
import { FUNDS, rulesGrid, rulesObservations } from '../testing/rules-world';
import { readGolden } from '../testing/simulated-market';
import type { Model } from './model';
import { findModel } from './registry';
import { strategicModel } from './strategic/strategic';

type Weights = Readonly<Record<string, number>>;

interface RuleCase {
  readonly name: string;
  readonly slug: string;
  readonly params: object;
  readonly weights: Weights;
  /** Least and most of SPY. */
  readonly range: readonly [number, number];
  /** Observations the case knows of: some series, or all; from the first to the last month; with revisions or without. */
  readonly series: readonly string[] | null;
  readonly first: string;
  readonly until: string;
  readonly revised: boolean;
  readonly decisions: readonly (readonly [date: string, weights: Weights])[];
  readonly nav: readonly number[];
}

interface BandCase {
  readonly name: string;
  readonly weights: Weights;
  readonly lag: number;
  readonly check: 'row' | 'month' | 'quarter';
  /** Null: no band, back to the mix at every check. */
  readonly destination: 'target' | 'half' | 'edge' | null;
  readonly absolute: number | null;
  readonly relative: number | null;
  readonly trades: readonly string[];
  readonly turnoverAnnual: number;
  readonly nav: readonly number[];
}

interface Golden {
  readonly revisions: readonly (readonly [series: string, period: string, value: number, release: string])[];
  readonly rules: readonly RuleCase[];
  readonly bands: readonly BandCase[];
}

/** Made by testing/reference/reference_timing_rules.py, which shares no code with the engine. */
const golden = readGolden<Golden>('timing-rules');

function observationsOf({ series, first, until, revised }: RuleCase): readonly Observation[] {
  const later = revised ? golden.revisions : [];
  const all = [...rulesObservations(), ...later.map(([seriesId, period, value, release]) => ({ seriesId, period, value, knownAt: release as IsoDate }))];
  return all.filter(({ seriesId, period }) => (series?.includes(seriesId) ?? true) && period >= first && period <= until);
}

function modelOf({ slug, params }: RuleCase): Model {
  const model = findModel(slug)?.create(params);
  if (!model?.ok) throw new Error(`no model ${slug}`);
  return model.value;
}

const policyFor = ({ weights, range }: RuleCase): Policy =>
  policyOf(FUNDS.map((fund) => [fund, 'other', weights[fund] ?? 0, ...(fund === 'SPY' ? range : ([0, 1] as const))] as const), { cash: 'BIL' });

function run(history: History, strategy: Strategy, executionLag: number): StrategyResult {
  const result = runBacktest(history, { start: null, end: null, history: 'all', executionLag, feeAnnual: 0, strategies: [strategy] });
  if (!result.ok) throw new Error(result.error.message);
  return result.value.strategies[0];
}

const everySoOften = (nav: Float64Array) => [...nav.filter((_, t) => t % 25 === 0), nav[nav.length - 1]];

describe.each(golden.rules)('$slug, $name, against a plain computation in Python', (expected) => {
  const history = () => createHistory(rulesGrid(), observationsOf(expected));
  const policy = policyFor(expected);

  it('decides on the same days for the same weights', () => {
    const found = decisions(history().asOf('2030-01-01' as IsoDate), policy, modelOf(expected));
    if (!found.ok) throw new Error(found.error.message);
    expect(found.value.map(({ date }) => date)).toEqual(expected.decisions.map(([date]) => date));
    found.value.forEach(({ target }, k) => {
      const weights = expected.decisions[k][1];
      const invested = FUNDS.reduce((sum, fund) => (fund === 'BIL' ? sum : sum + (weights[fund] ?? 0)), 0);
      expectClose(target, FUNDS.map((fund) => (fund === 'BIL' ? 1 - invested : weights[fund] ?? 0)), 1e-9);
    });
  });

  it('earns the same, traded a row later at 10 bp', () => {
    expectClose(everySoOften(run(history(), { kind: 'model', name: expected.slug, policy, model: modelOf(expected) }, 1).nav), expected.nav, 1e-9);
  });
});

const CHECKS = { row: 'every-row', month: 'month-end', quarter: 'quarter-end' } as const;

function ruleOf({ check, destination, absolute, relative }: BandCase): RebalanceRule {
  if (destination === null) return { rule: 'calendar', every: CHECKS[check] };
  return { rule: 'threshold', ...(absolute !== null && { absolute }), ...(relative !== null && { relative }), destination, check: CHECKS[check] };
}

/** The strategic mix of a case on a policy of its own assets, by its rule or as the model of that name. */
function mixOf(expected: BandCase, as: 'rule' | 'model'): StrategyResult {
  const assets = Object.keys(expected.weights);
  const policy = policyOf(assets.map((asset) => [asset, 'other', expected.weights[asset]] as const), { cash: 'BIL' });
  const named = { name: 'strategic', policy };
  const strategy: Strategy = as === 'rule' ? { ...named, kind: 'fixed-mix', rebalance: ruleOf(expected) } : { ...named, kind: 'model', model: strategicModel() };
  return run(createHistory(rulesGrid(assets), []), strategy, expected.lag);
}

describe.each(golden.bands)('the strategic mix, $name, against a plain computation in Python', (expected) => {
  const mix = () => mixOf(expected, 'rule');

  it('trades on the same days', () => {
    expect(mix().executions.map(({ date }) => date)).toEqual(expected.trades);
  });

  it('turns over and earns the same', () => {
    const { turnoverAnnual, nav } = mix();
    expectClose([turnoverAnnual, ...everySoOften(nav)], [expected.turnoverAnnual, ...expected.nav], 1e-9);
  });
});

it.each(golden.bands.filter(({ destination }) => destination === null))('the model called strategic does the same as the mix, $name', (expected) => {
  expect(mixOf(expected, 'model').nav).toEqual(mixOf(expected, 'rule').nav);
});
