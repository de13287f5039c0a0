import { describe, expect, it } from 'vitest';
import { compareEpisodes } from './episode-comparison';
import { byDepth, drawdownEpisodes } from './episodes';

describe('drawdown episodes', () => {
  it('100, 90, 95, 90, 100 is 1 period down, 3 to recover, 4 in all', () => {
    expect(drawdownEpisodes([100, 90, 95, 90, 100])).toEqual([
      { start: 0, trough: 1, recovery: 4, depth: 90 / 100 - 1, periodsDown: 1, periodsToRecover: 3, periods: 4 },
    ]);
  });

  it('start is the last of equal peaks', () => {
    expect(drawdownEpisodes([100, 100, 99])[0]).toMatchObject({ start: 1, trough: 2, recovery: null, periodsToRecover: null });
  });

  it('a series that only rises has none', () => {
    expect(drawdownEpisodes([1, 2, 2, 3])).toEqual([]);
  });

  it('rows count from the episode’s own peak, wherever it lies', () => {
    expect(drawdownEpisodes([100, 110, 99, 88, 99])).toEqual([
      { start: 1, trough: 3, recovery: null, depth: 88 / 110 - 1, periodsDown: 2, periodsToRecover: null, periods: 3 },
    ]);
  });

  it('trough is the first of equal lows', () => {
    expect(drawdownEpisodes([100, 90, 80, 85, 80, 100])[0]).toMatchObject({ trough: 2, recovery: 5, periodsToRecover: 3 });
  });

  it('among equally deep ones the earlier comes first', () => {
    const [early, late] = drawdownEpisodes([100, 50, 100, 50, 100]);
    expect(byDepth([late, early])).toEqual([early, late]);
  });

  it('are ordered by depth on request', () => {
    expect(byDepth(drawdownEpisodes([100, 95, 100, 80, 100, 90])).map((episode) => episode.start)).toEqual([2, 4, 0]);
  });

  it('of several falls of another mix the deepest counts, the earlier among equals', () => {
    const strategic = [100, 90, 90, 90, 90, 90, 90, 100];
    const falls = (mix: readonly number[]) => compareEpisodes(strategic, [mix])[0].others[0];
    expect(falls([100, 90, 100, 50, 100, 90, 100, 100])).toMatchObject({ depth: -0.5, start: 2, trough: 3, recovery: 4 });
    expect(falls([100, 50, 100, 50, 100, 90, 100, 100])).toMatchObject({ depth: -0.5, start: 0, trough: 1, recovery: 2 });
  });

  it('the rows of an episode reach to its recovery; a mix may come back later, or never', () => {
    const others = compareEpisodes([100, 50, 100, 100, 100], [[1, 1, 0.5, 1, 1], [1, 1, 0.5, 0.5, 0.5], [1, 1, 1, 0.5, 1]])[0].others;
    expect(others.map(({ depth, trough, recovery }) => [depth, trough, recovery])).toEqual([[-0.5, 2, 3], [-0.5, 2, null], [0, null, null]]);
  });

  it('another mix shows its own worst fall and what it returned meanwhile', () => {
    const [episode] = compareEpisodes([100, 80, 60, 90, 100], [[100, 110, 99, 105, 110], [1, 1, 1, 1, 1]]);
    expect(episode.others[0]).toEqual({ depth: 99 / 110 - 1, start: 1, trough: 2, recovery: 4, returnToTrough: 99 / 100 - 1 });
    expect(episode.others[1]).toEqual({ depth: 0, start: null, trough: null, recovery: null, returnToTrough: 0 });
  });
});
