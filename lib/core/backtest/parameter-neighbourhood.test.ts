import { describe, expect, it } from 'vitest';
import type { IsoDate } from '../base/iso-date';
import { assetId } from '../base/units';
import { createHistory } from '../market/history';
import type { PriceGrid } from '../market/price-grid';
import { policyOf } from '../testing/policies';
import { multiplesOf, parameterNeighbourhood } from './parameter-neighbourhood';
import type { Strategy } from './spec';

const grid: PriceGrid = {
  dates: ['2024-01-31', '2024-02-29', '2024-03-29'] as IsoDate[],
  assets: [assetId('stock'), assetId('bill')],
  levels: [Float64Array.of(100, 50, 150), Float64Array.of(1, 1, 1)],
  cashLevel: null,
  periodsPerYear: 2,
  sampling: 'end',
};
const history = createHistory(grid, []);
const conditions = { start: null, end: null, history: 'all', executionLag: 0, feeAnnual: 0 } as const;

interface Params {
  readonly stock: number;
  readonly asset: string;
}
const strategyOf = ({ stock, asset }: Params): Strategy => ({
  kind: 'fixed-mix',
  name: 'mix',
  policy: policyOf([[asset, 'equity', stock], ['bill', 'bond', 1 - stock]], { costBps: 0 }),
  rebalance: { rule: 'none' },
});
const base: Params = { stock: 0.5, asset: 'stock' };

describe('a parameter neighbourhood', () => {
  it('has a backtest in every place, beside the base and against the baseline', () => {
    const found = parameterNeighbourhood(history, { conditions, base, axes: [{ name: 'stock', values: [0, 1] }], strategyOf, baseline: strategyOf({ ...base, stock: 1 }) });
    if (!found.ok) throw new Error(found.error.message);
    expect(found.value.base).toMatchObject({ figures: { maxDrawdown: -0.25 }, drawdownRatio: 0.5 });
    expect(found.value.cells).toMatchObject([
      { params: { stock: 0 }, place: [0], figures: { cagr: 0 }, drawdownRatio: -0 },
      { params: { stock: 1 }, place: [1], figures: { maxDrawdown: -0.5 }, drawdownRatio: 1 },
    ]);
  });

  it('two axes make a map, the last axis fastest; what is refused keeps its place', () => {
    const axes = [{ name: 'stock', values: [0.2, 0.4] }, { name: 'asset', values: ['stock', 'nowhere'] }] as const;
    const found = parameterNeighbourhood(history, { conditions, base, axes, strategyOf, baseline: null });
    if (!found.ok) throw new Error(found.error.message);
    expect(found.value.cells.map(({ place }) => place)).toEqual([[0, 0], [0, 1], [1, 0], [1, 1]]);
    expect(found.value.cells[1]).toMatchObject({ refusal: { kind: 'missing-asset' } });
    expect(found.value.cells[2]).toMatchObject({ params: { stock: 0.4, asset: 'stock' }, drawdownRatio: null });
  });

  it('without axes there is one place, the base', () => {
    const found = parameterNeighbourhood(history, { conditions, base, axes: [], strategyOf, baseline: null });
    expect(found.ok && found.value.cells).toEqual([{ params: base, place: [], ...(found.ok ? found.value.base : {}) }]);
  });

  it('refuses what the base or the baseline refuses', () => {
    const nowhere = { ...base, asset: 'nowhere' };
    expect(parameterNeighbourhood(history, { conditions, base: nowhere, axes: [], strategyOf, baseline: null })).toMatchObject({ ok: false });
    expect(parameterNeighbourhood(history, { conditions, base, axes: [], strategyOf, baseline: strategyOf(nowhere) })).toMatchObject({ ok: false });
  });

  it('neighbours of a number are its multiples', () => {
    expect(multiplesOf(2)).toEqual([1, 1.5, 2, 2.5, 3]);
    expect(multiplesOf(2, [0.5])).toEqual([1]);
  });
});
