import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mean } from '../stats/moments';
import { walkForward } from './walk-forward';

const rowsOfTrials = fc.integer({ min: 4, max: 60 }).chain((rows) => fc.array(fc.array(fc.double({ min: -0.1, max: 0.1, noNaN: true }), { minLength: rows, maxLength: rows }), { minLength: 1, maxLength: 5 }));
const plan = fc.record({
  trainRows: fc.integer({ min: 1, max: 12 }),
  testRows: fc.integer({ min: 1, max: 12 }),
  gapRows: fc.integer({ min: 0, max: 5 }),
  memory: fc.constantFrom('rolling', 'expanding'),
});

describe('walk-forward', () => {
  it('covers every row after the first training once, each with the return of the trial chosen', () => {
    fc.assert(
      fc.property(rowsOfTrials, plan, (trials, p) => {
        const found = walkForward(trials, p, mean);
        if (!found) {
          expect(trials[0].length).toBeLessThanOrEqual(p.trainRows + p.gapRows);
          return;
        }
        const rows = found.folds.flatMap(({ testFrom, testTo, chosen }) => trials[chosen].slice(testFrom, testTo));
        expect(Array.from(found.returns)).toEqual(rows);
        expect(found.returns.length).toBe(trials[0].length - p.trainRows - p.gapRows);
      }),
    );
  });

  it('what happens later changes no choice made before', () => {
    fc.assert(
      fc.property(rowsOfTrials, plan, fc.integer({ min: 0, max: 59 }), (trials, p, from) => {
        const poisoned = trials.map((trial, i) => trial.map((value, t) => (t >= from ? value * -7 + i : value)));
        const choices = (all: readonly (readonly number[])[]) => (walkForward(all, p, mean)?.folds ?? []).filter(({ trainTo }) => trainTo <= from).map(({ chosen }) => chosen);
        expect(choices(poisoned)).toEqual(choices(trials));
      }),
    );
  });

  it('a single trial is followed throughout', () => {
    fc.assert(
      fc.property(rowsOfTrials, plan, ([trial], p) => {
        const found = walkForward([trial], p, mean);
        expect(Array.from(found?.returns ?? [])).toEqual(trial.slice(p.trainRows + p.gapRows));
      }),
    );
  });
});
