import { describe, expect, it } from 'vitest';
import { draftOf } from './draft';

const fields = {
  name: 'Harbour', baseCurrency: 'usd', cash: 'SHY', turnoverLimit: '25', trackingErrorLimit: '',
  'weight:SPY': '60', 'min:SPY': '40', 'max:SPY': '', 'cost:SPY': '', 'name:SPY': 'US equity', 'group:SPY': 'equity',
  'weight:IEF': '37,5', 'min:IEF': '', 'max:IEF': '60', 'cost:IEF': '5', 'name:IEF': ' ', 'group:IEF': 'bond',
  'weight:SHY': '2.5', 'group:SHY': 'nonsense', 'weight:GLD': ' ', 'group:GLD': 'alternative',
};

describe('the form of a new portfolio', () => {
  const draft = draftOf(fields);
  it('turns per cent into fractions without binary dust', () => expect(draft.lines.map((line) => line.weight)).toEqual([0.6, 0.375, 0.025]));
  it('leaves out a series without a weight', () => expect(draft.lines.map((line) => line.code)).toEqual(['SPY', 'IEF', 'SHY']));
  it('reads empty limits as 0 and 1 and an empty cost as 10 bp', () => {
    expect(draft.lines[0]).toEqual({ code: 'SPY', name: 'US equity', group: 'equity', weight: 0.6, min: 0.4, max: 1, costBps: 10 });
    expect(draft.lines[1]).toEqual({ code: 'IEF', group: 'bond', weight: 0.375, min: 0, max: 0.6, costBps: 5 });
  });
  it('takes a group it does not know as other', () => expect(draft.lines[2].group).toBe('other'));
  it('keeps an empty limit as no limit', () => expect(draft.settings).toEqual({ cash: 'SHY', turnoverLimit: 0.25, trackingErrorLimit: null, selfApprovalAllowed: false, approversNeeded: 1 }));
  it('keeps what is no number as no number, for the use case to refuse by name', () => expect(draftOf({ ...fields, 'weight:SPY': 'sixty' }).lines[0].weight).toBeNaN());
});

describe('the settings of a policy that is changed', () => {
  const settings = (over: Readonly<Record<string, string>>) => draftOf({ ...fields, rebalancing: 'month-end', executionLag: '2', feeAnnual: '0,25', costLimitBps: '', approversNeeded: '2', selfApprovalAllowed: 'on', ...over }).settings;
  it('reads calendar, lag, fee and signatures', () =>
    expect(settings({})).toEqual({ cash: 'SHY', turnoverLimit: 0.25, trackingErrorLimit: null, selfApprovalAllowed: true, approversNeeded: 2, rebalancing: { rule: 'calendar', every: 'month-end' }, executionLag: 2, feeAnnual: 0.0025, costLimitBps: null, groupLimits: [] }));
  it('keeps a band of a threshold that is stated, and leaves out one that is not', () =>
    expect(settings({ rebalancing: 'threshold', absolute: '5', relative: '', destination: 'half', check: 'week-end' }).rebalancing).toEqual({ rule: 'threshold', absolute: 0.05, destination: 'half', check: 'week-end' }));
  it('reads never as never', () => expect(settings({ rebalancing: 'none' }).rebalancing).toEqual({ rule: 'none' }));
  it('reads half a limit of a group as open on its other side, and no pair as no limit', () =>
    expect(settings({ 'groupMin:equity': '20', 'groupMax:equity': '', 'groupMin:bond': '', 'groupMax:bond': '40', 'groupMin:cash': ' ', 'groupMax:cash': '' }).groupLimits).toEqual([{ group: 'equity', min: 0.2, max: 1 }, { group: 'bond', min: 0, max: 0.4 }]));
  it('keeps a cost limit in bp, and what is no number as no number', () => {
    expect(settings({ costLimitBps: '7.5' }).costLimitBps).toBe(7.5);
    expect(settings({ costLimitBps: 'seven' }).costLimitBps).toBeNaN();
    expect(settings({ 'groupMax:equity': 'all' }).groupLimits?.[0].max).toBeNaN();
  });
});
