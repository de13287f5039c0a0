import { describe, expect, it } from 'vitest';
import type { WrittenSpec } from './schema';
import { writtenSpecSchema } from './schema';
import { defaultLag, readWrittenSpec, specWarnings } from './written-spec';

const shared = { prices: 'prices.csv', periodsPerYear: 252, assets: ['SPY', 'IEF', 'SHY'], cash: 'SHY' };
const held = { name: 'held', model: 'strategic', weights: { SPY: 0.6, IEF: 0.4 } } as const;
const house = { name: 'house', model: 'house', weights: { SPY: 0.6, IEF: 0.4 } } as const;

const written = (over: Readonly<Record<string, unknown>> = {}): WrittenSpec => writtenSpecSchema.parse({ ...shared, strategies: [held], ...over });
const problems = (over: Readonly<Record<string, unknown>>): readonly string[] => {
  const parsed = writtenSpecSchema.safeParse({ ...shared, strategies: [held], ...over });
  return parsed.success ? [] : parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
};
function read(over: Readonly<Record<string, unknown>> = {}) {
  const spec = readWrittenSpec(written(over));
  if (!spec.ok) throw new Error(spec.error.message);
  return spec.value;
}
const refusal = (over: Readonly<Record<string, unknown>>) => {
  const spec = readWrittenSpec(written(over));
  return spec.ok ? null : spec.error;
};

describe('a spec as written', () => {
  it('what is left out has these values', () => {
    expect(written({ cash: undefined })).toEqual({
      ...shared,
      cash: null,
      observations: null,
      sampling: 'end',
      start: null,
      end: null,
      history: 'all',
      decide: 'month-end',
      costBps: 0,
      feeAnnual: 0,
      flows: [],
      strategies: [{ ...held, rebalance: { rule: 'none' } }],
    });
  });

  it('flows come on a day or at the end of periods, through the mix unless said', () => {
    const flows = [{ date: '2020-05-04', amount: 0.1 }, { every: 'month', amount: -0.01, through: 'cash' }];
    expect(read({ flows })).toMatchObject({ flows: [{ date: '2020-05-04', amount: 0.1, through: 'mix' }, { every: 'month-end', amount: -0.01, through: 'cash' }] });
  });

  it('null is written for nothing as well', () => {
    expect(written({ cash: null, observations: null, start: null, end: null })).toMatchObject({ cash: null, observations: null, start: null, end: null });
    expect(written({ observations: 'seen.csv', start: '2020-01-31', end: '2024-12-31' })).toMatchObject({ observations: 'seen.csv', start: '2020-01-31', end: '2024-12-31' });
  });

  it.each([
    [{ start: '2024-02-30' }, 'start: is not a calendar day written YYYY-MM-DD'],
    [{ end: '31.12.2024' }, 'end: is not a calendar day written YYYY-MM-DD'],
    [{ assets: ['SPY', 'SPY'] }, 'assets: names an asset twice'],
  ])('%j is refused: %s', (over, problem) => {
    expect(problems(over)).toEqual([problem]);
  });

  it.each([
    [{ prices: '' }],
    [{ observations: '' }],
    [{ cash: '' }],
    [{ assets: [] }],
    [{ assets: [''] }],
    [{ periodsPerYear: 0 }],
    [{ sampling: 'open' }],
    [{ history: 'some' }],
    [{ decide: 'year-end' }],
    [{ executionLag: 0.5 }],
    [{ executionLag: -1 }],
    [{ costBps: -1 }],
    [{ costBps: { SPY: -1 } }],
    [{ feeAnnual: -0.1 }],
    [{ feeAnnual: 1.1 }],
    [{ strategies: [] }],
    [{ misspelt: 1 }],
    [{ strategies: [{ ...held, name: '' }] }],
    [{ strategies: [{ ...held, model: 'nothing' }] }],
    [{ strategies: [{ ...held, weights: { SPY: 1.1 } }] }],
    [{ strategies: [{ ...held, weights: { SPY: -0.1 } }] }],
    [{ strategies: [{ ...held, misspelt: 1 }] }],
    [{ strategies: [{ ...held, rebalance: { rule: 'sometimes' } }] }],
    [{ strategies: [{ ...held, rebalance: { rule: 'none', every: 'month' } }] }],
    [{ strategies: [{ ...held, rebalance: { rule: 'calendar', every: 'day' } }] }],
    [{ strategies: [{ ...held, rebalance: { rule: 'calendar', every: 'month', check: 'row' } }] }],
    [{ strategies: [{ ...held, rebalance: { rule: 'threshold' } }] }],
    [{ strategies: [{ ...held, rebalance: { rule: 'threshold', absolute: 0 } }] }],
    [{ strategies: [{ ...held, rebalance: { rule: 'threshold', relative: 0 } }] }],
    [{ strategies: [{ ...held, rebalance: { rule: 'threshold', absolute: 0.1, destination: 'nowhere' } }] }],
    [{ strategies: [{ ...held, rebalance: { rule: 'threshold', absolute: 0.1, misspelt: 1 } }] }],
    [{ strategies: [{ ...house, groupLimits: [{ group: 'shares', min: 0, max: 1 }] }] }],
    [{ strategies: [{ ...house, groupLimits: [{ group: 'equity', min: 0, max: 1, misspelt: 1 }] }] }],
    [{ strategies: [{ ...house, params: { groups: { SPY: 'shares' } } }] }],
    [{ strategies: [{ ...house, misspelt: 1 }] }],
    [{ strategies: [{ name: 'x', model: 'gtaa5', weights: { SPY: 1 } }] }],
    [{ strategies: [{ name: 'x', model: 'gem', misspelt: 1 }] }],
  ])('%j is refused', (over) => {
    expect(problems(over)).not.toEqual([]);
  });

  it('a band without a width says what it needs', () => {
    expect(problems({ strategies: [{ ...held, rebalance: { rule: 'threshold' } }] })).toEqual(['strategies.0.rebalance: a threshold needs `absolute`, `relative` or both']);
  });

  it('a rule says when: by a word, or by the cadence it stands for', () => {
    const every = (text: string) => (written({ strategies: [{ ...held, rebalance: { rule: 'calendar', every: text } }] }).strategies[0] as { readonly rebalance: unknown }).rebalance;
    expect(['row', 'week', 'month', 'quarter', 'year', 'quarter-end', 'every-row'].map(every)).toEqual(
      ['every-row', 'week-end', 'month-end', 'quarter-end', 'year-end', 'quarter-end', 'every-row'].map((cadence) => ({ rule: 'calendar', every: cadence })),
    );
    const band = { rule: 'threshold', relative: 0.2 };
    expect(written({ strategies: [{ ...held, rebalance: band }] }).strategies[0]).toMatchObject({ rebalance: { ...band, destination: 'target', check: 'every-row' } });
    expect(problems({ strategies: [{ ...held, rebalance: { rule: 'threshold', absolute: 0.05 } }] })).toEqual([]);
    for (const destination of ['half', 'edge']) {
      const full = { rule: 'threshold', absolute: 0.05, relative: 0.2, destination, check: 'month-end' };
      expect(written({ strategies: [{ ...held, rebalance: full }] }).strategies[0]).toMatchObject({ rebalance: full });
    }
  });

  it('each model has its shape and its defaults', () => {
    const strategies = [{ name: 'g', model: 'gtaa5' }, house, { name: 'r', model: 'gem' }];
    expect(written({ strategies }).strategies).toEqual([
      { name: 'g', model: 'gtaa5', params: {} },
      { ...house, min: {}, max: {}, groupLimits: [], params: { groups: {} } },
      { name: 'r', model: 'gem', weights: {}, min: {}, max: {}, params: {} },
    ]);
  });

  it('parameters pass through as written', () => {
    const strategies = [{ name: 'g', model: 'gtaa5', params: { months: 8 } }, { ...house, params: { pace: 1, groups: { SPY: 'equity' } } }, { name: 'r', model: 'gem', params: { months: 6 } }];
    expect(written({ strategies }).strategies.map(({ name }, i) => [name, (strategies[i] as { readonly params: unknown }).params])).toEqual(
      written({ strategies }).strategies.map((strategy) => [strategy.name, (strategy as { readonly params?: unknown }).params]),
    );
  });
});

describe('the lag nobody wrote', () => {
  it('is the next close on finer grids and on averages, else the close of the decision', () => {
    const lag = (periodsPerYear: number, sampling: WrittenSpec['sampling']) => defaultLag({ periodsPerYear, sampling });
    expect([lag(252, 'end'), lag(12, 'average'), lag(13, 'end'), lag(12, 'end'), lag(4, 'end')]).toEqual([1, 1, 1, 0, 0]);
    expect([read().executionLag, read({ executionLag: 0 }).executionLag, read({ periodsPerYear: 12 }).executionLag]).toEqual([1, 0, 0]);
  });
});

describe('a spec as read', () => {
  it('keeps its conditions', () => {
    expect(read({ start: '2020-01-31', end: '2024-12-31', history: 'from-start', feeAnnual: 0.004 })).toMatchObject({ start: '2020-01-31', end: '2024-12-31', history: 'from-start', feeAnnual: 0.004 });
  });

  it('a fixed mix has a line for every asset, free to move, in the order of the spec', () => {
    const line = { group: 'other', min: 0, max: 1, costBps: 0 };
    expect(read().strategies).toEqual([
      {
        kind: 'fixed-mix',
        name: 'held',
        rebalance: { rule: 'none' },
        policy: {
          lines: [{ ...line, asset: 'SPY', weight: 0.6 }, { ...line, asset: 'IEF', weight: 0.4 }, { ...line, asset: 'SHY', group: 'cash', weight: 0 }],
          cashAsset: 'SHY',
          groupLimits: [],
        },
      },
    ]);
  });

  it('cash beside the assets is a level, not a line', () => {
    expect(read({ cash: 'BIL' }).strategies[0].policy).toMatchObject({ cashAsset: null, lines: [{}, {}, { asset: 'SHY', group: 'other' }] });
    expect(read({ cash: null }).strategies[0].policy.cashAsset).toBeNull();
    expect(refusal({ cash: 'BIL', strategies: [{ ...held, weights: { SPY: 0.5, BIL: 0.5 } }] })).toBeNull();
  });

  it('costs are one for all or one each', () => {
    const costs = (costBps: unknown) => read({ costBps }).strategies[0].policy.lines.map((line) => line.costBps);
    expect([costs(5), costs({ SPY: 3, SHY: 1 })]).toEqual([[5, 5, 5], [3, 0, 1]]);
  });

  it('the house model has its limits and groups, and parameters without them', () => {
    const strategies = [{ ...house, min: { SPY: 0.3 }, max: { SPY: 0.8 }, groupLimits: [{ group: 'bond', min: 0.1, max: 0.7 }], params: { pace: 1, groups: { SPY: 'equity', IEF: 'bond' } } }];
    const [strategy] = read({ strategies }).strategies;
    expect(strategy).toMatchObject({ kind: 'model', name: 'house', model: { card: { slug: 'house' } } });
    expect(strategy.policy.lines.map(({ group, weight, min, max }) => [group, weight, min, max])).toEqual([['equity', 0.6, 0.3, 0.8], ['bond', 0.4, 0, 1], ['cash', 0, 0, 1]]);
    expect(strategy.policy.groupLimits).toEqual([{ group: 'bond', min: 0.1, max: 0.7 }]);
  });

  it('another rule has weights and limits where it is given some', () => {
    const [gtaa, budget] = read({ strategies: [{ name: 'g', model: 'gtaa5', params: { months: 8 } }, { name: 'e', model: 'erc', weights: { SPY: 0.5 }, min: { IEF: 0.1 }, max: { SHY: 0.3 } }] }).strategies;
    expect(gtaa).toMatchObject({ kind: 'model', name: 'g', model: { card: { slug: 'gtaa5' } } });
    expect(gtaa.policy.lines.map(({ weight, min, max }) => [weight, min, max])).toEqual([[0, 0, 1], [0, 0, 1], [0, 0, 1]]);
    expect(budget).toMatchObject({ kind: 'model', name: 'e', model: { card: { slug: 'erc' } } });
    expect(budget.policy.lines.map(({ weight, min, max }) => [weight, min, max])).toEqual([[0.5, 0, 1], [0, 0.1, 1], [0, 0, 0.3]]);
  });

  it.each(['weights', 'min', 'max'])('an asset nobody has prices for is refused, named once, if %s names it', (limit) => {
    expect(refusal({ strategies: [{ ...house, [limit]: { SPY: 0.1, GLD: 0.1, TLT: 0.1 } }] })).toEqual({
      kind: 'missing-asset',
      message: 'GLD, TLT is not among the assets of the spec',
      details: { missing: ['GLD', 'TLT'] },
    });
  });

  it('so is one that only has a group, and one that is named in two places', () => {
    expect(refusal({ strategies: [{ ...house, min: { GLD: 0 }, max: { GLD: 1 }, params: { groups: { GLD: 'alternative' } } }] })).toMatchObject({ kind: 'missing-asset', details: { missing: ['GLD'] } });
  });

  it('weights above 1 are refused, in every kind of strategy; 1 up to rounding is not', () => {
    const heavy = { SPY: 0.75, IEF: 0.5 };
    const refused = { kind: 'weights-sum', message: 'the weights sum to 1.25, more than 1', details: { sum: 1.25 } };
    for (const strategy of [{ ...held, weights: heavy }, { ...house, weights: heavy }, { name: 'e', model: 'erc', weights: heavy }]) expect(refusal({ strategies: [held, strategy] })).toEqual(refused);
    expect(refusal({ strategies: [{ ...held, weights: { SPY: 1, IEF: 1e-10 } }] })).toBeNull();
  });

  it('a model nobody registered is refused by name', () => {
    const spec = written({ strategies: [{ name: 'g', model: 'gtaa5' }] });
    const unknown = { ...spec, strategies: [{ ...spec.strategies[0], model: 'nothing' }] } as unknown as WrittenSpec;
    expect(readWrittenSpec(unknown)).toEqual({ ok: false, error: { kind: 'bad-spec', message: 'there is no model named nothing' } });
  });

  it('parameters a model does not know are refused with its name', () => {
    expect(refusal({ strategies: [{ name: 'g', model: 'gtaa5', params: { months: -1 } }] })).toMatchObject({ kind: 'bad-spec', message: expect.stringMatching(/^the parameters of gtaa5: months: /) as string });
    expect(refusal({ strategies: [{ ...house, params: { pace: 'fast' } }] })).toMatchObject({ kind: 'bad-spec', message: expect.stringMatching(/^the parameters of house: pace: /) as string });
    expect(refusal({ strategies: [{ ...house, params: { pace: 'fast' } }] })?.details).toHaveProperty('issues');
  });
});

describe('what a person should know', () => {
  it('layers of tilts keep to month-ends, whatever the spec says', () => {
    const strategies = [held, house, { ...house, name: 'second' }];
    expect(specWarnings(written({ decide: 'week-end', strategies }))).toEqual(['decide "week-end" is ignored by house, second: layers of tilts decide at month-ends']);
    expect(specWarnings(written({ strategies }))).toEqual([]);
    expect(specWarnings(written({ decide: 'week-end' }))).toEqual([]);
  });

  it('other rules decide when the spec says, unless their own parameters do', () => {
    const strategies = [{ name: 'g', model: 'gtaa5' }];
    expect(refusal({ decide: 'week-end', strategies })).toBeNull();
    expect(refusal({ decide: 'week-end', strategies: [{ name: 'g', model: 'gtaa5', params: { cadence: 'never' } }] })).toMatchObject({ kind: 'bad-spec' });
  });
});
