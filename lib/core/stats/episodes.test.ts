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

  it('are ordered by depth on request', () => {
    expect(byDepth(drawdownEpisodes([100, 95, 100, 80, 100, 90])).map((episode) => episode.start)).toEqual([2, 4, 0]);
  });

  it('another mix shows its own worst fall and what it returned meanwhile', () => {
    const [episode] = compareEpisodes([100, 80, 60, 90, 100], [[100, 110, 99, 105, 110], [1, 1, 1, 1, 1]]);
    expect(episode.others[0]).toEqual({ depth: 99 / 110 - 1, start: 1, trough: 2, recovery: 4, returnToTrough: 99 / 100 - 1 });
    expect(episode.others[1]).toEqual({ depth: 0, start: null, trough: null, recovery: null, returnToTrough: 0 });
  });
});
