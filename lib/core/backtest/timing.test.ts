import { describe, expect, it } from 'vitest';
import type { IsoDate } from '../base/iso-date';
import { assetId } from '../base/units';
import { createHistory } from '../market/history';
import type { PriceGrid } from '../market/price-grid';
import type { Decision } from '../models/decision';
import type { Model } from '../models/model';
import { expectClose } from '../testing/expect-close';
import { policyOf } from '../testing/policies';
import { computedOnce } from './shifted-model';
import { timingLab, timingLabel } from './timing-lab';
import { tradeDayDispersion } from './trade-day-dispersion';
import { runInTranches } from './tranches';

/** Four months of two rows; the asset halves in March and doubles in April. */
const grid: PriceGrid = {
  dates: ['2024-01-15', '2024-01-31', '2024-02-15', '2024-02-29', '2024-03-15', '2024-03-29', '2024-04-15', '2024-04-30', '2024-05-15'] as IsoDate[],
  assets: [assetId('stock')],
  levels: [Float64Array.of(100, 100, 100, 100, 100, 50, 50, 100, 100)],
  cashLevel: null,
  periodsPerYear: 24,
  sampling: 'end',
};
const history = createHistory(grid, []);
const policy = policyOf([['stock', 'equity', 1]], { costBps: 0 });

/** Sells at the end of February and buys back at the end of March. */
const runs = { count: 0 };
const seller: Model = {
  card: { slug: 'seller', version: '1', label: '', rule: '', source: '', parameters: {}, publishedResult: '', ambiguities: [] },
  beginsWith: 'policy',
  observes: [],
  reads: [],
  run: () => {
    runs.count += 1;
    return { ok: true, value: { rows: [1, 3, 5, 7], target: (i) => [[1], [0], [1], [1]][i], order: (i) => (i === 1 || i === 2 ? 'move' : null), explain: (i) => ({ date: grid.dates[i] }) as Decision } };
  },
};
const conditions = { start: null, end: null, history: 'all', executionLag: 0, feeAnnual: 0 } as const;
const strategy = { kind: 'model', name: 'seller', policy, model: seller } as const;
const baseline = { kind: 'fixed-mix', name: 'strategic', policy, rebalance: { rule: 'none' } } as const;

function value<T>(result: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: { readonly message: string } }): T {
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

describe('the timing lab, by hand', () => {
  const lab = () => value(timingLab(history, { conditions, strategy, baseline, shiftsMonths: [-2, -1, 0, 1, 2] }));

  it('in time: out before the fall, in before the rise', () => {
    expect(lab().points[2]).toMatchObject({ kind: 'as-decided', months: 0, drawdownRatio: -0 });
    expect(lab().points[2].nav[8]).toBe(2);
  });

  it('a month late: in for the fall, out for the rise', () => {
    expect(lab().points[3]).toMatchObject({ kind: 'late', drawdownRatio: 1 });
    expect(lab().points[3].nav[8]).toBe(0.5);
  });

  it('a month early: back in before the fall, and typed as hindsight', () => {
    expect(lab().points[1]).toMatchObject({ kind: 'hindsight', months: -1, drawdownRatio: 1 });
    expect(lab().points[1].nav[8]).toBe(1);
  });

  it('what is shifted out of the history is not traded', () => {
    expect(lab().points[4].nav).toEqual(Float64Array.of(1, 1, 1, 1, 1, 0.5, 0.5, 1, 1));
    expect(lab().points[0].nav).toEqual(Float64Array.of(1, 1, 1, 1, 1, 0.5, 0.5, 1, 1));
  });

  it('shifts from half a year early to half a year late unless told otherwise', () => {
    expect(value(timingLab(history, { conditions, strategy, baseline })).points.map(({ months }) => months)).toEqual([-6, -5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5, 6]);
    expect(lab().baseline?.maxDrawdown).toBe(-0.5);
  });

  it('computes the decisions once for all shifts', () => {
    const before = runs.count;
    value(timingLab(history, { conditions, strategy, baseline: null }));
    expect(runs.count).toBe(before + 1);
  });

  it('calls hindsight hindsight', () => {
    expect([-1, -3, 0, 1, 2].map((months) => timingLabel({ kind: months < 0 ? 'hindsight' : months > 0 ? 'late' : 'as-decided', months }))).toEqual([
      '1 month early (hindsight: nobody could have known)',
      '3 months early (hindsight: nobody could have known)',
      'as decided',
      '1 month late',
      '2 months late',
    ]);
  });

  it('without a baseline there is no ratio; what the backtest refuses is refused', () => {
    expect(value(timingLab(history, { conditions, strategy, baseline: null, shiftsMonths: [0] }))).toMatchObject({ baseline: null, points: [{ drawdownRatio: null }] });
    expect(timingLab(history, { conditions: { ...conditions, executionLag: -1 }, strategy, baseline })).toMatchObject({ ok: false, error: { kind: 'bad-lag' } });
    expect(() => timingLab(history, { conditions, strategy, baseline, shiftsMonths: [0.5] })).toThrow('whole months');
    expect(() => timingLab(history, { conditions, strategy, baseline, shiftsMonths: [1, 0.5] })).toThrow('whole months');
  });
});

describe('a decision in the middle of a month', () => {
  const midMonth = (row: number): Model => ({ ...seller, run: () => ({ ok: true, value: { rows: [row], target: () => [0], order: () => 'move', explain: () => ({}) as Decision } }) });
  const soldAt = (row: number, months: number) => {
    const lab = value(timingLab(createHistory({ ...grid, levels: [Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9)] }, []), { conditions, strategy: { ...strategy, model: midMonth(row) }, baseline: null, shiftsMonths: [months] }));
    return lab.points[0].nav[8] - 1;
  };

  it('stays as many rows before the month’s end', () => {
    expect([soldAt(2, 0), soldAt(2, 1), soldAt(2, -1)]).toEqual([2, 4, 0]);
  });

  it('in a month that has not closed is dropped when shifted', () => {
    expect(soldAt(8, -1)).toBe(8);
  });
});

describe('a model computed once', () => {
  it('computes anew for another view or policy', () => {
    const once = computedOnce(seller);
    const before = runs.count;
    const view = history.asOf('2024-04-30' as IsoDate);
    once.run(view, policy);
    once.run(history.asOf('2024-04-30' as IsoDate), policy);
    expect(runs.count).toBe(before + 1);
    once.run(history.asOf('2024-05-15' as IsoDate), policy);
    once.run(view, { ...policy });
    expect(runs.count).toBe(before + 3);
  });
});

describe('the day of the month', () => {
  it('one row later the fall is missed all the same, two rows later it is not', () => {
    const found = value(tradeDayDispersion(history, { conditions, strategy, days: 3 }));
    expect(found.runs.map(({ daysLater, nav }) => [daysLater, nav[8]])).toEqual([[0, 2], [1, 2], [2, 0.5]]);
    expect(found.maxDrawdown).toEqual({ lowest: -0.5, highest: 0, range: 0.5 });
    expect(found.cagr.highest).toBe(found.runs[0].figures.cagr);
    expect(found.cagr.lowest).toBe(found.runs[2].figures.cagr);
    expect(found.cagr.range).toBeCloseTo(found.cagr.highest - found.cagr.lowest, 15);
    expect(tradeDayDispersion(history, { conditions: { ...conditions, executionLag: -1 }, strategy })).toMatchObject({ ok: false });
    expect(() => tradeDayDispersion(history, { conditions, strategy, days: 0 })).toThrow('1 or more');
  });
});

describe('trading on every day of a month', () => {
  it('tries twenty-one days unless told otherwise, and decides once', () => {
    const before = runs.count;
    const { runs: days } = value(tradeDayDispersion(history, { conditions, strategy }));
    expect([days.length, runs.count]).toEqual([21, before + 1]);
    expect(days[20].nav).toEqual(grid.levels[0].map((level) => level / 100));
    expect(value(tradeDayDispersion(history, { conditions, strategy, days: 1 })).runs).toHaveLength(1);
    expect(() => tradeDayDispersion(history, { conditions, strategy, days: 1.5 })).toThrow('whole number');
  });
});

describe('tranches', () => {
  it('three sub-portfolios end at the mean of their days', () => {
    const { nav, tranches } = value(runInTranches(history, { conditions, strategy, tranches: 3 }));
    expect(nav[8]).toBeCloseTo((2 + 2 + 0.5) / 3, 15);
    expect(tranches).toHaveLength(3);
  });

  it('one tranche is the run itself, its turnover too', () => {
    const one = value(runInTranches(history, { conditions, strategy, tranches: 1 }));
    const lab = value(timingLab(history, { conditions, strategy, baseline: null, shiftsMonths: [0] }));
    expect(one.nav).toEqual(lab.points[0].nav);
    expectClose([one.turnoverAnnual, one.costAnnual], [lab.points[0].figures.turnoverAnnual, 0], 1e-15);
  });

  it('turnover and cost are shares of the whole before each trade, by hand', () => {
    const dear = { ...strategy, policy: policyOf([['stock', 'equity', 1]], { costBps: 100 }) };
    const whole = value(runInTranches(history, { conditions, strategy: dear, tranches: 2 }));
    expect(whole.nav[3]).toBeCloseTo((0.9801 + 0.99) / 2, 15);
    expect(whole.nav[8]).toBeCloseTo(2 * 0.99 ** 3, 15);
    const shares = [1, 0.5, 0.495 / 0.98505, 0.5, 0.49005 / 0.9751995];
    const sum = shares.reduce((total, share) => total + share, 0);
    expectClose([whole.turnoverAnnual, whole.costAnnual], [(sum / 2) * 3, sum * 0.01 * 3], 1e-12);
    expect(whole.tranches.map(({ executions }) => executions.map(({ row }) => row))).toEqual([[0, 3, 5], [0, 4, 6]]);
  });

  it('the decisions of all tranches are computed once', () => {
    const before = runs.count;
    value(runInTranches(history, { conditions, strategy, tranches: 3 }));
    expect(runs.count).toBe(before + 1);
  });

  it('a fixed mix can be split too; what cannot run is refused', () => {
    expect(value(runInTranches(history, { conditions, strategy: baseline, tranches: 2 })).nav[8]).toBe(1);
    expect(runInTranches(history, { conditions: { ...conditions, executionLag: 0.5 }, strategy, tranches: 2 })).toMatchObject({ ok: false });
    expect(() => runInTranches(history, { conditions, strategy, tranches: 1.5 })).toThrow('whole number');
    expect(() => runInTranches(history, { conditions, strategy, tranches: 0 })).toThrow('1 or more');
  });
});
