import { describe, expect, it } from 'vitest';
import { isoDate } from '@/lib/core/base/iso-date';
import type { Statistics } from '@/lib/core/stats/summary';
import type { BacktestReading } from '@/lib/server/use-cases/read-backtest';
import { backtestView, headOf } from './view-model';

const column = (name: string, over: object = {}) => ({
  name, ordersPerYear: 4, feeAnnual: 0.0015, beta: 1, trackingError: 0, upCapture: 1, downCapture: 1,
  targetMix: [{ asset: 'EQ', lowest: 0.6, mean: 0.6, highest: 0.6 }, { asset: 'BD', lowest: 0.4, mean: 0.4, highest: 0.4 }],
  figures: { cagr: 0.0687, volAnnual: 0.125, sharpe: 0.43, maxDrawdown: -0.384, turnoverAnnual: 0.162, costAnnual: 0.00032 }, ...over,
});

const ledger = {
  strategic: column('strategic'),
  dynamic: column('dynamic', { ordersPerYear: 10.2, targetMix: [{ asset: 'EQ', lowest: 0.085, mean: 0.5, highest: 0.7 }, { asset: 'BD', lowest: 0.3, mean: 0.5, highest: 0.915 }] }),
  drawdownSaved: 0.2067, downsideSavedAnnual: 0.021, upsideForgoneAnnual: 0.0205, extraTurnoverAnnual: 0.28, extraCostAnnual: 0.0006, cagrGivenUp: -0.0049, pricePerDrawdown: -0.02,
};

const reading = (over: object = {}): BacktestReading =>
  ({
    facts: {
      averaged: false, simulated: false,
      policyVersion: { classes: [{ name: 'Equity' }, { name: 'Bonds' }], policy: { lines: [{ asset: 'EQ', weight: 0.6 }, { asset: 'BD', weight: 0.4 }] } },
    },
    whole: { from: isoDate('2006-02-28'), to: isoDate('2008-02-29'), rows: 505 },
    periodsPerYear: 252, executionLag: 1, ledger, curves: ['strategic', 'dynamic', 'gross'],
    rows: [{ date: isoDate('2006-02-28'), wealth: { strategic: 1, dynamic: 1, gross: 1 } }],
    weights: { dates: [isoDate('2006-02-28')], byAsset: [[0.62], [0.38]] },
    statistics: { strategic: { cagr: 0.0687 }, dynamic: { cagr: 0.0736, trackingError: 0.0626 }, gross: { cagr: 0.08 } } as unknown as Record<string, Statistics>,
    years: [{ year: 2006, isWhole: false, strategic: 0.05, dynamic: 0.07 }, { year: 2007, isWhole: true, strategic: 0.08, dynamic: 0.06 }],
    rolling: { measure: 'cagr', years: 3, dates: [isoDate('2007-12-31'), isoDate('2008-01-31')], strategic: [0.05, 0.06], dynamic: [0.06, 0.05] },
    judgement: null, ...over,
  }) as unknown as BacktestReading;

const plain = (text: string) => text.replace(/\s/gu, ' ');

describe('the Backtest room', () => {
  it('finds whether protection paid, both ways round', () => {
    expect(plain(headOf(reading()).title)).toBe('After costs the dynamic mix made the deepest fall 20.7 pp shallower and returned 0.5 pp a year more');
    const worse = { ...ledger, drawdownSaved: -0.031, cagrGivenUp: 0.012 };
    expect(plain(headOf(reading({ ledger: worse })).title)).toBe('After costs the dynamic mix fell 3.1 pp deeper and cost 1.2 pp of return a year');
  });

  it('says what the figures rest on', () => {
    expect(plain(headOf(reading()).lede)).toContain('Net of trading cost and fee, traded 1 day after the decision.');
    expect(headOf(reading({ facts: { ...reading().facts, averaged: true, simulated: true } })).lede).toMatch(/simulated.*flatter/);
  });

  it('sets the mixes side by side in the ledger: a single weight alone, a range as a range', () => {
    const [mix, manager, driver] = backtestView(reading()).ledger;
    expect(mix.rows.map(({ strategic, dynamic }) => [strategic, dynamic])).toEqual([['60', '9–70'], ['40', '30–92']]);
    expect(manager.rows.map(({ dynamic }) => dynamic)).toEqual(['10.2', '16', '3.2', '15.0']);
    expect(driver.rows.at(-1)).toEqual({ label: 'Drawdown saved, pp', strategic: '–', dynamic: '+20.67' });
  });

  it('names a price of protection only where there was one', () => {
    expect(backtestView(reading()).ledgerNote).not.toMatch(/Each ten points/);
    expect(plain(backtestView(reading({ ledger: { ...ledger, cagrGivenUp: 0.01, pricePerDrawdown: 0.05 } })).ledgerNote)).toContain('Each ten points of drawdown saved cost 0.50 % of growth a year');
  });

  it('shows the gross curve as what it is, and the dynamic one last', () => {
    const { curves, others, statistics, wealth } = backtestView(reading());
    expect(curves.map(({ label }) => label)).toEqual(['Strategic', 'Dynamic, gross', 'Dynamic']);
    expect(others).toEqual(['Dynamic, gross']);
    expect(statistics[0].rows[0]).toEqual({ label: 'CAGR, %', strategic: '6.87', dynamic: '7.36', others: ['8.00'] });
    expect(wealth[0]).toEqual({ date: '2006-02-28', strategic: 100, gross: 100, dynamic: 100 });
  });

  it('counts the years behind and says which are in part', () => {
    const { years, yearsTitle } = backtestView(reading());
    expect(yearsTitle).toBe('The dynamic mix was behind in 1 of 2 calendar years');
    expect(years.map(({ label, difference, isBehind }) => [label, difference, isBehind])).toEqual([['2006, in part', '+2.00', false], ['2007', '−2.00', true]]);
  });

  it('calls a lower volatility better, and a higher return or a shallower fall', () => {
    const title = (measure: string) => plain(backtestView(reading({ rolling: { ...reading().rolling, measure, strategic: [0.1, 0.1], dynamic: [0.05, 0.05] } })).rollingTitle);
    expect(['cagr', 'volatility', 'drawdown'].map(title)).toEqual(['Over 3 years it returned more in 0 % of windows', 'Over 3 years it moved less in 100 % of windows', 'Over 3 years it fell less in 0 % of windows']);
    expect(backtestView(reading({ rolling: { ...reading().rolling, dates: [], strategic: [], dynamic: [] } })).rollingTitle).toBe('No window of 3 years fits into the data');
  });

  it('gives every class an axis that holds its policy and all it held', () => expect(backtestView(reading()).weights.map(({ top }) => top)).toEqual([expect.closeTo(0.65, 9), expect.closeTo(0.45, 9)]));
});
