import { describe, expect, it } from 'vitest';
import { mean } from '../stats/moments';
import type { WalkForwardPlan } from './walk-forward';
import { walkForward } from './walk-forward';

const early = [3, 3, 0, 0, 0, 0, 9];
const late = [0, 0, 2, 2, 2, 2, 8];
const plan: WalkForwardPlan = { trainRows: 2, testRows: 2, gapRows: 0, memory: 'rolling' };

describe('walk-forward', () => {
  it('follows what was best in the last two rows', () => {
    expect(walkForward([early, late], plan, mean)).toEqual({
      folds: [
        { trainFrom: 0, trainTo: 2, testFrom: 2, testTo: 4, chosen: 0, scoreInside: 3, scoreOutside: 0 },
        { trainFrom: 2, trainTo: 4, testFrom: 4, testTo: 6, chosen: 1, scoreInside: 2, scoreOutside: 2 },
        { trainFrom: 4, trainTo: 6, testFrom: 6, testTo: 7, chosen: 1, scoreInside: 2, scoreOutside: 8 },
      ],
      returns: Float64Array.of(0, 0, 2, 2, 8),
      efficiency: 10 / 7,
    });
  });

  it('an expanding memory is slower to change its mind', () => {
    const found = walkForward([early, late], { ...plan, memory: 'expanding' }, mean);
    expect(found?.folds.map(({ chosen, trainFrom, trainTo }) => [chosen, trainFrom, trainTo])).toEqual([[0, 0, 2], [0, 0, 4], [1, 0, 6]]);
  });

  it('rows between observing and trading belong to neither', () => {
    const found = walkForward([early, late], { ...plan, gapRows: 1 }, mean);
    expect(found?.folds.map(({ trainFrom, trainTo, testFrom }) => [trainFrom, trainTo, testFrom])).toEqual([[0, 2, 3], [2, 4, 5]]);
    expect(found?.returns).toEqual(Float64Array.of(0, 0, 2, 8));
  });

  it('what has no score is not chosen; where nothing has, nothing is held', () => {
    const score = (returns: Float64Array) => (returns[0] === 0 ? null : mean(returns));
    const found = walkForward([[1, 1, 0, 0, 5, 5], [0, 0, 0, 0, 6, 6]], plan, score);
    expect(found?.folds).toEqual([{ trainFrom: 0, trainTo: 2, testFrom: 2, testTo: 4, chosen: 0, scoreInside: 1, scoreOutside: null }]);
    expect(found?.returns).toEqual(Float64Array.of(0, 0, 0, 0));
    expect(found?.efficiency).toBeNull();
  });

  it('too short a history has no fold', () => {
    expect([walkForward([[1, 2]], plan, mean), walkForward([], plan, mean)]).toEqual([null, null]);
    expect(() => walkForward([[1, 2]], { ...plan, gapRows: -1 }, mean)).toThrow('whole rows');
    expect(() => walkForward([[1, 2], [1]], plan, mean)).toThrow('share their rows');
  });
});
