import { describe, expect, it } from 'vitest';
import { assetId } from '@/lib/core/base/units';
import { changesBetween } from './view-model';

type Version = Parameters<typeof changesBetween>[0];

const line = (code: string, weight: number, over: object = {}) => ({ asset: assetId(code), group: 'equity', weight, min: 0, max: 1, costBps: 10, ...over });

const version = (over: object = {}, policy: object = {}): Version =>
  ({
    policy: { cashAsset: assetId('CA'), lines: [line('EQ', 0.6), line('CA', 0.4)], groupLimits: [], ...policy },
    classes: [{ name: 'US equity' }, { name: 'Cash' }],
    model: { id: 'm', slug: 'house', version: '1.0.0', params: {} },
    rebalancing: { rule: 'calendar', every: 'quarter-end' }, executionLag: 1, feeAnnual: 0, turnoverLimit: 0.25, trackingErrorLimit: null, costLimitBps: null, approversNeeded: 1, selfApprovalAllowed: false,
    ...over,
  }) as unknown as Version;

const between = (after: Version) => changesBetween(version(), after).map((one) => one.replaceAll('\u202F', ' '));

describe('what a version of a policy changed', () => {
  it('is nothing where nothing did', () => expect(between(version())).toEqual([]));
  it('names weight, range and cost of a class by its name', () =>
    expect(between(version({}, { lines: [line('EQ', 0.5, { min: 0.1, costBps: 12 }), line('CA', 0.4)] }))).toEqual(['US equity 60.00 % → 50.00 %', 'US equity range 0.00 % to 100.00 % → 10.00 % to 100.00 %', 'US equity cost 10 bp → 12 bp']));
  it('names another model, and of the same one the parameters that differ from what it had or took by default', () => {
    const house = (params: object) => version({ model: { id: 'n', slug: 'house', version: '1.0.0', params } });
    expect(between(version({ model: { id: 'n', slug: 'strategic', version: '1.0.0', params: {} } }))).toEqual(['model house 1.0.0 → strategic 1.0.0']);
    expect(between(house({ pace: 0.5 }))).toEqual([]);
    expect(between(house({ pace: 0.25, trendMonths: [10] }))).toEqual(['house trend months [8,10,12] → [10]', 'house pace 0.5 → 0.25']);
  });
  it('follows a class by its code where the order changed', () =>
    expect(between(version({ classes: [{ name: 'Cash' }, { name: 'US equity' }] }, { lines: [line('CA', 0.4), line('EQ', 0.6)] }))).toEqual([]));
  it('says what is new and what is gone', () =>
    expect(between(version({ classes: [{ name: 'Gold' }, { name: 'Cash' }] }, { lines: [line('AU', 0.6), line('CA', 0.4)] }))).toEqual(['Gold is new at 60.00 %', 'US equity is gone']));
  it('reads limits of groups in any order as the same', () => {
    const limits = [{ group: 'equity', min: 0.2, max: 0.7 }, { group: 'cash', min: 0, max: 0.5 }];
    expect(changesBetween(version({}, { groupLimits: limits }), version({}, { groupLimits: [...limits].reverse() }))).toEqual([]);
    expect(between(version({}, { groupLimits: [limits[0]] }))).toEqual(['group limits none → equity 20.00 % to 70.00 %']);
  });
  it('says every setting, and none for a limit that is not there', () =>
    expect(between(version({ rebalancing: { rule: 'none' }, executionLag: 2, feeAnnual: 0.0025, turnoverLimit: null, trackingErrorLimit: 0.03, costLimitBps: 8, approversNeeded: 2, selfApprovalAllowed: true }, { cashAsset: null }))).toEqual([
      'cash CA → none',
      'rebalancing The strategic mix is rebalanced at every quarter-end → The strategic mix is never rebalanced',
      'rows to trade 1 → 2',
      'fee 0.00 % → 0.25 %',
      'turnover cap 25.00 % → none',
      'tracking error limit none → 3.00 %',
      'cost limit none → 8 bp',
      'signatures 1 → 2',
      'the maker may sign no → yes',
    ]));
});
