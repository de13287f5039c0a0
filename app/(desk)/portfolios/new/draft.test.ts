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
