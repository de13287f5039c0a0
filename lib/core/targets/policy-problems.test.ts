import { describe, expect, it } from 'vitest';
import { locatePolicyProblems, type StatedLine } from './policy-problems';

const line = (over: Partial<StatedLine> = {}): StatedLine => ({ code: 'EQ', group: 'equity', weight: 1, min: 0, max: 1, costBps: 10, ...over });
const at = (over: Partial<StatedLine>, settings: Partial<Parameters<typeof locatePolicyProblems>[1]> = {}) => locatePolicyProblems([line(over)], { cash: null, groupLimits: [], ...settings }).map((problem) => problem.at);

describe('where a policy is wrong', () => {
  it('is nowhere in one that can be adopted', () => expect(at({})).toEqual([]));
  it('is the weight where it leaves its range, or is no number', () => {
    expect(at({ max: 0.9 })).toEqual(['weight:EQ']);
    expect(at({ weight: Number.NaN })[0]).toBe('weight:EQ');
  });
  it('is the end of the range that cannot be one', () => {
    expect(at({ min: -0.1 })).toEqual(['min:EQ']);
    expect(at({ max: 1.2 })).toEqual(['max:EQ']);
    expect(at({ min: 0.8, max: 0.2 })).toEqual(['max:EQ']);
    expect(at({ max: Number.NaN })).toEqual(['max:EQ']);
  });
  it('is no single field where the weights do not sum to 1', () => expect(at({ weight: 0.9 })).toEqual([null]));
  it('is the cost, the cash, or the side of a group limit', () => {
    expect(at({ costBps: 1_001 })).toEqual(['cost:EQ']);
    expect(at({}, { cash: 'CA' })).toEqual(['cash']);
    expect(at({}, { groupLimits: [{ group: 'equity', min: 0, max: 0.5 }] })).toEqual(['groupMax:equity']);
    expect(at({ group: 'bond' }, { groupLimits: [{ group: 'equity', min: 0.2, max: 1 }] })).toEqual(['groupMin:equity']);
  });
  it('writes figures as the reader types them', () =>
    expect(locatePolicyProblems([line({ max: 0.9 })], { cash: null, groupLimits: [] }, (fraction) => `${fraction * 100} %`)[0].message).toBe('EQ: the weight 100 % must lie between its minimum 0 % and its maximum 90 %, both from 0 % to 100 %'));
});
