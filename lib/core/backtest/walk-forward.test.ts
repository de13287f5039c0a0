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

  it('of equal variants follows the earlier', () => {
    expect(walkForward([[1, 1, 5, 5], [1, 1, 7, 7]], plan, mean)).toMatchObject({ folds: [{ chosen: 0, scoreOutside: 5 }], efficiency: 5 });
  });

  it('keeps no promise where none was made', () => {
    expect(walkForward([[1, -1, 3, 3]], plan, mean)).toMatchObject({ folds: [{ scoreInside: 0, scoreOutside: 3 }], efficiency: null });
  });

  it('a choice whose consequence has no score counts on neither side', () => {
    const score = (returns: Float64Array) => (returns.length < 2 ? null : mean(returns));
    const found = walkForward([[2, 4, 6, 6, 8]], plan, score);
    expect(found?.folds.map(({ scoreInside, scoreOutside }) => [scoreInside, scoreOutside])).toEqual([[3, 6], [6, null]]);
    expect(found?.efficiency).toBe(2);
  });

  it.each([{ trainRows: 0 }, { testRows: 0 }, { gapRows: -1 }, { trainRows: 1.5 }, { testRows: 1.5 }, { gapRows: 0.5 }])('%j is no plan', (over) => {
    expect(() => walkForward([[1, 2, 3, 4, 5]], { ...plan, ...over }, mean)).toThrow('walk-forward counts in whole rows');
  });

  it('one row to look at and one to follow is a plan', () => {
    expect(walkForward([[1, 2, 3]], { ...plan, trainRows: 1, testRows: 1 }, mean)?.folds).toHaveLength(2);
  });

  it('too short a history has no fold', () => {
    expect([walkForward([[1, 2]], plan, mean), walkForward([], plan, mean)]).toEqual([null, null]);
    expect(() => walkForward([[1, 2]], { ...plan, gapRows: -1 }, mean)).toThrow('whole rows');
    expect(() => walkForward([[1, 2], [1]], plan, mean)).toThrow('share their rows');
  });
});
