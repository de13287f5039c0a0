import { describe, expect, it } from 'vitest';
import { bandPath, stacked } from './stack';

describe('a stack', () => {
  it('puts each class on top of those before it', () => {
    expect(stacked([[0.5, 0.25], [0.5, 0.75]])).toEqual([
      { lower: [0, 0], upper: [0.5, 0.25] },
      { lower: [0.5, 0.25], upper: [1, 1] },
    ]);
    expect(stacked([])).toEqual([]);
  });

  it('outlines a band along its upper edge and back along its lower one', () => {
    expect(bandPath(['2020-01-01', '2020-01-11'], { lower: [0, 0.25], upper: [0.5, 1] }, 100)).toBe('M0 50L1000 0L1000 75L0 100Z');
    expect(bandPath([], { lower: [], upper: [] }, 100)).toBe('');
  });
});
