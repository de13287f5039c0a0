import { describe, expect, it } from 'vitest';
import type { IsoDate } from '../base/iso-date';
import { ok } from '../base/result';
import { runModel } from '../decide';
import { createHistory } from '../market/history';
import { policyOf } from '../testing/policies';
import { rulesGrid } from '../testing/rules-world';
import { GEM_CARD } from './gem/card';
import { MODELS } from './registry';
import type { DecisionPoint, RuleDefinition } from './rule-model';
import { ruleModel } from './rule-model';

const LATER = '2030-01-01' as IsoDate;
const days = ['2020-01-10', '2020-01-31', '2020-02-14', '2020-02-28', '2020-03-13'] as IsoDate[];
const grid = { dates: days, assets: rulesGrid(['SPY', 'BIL']).assets, levels: [Float64Array.of(1, 2, 3, 4, 5), Float64Array.of(10, 20, 30, 40, 50)], cashLevel: Float64Array.of(10, 20, 30, 40, 50), periodsPerYear: 24, sampling: 'end' } as const;
const policy = policyOf([['SPY', 'equity', 1], ['BIL', 'cash', 0]], { cash: 'BIL' });

function watched(cadence: RuleDefinition['cadence'], months: number, weights = Float64Array.of(0.3, 0)) {
  const seen: { row: number; closes: number[]; cash: number[] }[] = [];
  const rule = ({ row, closes, cashCloses }: DecisionPoint) => {
    seen.push({ row, closes: Array.from(closes(0, months)), cash: Array.from(cashCloses(months)) });
    return { weights, signals: [] };
  };
  const run = runModel(createHistory(grid, []).asOf(LATER), policy, ruleModel({ card: GEM_CARD, step: 'x', reads: [], cadence, months, prepare: () => ok(rule) }));
  if (!run.ok) throw new Error(run.error.message);
  return { seen, run: run.value };
}

describe('a rule', () => {
  it('sees month-ends, its own row last, and nothing before there are enough', () => {
    expect(watched('month-end', 2).seen).toEqual([{ row: 3, closes: [2, 4], cash: [20, 40] }]);
  });

  it('between month-ends compares the row with the month-ends before it', () => {
    expect(watched('week-end', 2).seen.map(({ row, closes }) => [row, closes])).toEqual([[2, [2, 3]], [3, [2, 4]]]);
  });

  it('has what it leaves in cash', () => {
    expect(watched('month-end', 1).run.target(0)).toEqual([0.3, 0.7]);
  });

  it('may neither borrow nor sell short', () => {
    expect(() => watched('month-end', 1, Float64Array.of(1.1, 0))).toThrow('no more than everything');
    expect(() => watched('month-end', 1, Float64Array.of(-0.1, 0))).toThrow('no negative weight');
  });
});

const RULES = MODELS.filter(({ create }) => create({ cadence: 'every-row' }).ok).map(({ card, create }) => [card.slug, create] as const);

describe.each(RULES)('%s', (_, create) => {
  it('can also decide by quarters', () => {
    const funds = rulesGrid();
    const model = create({ cadence: 'quarter-end' });
    const all = policyOf(funds.assets.map((asset) => [asset, 'other', 0] as const), { cash: 'BIL' });
    const run = model.ok ? runModel(createHistory(funds, []).asOf(LATER), all, model.value) : model;
    if (!run.ok) throw new Error(run.error.message);
    const months = Array.from(run.value.rows, (row) => funds.dates[row].slice(5, 7));
    expect(months.length).toBeGreaterThan(20);
    expect(new Set(months)).toEqual(new Set(['03', '06', '09', '12']));
  });
});
