import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { strategyStatistics } from '../backtest/report';
import { runBacktest } from '../backtest/run-backtest';
import type { Strategy } from '../backtest/spec';
import type { IsoDate } from '../base/iso-date';
import type { History } from '../market/history';
import { createHistory } from '../market/history';
import type { Policy } from '../targets/policy';
import { policyOf } from '../testing/policies';
import { hasRealData, realGrid, realObservations } from '../testing/real-data';
import { findModel } from './registry';

type Weights = Readonly<Record<string, number>>;

const FIVE = ['SPY', 'EFA', 'IEF', 'VNQ', 'DBC', 'BIL'];
const ALL = ['SPY', 'VTI', 'EFA', 'SHY', 'IEF', 'TLT', 'LQD', 'EEM', 'AGG', 'TIP', 'VNQ', 'GLD', 'DBC', 'HYG', 'BIL'];
const MIX: Weights = { SPY: 0.6, IEF: 0.4 };
const EQUAL: Weights = { SPY: 0.2, EFA: 0.2, IEF: 0.2, VNQ: 0.2, DBC: 0.2 };

/** The rows of docs/conformance.md: model, assets, policy weights, parameters. */
const ROWS: readonly (readonly [slug: string, assets: readonly string[], weights: Weights, params: object])[] = [
  ['gtaa5', FIVE, {}, {}],
  ['gtaa-top-n', FIVE, {}, {}],
  ['gem', ALL, {}, { roles: { ACWX: 'EFA' } }],
  ['vaa-g4', ALL, {}, {}],
  ['daa-g12', ALL, {}, { roles: { IWM: 'VTI', QQQ: 'SPY', VGK: 'EFA', EWJ: 'EFA', VWO: 'EEM', GSG: 'DBC', BND: 'AGG' } }],
  ['haa', ALL, {}, { roles: { IWM: 'VTI', VEA: 'EFA', VWO: 'EEM' } }],
  ['paa', ALL, {}, { roles: { QQQ: 'VTI', IWM: 'VTI', VGK: 'EFA', EWJ: 'EFA', IYR: 'VNQ', GSG: 'DBC' } }],
  ['baa', ALL, {}, { roles: { QQQ: 'VTI', IWM: 'VTI', VGK: 'EFA', EWJ: 'EFA', VWO: 'EEM', VEA: 'EFA', BND: 'AGG' } }],
  ['growth-trend', FIVE, {}, {}],
  ['vol-target', FIVE, MIX, {}],
  ['cape-momentum', FIVE, MIX, {}],
  ['erc', FIVE, {}, {}],
  ['hrp', FIVE, {}, {}],
  ['black-litterman', FIVE, EQUAL, { years: 1 }],
  ['cppi', FIVE, MIX, {}],
  ['tipp', FIVE, MIX, {}],
];

const page = readFileSync(new URL('../../../docs/conformance.md', import.meta.url), 'utf8');

/** The last four cells of a row of the page: CAGR, volatility, max drawdown, turnover, in percent. */
function statedFigures(name: string): readonly number[] {
  const row = page.split('\n').find((line) => line.startsWith(`| ${name} |`) && line.includes(' % |')) ?? '';
  return row.split('|').slice(4, 8).map((cell) => Number(cell.replace('−', '-').replace('%', '')));
}

const policyFor = (assets: readonly string[], weights: Weights): Policy => policyOf(assets.map((asset) => [asset, 'other', weights[asset] ?? 0] as const), { cash: 'BIL' });

/** What the page would state for a strategy run the way it says. */
function figuresOf(history: History, strategy: Strategy): readonly number[] {
  const result = runBacktest(history, { start: '2008-05-30' as IsoDate, end: null, history: 'all', executionLag: 1, feeAnnual: 0, strategies: [strategy] });
  if (!result.ok) throw new Error(result.error.message);
  const { cagr, volAnnual, maxDrawdown, turnoverAnnual } = strategyStatistics(result.value, result.value.strategies[0]);
  return [cagr, volAnnual, maxDrawdown].map((figure) => Math.round((figure ?? NaN) * 10_000) / 100).concat(Math.round((turnoverAnnual ?? NaN) * 100));
}

describe.runIf(hasRealData)('the page on conformance states what the engine computes', () => {
  const historyOf = (assets: readonly string[]) => createHistory(realGrid('etf-daily-adjclose.csv', assets, 'BIL', 252), realObservations());

  it.each(ROWS)('%s', (slug, assets, weights, params) => {
    const model = findModel(slug)?.create(params);
    if (!model?.ok) throw new Error(`no model ${slug}`);
    expect(figuresOf(historyOf(assets), { kind: 'model', name: slug, policy: policyFor(assets, weights), model: model.value })).toEqual(statedFigures(`\`${slug}\``));
  });

  it.each([['60/40, monthly', MIX], ['five equal, monthly', EQUAL]] as const)('%s', (name, weights) => {
    const rebalance = { rule: 'calendar', every: 'month-end' } as const;
    expect(figuresOf(historyOf(FIVE), { kind: 'fixed-mix', name, policy: policyFor(FIVE, weights), rebalance })).toEqual(statedFigures(name));
  });
});
