import { describe, expect, it } from 'vitest';
import type { RunSpec } from '@/lib/server/use-cases/backtest-runs';
import { differencesOf, ruleWords } from './runs-view';

const spec = (over: object = {}): RunSpec =>
  ({
    kind: 'run', shape: 1, engine: '1.0.0', model: { slug: 'gtaa5', version: '1.0.0', params: { months: 10 } }, rebalancing: { rule: 'calendar', every: 'month-end' },
    policy: { lines: [{ asset: 'EQ', group: 'equity', weight: 1, min: 0, max: 1, costBps: 10 }], cashAsset: null, groupLimits: [] },
    executionLag: 1, feeAnnual: 0, start: '2001-01-31', end: '2020-12-31', batchId: 3, series: [1], ...over,
  }) as unknown as RunSpec;
const labels = new Map([['gtaa5', 'GTAA5']]);

describe('differences of runs', () => {
  it('name what differs and nothing else', () => {
    expect(differencesOf([spec(), spec()], labels)).toEqual([]);
    const other = spec({ model: { slug: 'gtaa5', version: '1.0.0', params: { months: 6 } }, executionLag: 0 });
    expect(differencesOf([spec(), other], labels)).toEqual([
      { label: 'Months', values: ['10', '6'] },
      { label: 'Execution', values: ['traded 1 row later', 'traded at the close it is decided on'] },
    ]);
  });

  it('a parameter only one model has is missing from the other', () => {
    const hrp = spec({ model: { slug: 'hrp', version: '1.0.0', params: { years: 1 } } });
    expect(differencesOf([spec(), hrp], labels)).toEqual([
      { label: 'Model', values: ['GTAA5 1.0.0', 'hrp 1.0.0'] }, { label: 'Months', values: ['10', '–'] }, { label: 'Years', values: ['–', '1'] },
    ]);
  });
});

describe('a rule in words', () => {
  it('says when and how far', () => {
    expect([ruleWords({ rule: 'none' }), ruleWords({ rule: 'calendar', every: 'quarter-end' }), ruleWords({ rule: 'threshold', absolute: 0.05, destination: 'half', check: 'every-row' })]).toEqual([
      'never rebalanced', 'rebalanced every quarter', 'rebalanced outside 5.0 pp, to the half',
    ]);
  });
});
