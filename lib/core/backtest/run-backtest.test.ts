import { describe, expect, it } from 'vitest';
import type { IsoDate } from '../base/iso-date';
import { assetId } from '../base/units';
import { createHistory } from '../market/history';
import type { PriceGrid } from '../market/price-grid';
import type { Model } from '../models/model';
import { gtaa5Model } from '../models/gtaa5/gtaa5';
import type { RebalanceRule } from '../rebalancing/rule';
import { expectClose } from '../testing/expect-close';
import { policyOf } from '../testing/policies';
import type { Flow } from './flows';
import { runBacktest } from './run-backtest';
import type { BacktestSpec, Strategy, StrategyResult } from './spec';

/** Six month-ends: a share that doubles and halves, a bond that stands still, and bills that earn 10 % in one month. */
const grid: PriceGrid = {
  dates: ['2024-01-31', '2024-02-29', '2024-03-29', '2024-04-30', '2024-05-31', '2024-06-28'] as IsoDate[],
  assets: [assetId('share'), assetId('bond'), assetId('bill')],
  levels: [Float64Array.of(100, 200, 100, 100, 200, 200), Float64Array.of(1, 1, 1, 1, 1, 1), Float64Array.of(10, 10, 11, 11, 11, 11)],
  cashLevel: Float64Array.of(10, 10, 11, 11, 11, 11),
  periodsPerYear: 12,
  sampling: 'end',
};
const conditions = { start: null, end: null, history: 'all', executionLag: 0, feeAnnual: 0 } as const;
const day = (text: string) => text as IsoDate;

const withCash = policyOf([['share', 'equity', 0.5], ['bill', 'cash', 0.5]], { cash: 'bill', costBps: 100 });
const mix = (rebalance: RebalanceRule, policy = withCash): Strategy => ({ kind: 'fixed-mix', name: 'mix', policy, rebalance });

function resultsOf(strategies: readonly Strategy[], over: Partial<BacktestSpec> = {}, on: PriceGrid = grid) {
  const result = runBacktest(createHistory(on, []), { ...conditions, ...over, strategies });
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}
const run = (strategy: Strategy, over: Partial<BacktestSpec> = {}, on: PriceGrid = grid): StrategyResult => resultsOf([strategy], over, on).strategies[0];

/** Orders the weights of its plan on their rows; everything else it decides without an order. */
function planned(plan: Readonly<Record<number, readonly number[]>>, beginsWith: Model['beginsWith']): Model {
  const rows = Object.keys(plan).map(Number);
  return {
    card: { slug: 'planned', version: '1', label: '', rule: '', source: '', parameters: {}, publishedResult: '', ambiguities: [] },
    beginsWith,
    observes: [],
    reads: [],
    run: () => ({ ok: true, value: { rows, target: (i) => plan[rows[i]], order: (i) => (plan[rows[i]].length > 0 ? 'move' : null), explain: () => { throw new Error('no backtest explains'); } } }),
  };
}
const following = (plan: Readonly<Record<number, readonly number[]>>, beginsWith: Model['beginsWith'] = 'cash', policy = policyOf([['share', 'equity', 1]], { costBps: 0 })): Strategy => ({
  kind: 'model',
  name: 'planned',
  policy,
  model: planned(plan, beginsWith),
});

describe('a mix with a line that is cash', () => {
  it('pays for what it trades but for cash, and says so', () => {
    const { nav, executions, orders, turnoverAnnual, costAnnual } = run(mix({ rule: 'none' }));
    expect(executions).toEqual([{ row: 0, decidedRow: null, date: '2024-01-31', weights: [0.5, 0.5], valueBefore: 1, traded: 0.5, cost: 0.005 }]);
    expectClose(nav, [0.995, 0.995 * 1.5, 0.995 * 1.05, 0.995 * 1.05, 0.995 * 1.55, 0.995 * 1.55], 1e-15);
    expect(orders).toBe(0);
    expectClose([turnoverAnnual, costAnnual], [(0.5 / 2) * (12 / 5), 0.005 * (12 / 5)], 1e-15);
  });

  it('sells down to its weights on what is left after costs', () => {
    const { nav, executions } = run(mix({ rule: 'calendar', every: 'quarter-end' }), { executionLag: 0 });
    const [, sale] = executions;
    expect(executions.map(({ row, decidedRow }) => [row, decidedRow])).toEqual([[0, null], [2, 2]]);
    expect(sale.valueBefore).toBeCloseTo(0.995 * 1.05, 15);
    expect(sale.traded).toBeCloseTo(0.995 * 0.025, 15);
    expect(sale.cost).toBeCloseTo(0.995 * 0.00025, 15);
    expect(nav[4]).toBeCloseTo(0.995 * (1.05 - 0.00025) * 1.5, 14);
  });

  it('its cash weight drifts with everything else, and its band sees it', () => {
    const band = mix({ rule: 'threshold', absolute: 0.16, destination: 'target', check: 'every-row' }, policyOf([['share', 'equity', 0.5], ['bill', 'cash', 0.5]], { cash: 'bill', costBps: 0 }));
    expect(run(band).executions.map(({ row }) => row)).toEqual([0, 1, 2, 4]);
    expectClose(run(band).nav, [1, 1.5, 1.5 * 0.8, 1.2, 1.8, 1.8], 1e-15);
  });

  it('a mix without a cash line pays for every asset', () => {
    const { executions } = run(mix({ rule: 'none' }, policyOf([['share', 'equity', 0.5], ['bond', 'bond', 0.5]], { costBps: 100 })));
    expect([executions[0].traded, executions[0].cost]).toEqual([1, 0.01]);
  });

  it('without a cash level uninvested money stands still, and cash returns nothing', () => {
    const on = { ...grid, cashLevel: null };
    expectClose(run(mix({ rule: 'none' }, policyOf([['share', 'equity', 0.5]], { costBps: 0 })), {}, on).nav, [1, 1.5, 1, 1, 1.5, 1.5], 1e-15);
    expect(resultsOf([mix({ rule: 'none' })], {}, on).cashReturns).toEqual(new Float64Array(5));
    expectClose(resultsOf([mix({ rule: 'none' })]).cashReturns, [0, 0.1, 0, 0, 0], 1e-15);
  });
});

describe('bands', () => {
  const free = policyOf([['share', 'equity', 0.5], ['bond', 'bond', 0.5]], { costBps: 0 });
  const banded = (check: 'every-row' | 'quarter-end') => mix({ rule: 'threshold', absolute: 0.1, destination: 'target', check }, free);

  it('looked at on quarter-ends miss what happens in between', () => {
    expect(run(banded('every-row')).executions.map(({ row }) => row)).toEqual([0, 1, 2, 4]);
    expect(run(banded('quarter-end')).executions.map(({ row }) => row)).toEqual([0]);
    expect(run(mix({ rule: 'threshold', absolute: 0.1, destination: 'target', check: 'month-end' }, free)).executions.map(({ row }) => row)).toEqual([0, 1, 2, 4]);
  });

  it('looked at on every row are looked at on the last', () => {
    expect(run(banded('every-row'), { end: day('2024-05-31') }).executions.map(({ row }) => row)).toEqual([0, 1, 2, 4]);
  });

  it('are not looked at while an order waits for its day', () => {
    const { executions, orders } = run(banded('every-row'), { executionLag: 2 });
    expect(executions.map(({ row, decidedRow }) => [row, decidedRow])).toEqual([[0, null], [3, 1]]);
    expect(orders).toBe(2);
  });
});

describe('a fee', () => {
  it('is taken from cash and from assets alike, before the trades of its row', () => {
    const free = policyOf([['share', 'equity', 0.5], ['bill', 'cash', 0.5]], { cash: 'bill', costBps: 0 });
    const { nav, executions } = run(mix({ rule: 'calendar', every: 'quarter-end' }, free), { feeAnnual: 0.12 });
    expect(executions[1].valueBefore).toBeCloseTo(1.05 * 0.99 ** 2, 15);
    expect(nav[5]).toBeCloseTo(1.05 * 1.5 * 0.99 ** 5, 14);
  });
});

describe('money that comes and goes', () => {
  const half = policyOf([['share', 'equity', 0.5]], { costBps: 0 });
  const account = (policy: typeof half, amount: number, through: 'mix' | 'cash') => {
    const { nav, account: held } = run(mix({ rule: 'none' }, policy), { flows: [{ date: grid.dates[2], amount, through }] });
    if (!held) throw new Error('there are flows');
    return { nav, ...held };
  };

  it('waits in cash that earns what cash earns', () => {
    const flows = [{ date: grid.dates[1], amount: 1.5, through: 'cash' as const }];
    expectClose(run(mix({ rule: 'none' }, half), { flows }).nav, [1, 1.5, 0.25 + 0.275 + 0.825, 0.25 + 1.1, 0.5 + 1.1, 0.5 + 1.1], 1e-12);
  });

  it('is taken from cash first, at what cash is worth by then', () => {
    const { nav, shares, flowCosts } = account(half, -0.55, 'cash');
    expectClose(nav, [1, 1.5, 1.05, 1.05, 2.1, 2.1], 1e-12);
    expectClose(shares.slice(2), new Array<number>(4).fill(1 - 0.55 / 1.05), 1e-12);
    expect(flowCosts).toBe(0);
  });

  it('pays for what is sold, and nothing for what lay in cash', () => {
    const dear = policyOf([['share', 'equity', 0.5]], { costBps: 100 });
    const [shareValue, cashValue] = [0.995 / 2, (0.995 / 2) * 1.1];
    expect(account(dear, 1, 'cash').flowCosts).toBe(0);
    const { shares, flowCosts } = account(dear, -0.6, 'cash');
    expect(flowCosts).toBeCloseTo((0.6 - cashValue) * 0.01, 12);
    expect(shares[5]).toBeCloseTo((shareValue - (0.6 - cashValue) * 1.01) / (shareValue + cashValue), 12);
  });

  it('all in cash, can all be taken out', () => {
    const { nav, shares } = account(policyOf([['share', 'equity', 0]], { costBps: 0 }), -1.1, 'cash');
    expectClose(nav, [1, 1, 1.1, 1.1, 1.1, 1.1], 1e-12);
    expect(Array.from(shares)).toEqual([1, 1, 0, 0, 0, 0]);
  });

  it('more than there is, or on no day of the window, is refused in words', () => {
    const refused = (flow: Flow) => {
      const result = runBacktest(createHistory(grid, []), { ...conditions, flows: [flow], strategies: [mix({ rule: 'none' }, half)] });
      return result.ok ? null : result.error.message;
    };
    expect(refused({ date: grid.dates[2], amount: -2 })).toBe('row 2: the account does not hold what is taken out');
    expect(refused({ date: day('2024-07-01'), amount: 1 })).toBe('the flow of 2024-07-01 lies outside the window');
  });
});

describe('a model', () => {
  it('that begins with cash earns cash until its first order', () => {
    const { nav, executions, orders, isFixedMix } = run(following({ 3: [1] }));
    expectClose(nav, [1, 1, 1.1, 1.1, 2.2, 2.2], 1e-15);
    expect([executions.map(({ row }) => row), orders, isFixedMix]).toEqual([[3], 1, false]);
    expect(run(mix({ rule: 'none' })).isFixedMix).toBe(true);
  });

  it('that begins with its policy has bought it on the first row', () => {
    const { nav, executions } = run(following({ 1: [0] }, 'policy'));
    expectClose(nav, [1, 2, 2.2, 2.2, 2.2, 2.2], 1e-15);
    expect(executions.map(({ row, decidedRow }) => [row, decidedRow])).toEqual([[0, null], [1, 1]]);
    expect(executions.map(({ weights }) => weights)).toEqual([[1], [0]]);
  });

  it('a decision that is no order moves nothing', () => {
    expect(run(following({ 1: [], 3: [1] })).orders).toBe(1);
  });

  it('decides on rows of the window only, and not on its last', () => {
    const plan = following({ 0: [1], 2: [0.5], 5: [0] });
    expect(run(plan, { start: day('2024-02-01') }).executions.map(({ row, decidedRow, date }) => [row, decidedRow, date])).toEqual([[1, 1, '2024-03-29']]);
    expect(run(plan).executions.map(({ row }) => row)).toEqual([0, 2]);
    expect(run(plan, { start: day('2024-01-31'), end: day('2024-03-29') }).executions.map(({ row }) => row)).toEqual([0]);
  });

  it('sees the rows before the window, unless the spec begins with it', () => {
    const five = policyOf([['share', 'equity', 0.2]], { costBps: 0 });
    const trend: Strategy = { kind: 'model', name: 'trend', policy: five, model: gtaa5Model({ months: 2 }) };
    const orders = (history: BacktestSpec['history']) => run(trend, { start: day('2024-03-29'), history }).executions.map(({ decidedRow }) => decidedRow);
    expect(orders('all')[0]).toBe(0);
    expect(orders('from-start')[0]).toBe(1);
  });

  it('several orders wait in turn', () => {
    const { executions } = run(following({ 0: [1], 1: [0.5], 2: [0.25] }), { executionLag: 2 });
    expect(executions.map(({ row, decidedRow, weights }) => [row, decidedRow, weights])).toEqual([[2, 0, [1]], [3, 1, [0.5]], [4, 2, [0.25]]]);
  });
});

describe('a window', () => {
  it('counts rows and years from its own first row', () => {
    const { dates, periodsPerYear, strategies } = resultsOf([mix({ rule: 'none' })], { start: day('2024-04-01'), end: day('2024-05-31') });
    expect([dates, periodsPerYear, strategies[0].nav.length]).toEqual([['2024-04-30', '2024-05-31'], 12, 2]);
    expect(strategies[0].costAnnual).toBeCloseTo(0.005 * 12, 15);
  });

  const refusal = (over: Partial<BacktestSpec>, on: PriceGrid = grid, strategies: readonly Strategy[] = [mix({ rule: 'none' })]) => {
    const result = runBacktest(createHistory(on, []), { ...conditions, ...over, strategies });
    return result.ok ? null : result.error;
  };

  it('of fewer than two rows is refused in the words of the spec', () => {
    expect(refusal({ start: day('2024-06-01') })).toEqual({ kind: 'empty-window', message: 'there are 1 rows between 2024-06-01 and the last; a backtest needs two' });
    expect(refusal({ end: day('2023-12-31') })).toEqual({ kind: 'empty-window', message: 'there are 0 rows between the first and 2023-12-31; a backtest needs two' });
    expect(refusal({ end: day('2024-02-29') })).toBeNull();
  });

  it('a lag is a whole number of rows, 0 or more', () => {
    for (const executionLag of [-1, 0.5, NaN]) expect(refusal({ executionLag })).toEqual({ kind: 'bad-lag', message: 'the execution lag is a whole number of rows, 0 or more' });
  });

  it('averaged prices are traded a row later at the earliest', () => {
    const averaged: PriceGrid = { ...grid, sampling: 'average' };
    expect(refusal({}, averaged)).toEqual({ kind: 'averaged-prices', message: 'averaged prices may not be traded in the period they average: the execution lag is at least 1' });
    expect(refusal({ executionLag: 1 }, averaged)).toBeNull();
  });

  it('what one strategy is refused, the run is refused', () => {
    const nowhere: Strategy = mix({ rule: 'none' }, policyOf([['nowhere', 'equity', 1]]));
    const hopeless: Strategy = { kind: 'model', name: 'hopeless', policy: withCash, model: { ...planned({}, 'cash'), run: () => ({ ok: false, error: { kind: 'too-short', message: 'too short' } }) } };
    expect(refusal({}, grid, [mix({ rule: 'none' }), nowhere])).toMatchObject({ kind: 'missing-asset' });
    expect(refusal({}, grid, [hopeless])).toEqual({ kind: 'too-short', message: 'too short' });
  });
});
