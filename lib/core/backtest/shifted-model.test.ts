import { describe, expect, it } from 'vitest';
import type { IsoDate } from '../base/iso-date';
import { NEVER } from '../base/iso-date';
import { assetId } from '../base/units';
import { createHistory } from '../market/history';
import type { PriceGrid } from '../market/price-grid';
import type { Decision } from '../models/decision';
import type { Model } from '../models/model';
import { policyOf } from '../testing/policies';
import { computedOnce, shiftedModel } from './shifted-model';

/** Three rows in January, one in February, three in March, and an April that is not over. */
const grid: PriceGrid = {
  dates: ['2024-01-15', '2024-01-22', '2024-01-31', '2024-02-29', '2024-03-08', '2024-03-15', '2024-03-28', '2024-04-10'] as IsoDate[],
  assets: [assetId('stock')],
  levels: [new Float64Array(8).fill(1)],
  cashLevel: null,
  periodsPerYear: 36,
  sampling: 'end',
};
const policy = policyOf([['stock', 'equity', 1]]);
const viewOf = (on: PriceGrid) => createHistory(on, []).asOf(NEVER);

/** Decides on every row; decision k asks for weight k/10, and only even ones are orders. */
const everyRow: Model = {
  card: { slug: 'every-row', version: '1', label: '', rule: '', source: '', parameters: {}, publishedResult: '', ambiguities: [] },
  beginsWith: 'cash',
  observes: [],
  reads: [],
  run: () => ({
    ok: true,
    value: {
      rows: [0, 1, 2, 3, 4, 5, 6, 7],
      target: (k) => [k / 10],
      order: (k) => (k % 2 === 0 ? 'move' : null),
      explain: (k) => ({ date: grid.dates[k] }) as Decision,
    },
  }),
};

function shifted(months: number) {
  const run = shiftedModel(everyRow, months).run(viewOf(grid), policy);
  if (!run.ok) throw new Error(run.error.message);
  const { rows, target } = run.value;
  return Array.from(rows, (row, index) => [row, target(index)[0] * 10]);
}

describe('a decision some months away', () => {
  it('lies as many rows before its month’s end, and on the first row of a month with fewer', () => {
    expect(shifted(1)).toEqual([[3, 0], [3, 1], [3, 2], [6, 3]]);
    expect(shifted(2)).toEqual([[4, 0], [5, 1], [6, 2]]);
  });

  it('so it does earlier, down to the first month', () => {
    expect(shifted(-1)).toEqual([[2, 3], [3, 4], [3, 5], [3, 6]]);
    expect(shifted(-2)).toEqual([[0, 4], [1, 5], [2, 6]]);
  });

  it('is dropped where its month is not there, or not over', () => {
    expect([shifted(3), shifted(-3)]).toEqual([[], []]);
  });

  it('keeps its own order and its own explanation', () => {
    const run = shiftedModel(everyRow, -1).run(viewOf(grid), policy);
    if (!run.ok) throw new Error(run.error.message);
    expect([0, 1, 2, 3].map((k) => [run.value.order(k), run.value.explain(k).date])).toEqual([[null, '2024-02-29'], ['move', '2024-03-08'], [null, '2024-03-15'], ['move', '2024-03-28']]);
  });

  it('not shifted, the model is itself; refused, it stays refused', () => {
    expect(shiftedModel(everyRow, 0)).toBe(everyRow);
    const refused = { ok: false, error: { kind: 'too-short', message: 'too short' } } as const;
    expect(shiftedModel({ ...everyRow, run: () => refused }, 1).run(viewOf(grid), policy)).toBe(refused);
    expect(shiftedModel(everyRow, 1)).toMatchObject({ card: everyRow.card, beginsWith: 'cash' });
  });
});

describe('a model computed once', () => {
  const counting = () => {
    const count = { runs: 0 };
    const model = computedOnce({ ...everyRow, run: (view, on) => ((count.runs += 1), everyRow.run(view, on)) });
    return { count, model };
  };

  it('answers the same question from memory, with the same answer', () => {
    const { count, model } = counting();
    const view = viewOf(grid);
    expect(model.run(view, policy)).toBe(model.run(view, policy));
    expect(count.runs).toBe(1);
    expect(model.card).toBe(everyRow.card);
  });

  it.each([
    ['other prices of the same days', viewOf({ ...grid, levels: [new Float64Array(8).fill(2)] })],
    ['fewer rows', createHistory(grid, []).asOf('2024-03-28' as IsoDate)],
  ])('computes anew for %s, and again for the first question after that', (_, other) => {
    const { count, model } = counting();
    const view = viewOf(grid);
    for (const asked of [view, other, other, view]) model.run(asked, policy);
    expect(count.runs).toBe(3);
  });

  it('knows the question on a grid without assets, too', () => {
    const { count, model } = counting();
    const view = viewOf({ ...grid, assets: [], levels: [] });
    model.run(view, policy);
    model.run(view, policy);
    expect(count.runs).toBe(1);
  });

  it('computes anew for another policy, however alike', () => {
    const { count, model } = counting();
    const view = viewOf(grid);
    model.run(view, policy);
    model.run(view, { ...policy });
    expect(count.runs).toBe(2);
  });
});
