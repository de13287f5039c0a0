import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EngagementRules } from './engagement';
import { DISENGAGED, engage } from './engagement';

/** The scores that count, decision by decision. */
function counted(scores: readonly number[], rules: Partial<EngagementRules>): readonly number[] {
  let state = DISENGAGED;
  return scores.map((score) => (state = engage(state, score, { enter: 0.3, leave: 0.1, confirm: 1, coolOff: 0, ...rules })).score);
}

describe('a score that must be sure of itself', () => {
  it('counts above the first threshold and until it is below the second', () => {
    expect(counted([0.2, 0.3, 0.31, 0.2, 0.1, 0.09, 0.2], {})).toEqual([0, 0, 0.31, 0.2, 0.1, 0, 0]);
  });

  it('between the thresholds on the other side is no side', () => {
    expect(counted([0.5, -0.2], {})).toEqual([0.5, 0]);
  });

  it('turns at once where nothing holds it back', () => {
    expect(counted([0.5, -0.5, 0.4], {})).toEqual([0.5, -0.5, 0.4]);
  });

  it('waits for a second opinion, and holds what it had until then', () => {
    expect(counted([0.5, 0.6, -0.5, 0.4, -0.5, -0.6], { confirm: 2 })).toEqual([0, 0.6, 0.6, 0.4, 0.4, -0.6]);
  });

  it('two different opinions are not a second one', () => {
    expect(counted([0.5, 0.6, -0.5, 0, 0.05], { confirm: 2 })).toEqual([0, 0.6, 0.6, 0.6, 0]);
  });

  it('stands aside after a change of sign, for as long as it is told', () => {
    expect(counted([0.5, -0.5, -0.6, -0.7], { coolOff: 1 })).toEqual([0.5, 0, -0.6, -0.7]);
    expect(counted([0.5, -0.5, -0.6, -0.7], { coolOff: 2 })).toEqual([0.5, 0, 0, -0.7]);
    expect(counted([0.5, 0, -0.6], { coolOff: 2 })).toEqual([0.5, 0, -0.6]);
  });

  it('without rules passes every score through', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -1, max: 1, noNaN: true })), (scores) => {
        expect(counted(scores, { enter: 0, leave: 0 }).map((score) => score + 0)).toEqual(scores.map((score) => score + 0));
      }),
    );
  });

  it('never counts for more than was once said, and always for the side it holds', () => {
    const rules = fc.record({ enter: fc.double({ min: 0.2, max: 0.9, noNaN: true }), leave: fc.double({ min: 0, max: 0.2, noNaN: true }), confirm: fc.integer({ min: 1, max: 4 }), coolOff: fc.integer({ min: 0, max: 4 }) });
    fc.assert(
      fc.property(fc.array(fc.double({ min: -1, max: 1, noNaN: true })), rules, (scores, own) => {
        let state = DISENGAGED;
        scores.forEach((score, t) => {
          state = engage(state, score, own);
          expect(Math.sign(state.score) === state.side && (state.side === 0 || scores.slice(0, t + 1).includes(state.score))).toBe(true);
        });
      }),
    );
  });
});
