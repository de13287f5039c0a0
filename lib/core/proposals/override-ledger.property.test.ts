import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, isoDate } from '../base/iso-date';
import { assetId } from '../base/units';
import { overrideLedger, type Departure } from './override-ledger';

const START = isoDate('2023-12-01');
const ROWS = 24;
const dates = Array.from({ length: ROWS }, (_, t) => addDays(START, 30 * t));

const level = fc.double({ min: 0.5, max: 2, noNaN: true });
const gridOf = fc.tuple(fc.array(level, { minLength: ROWS, maxLength: ROWS }), fc.array(level, { minLength: ROWS, maxLength: ROWS })).map(([a, b]) => ({
  dates, assets: ['EQ', 'BD'].map(assetId), levels: [Float64Array.from(a), Float64Array.from(b)],
}));
const mix = fc.double({ min: 0, max: 1, noNaN: true }).map((weight) => [weight, 1 - weight]);

const departureOf: fc.Arbitrary<Departure> = fc.record({
  id: fc.uuid(), person: fc.constantFrom('ines', 'tom', 'mara'), decision: fc.constantFrom('edit', 'reject', 'defer', 'cancel'), kind: fc.constantFrom('view', 'tax', 'liquidity'),
  date: fc.integer({ min: 0, max: 30 * ROWS }).map((days) => addDays(START, days)), until: fc.integer({ min: 0, max: 30 * ROWS }).map((days) => addDays(START, days)),
  assets: fc.constant(['EQ', 'BD']), before: mix, rule: mix, done: mix, costBps: fc.constant([10, 20]), value: fc.double({ min: 1, max: 1e9, noNaN: true }),
});

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

describe('a ledger of overrides', () => {
  it('shows nothing for whoever did what the rule said', () => {
    fc.assert(
      fc.property(gridOf, fc.array(departureOf, { maxLength: 8 }), (grid, departures) => {
        const { rows, total } = overrideLedger(departures.map((one) => ({ ...one, done: one.rule })), grid);
        for (const { effect } of rows) expect(effect?.effectBps).toBe(0);
        expect([total.effectBps, total.effectMoney, total.good]).toEqual([0, 0, 0]);
      }),
    );
  });

  it('adds up: whichever way it is grouped, the groups are the whole', () => {
    fc.assert(
      fc.property(gridOf, fc.array(departureOf, { maxLength: 12 }), (grid, departures) => {
        const ledger = overrideLedger(departures, grid);
        for (const groups of [ledger.byPerson, ledger.byKind, ledger.byDecision, ledger.byPeriod]) {
          expect(sum(groups.map((one) => one.count))).toBe(ledger.total.count);
          expect(sum(groups.map((one) => one.good))).toBe(ledger.total.good);
          expect(sum(groups.map((one) => one.effectBps))).toBeCloseTo(ledger.total.effectBps, 5);
          expect(Math.abs(sum(groups.map((one) => one.effectMoney)) - ledger.total.effectMoney)).toBeLessThanOrEqual(1e-6 * (1 + sum(ledger.rows.map(({ effect }) => Math.abs(effect?.effectMoney ?? 0)))));
        }
      }),
    );
  });

  it('changes sign when rule and deed change places', () => {
    fc.assert(
      fc.property(gridOf, departureOf, (grid, departure) => {
        const [there] = overrideLedger([departure], grid).rows;
        const [back] = overrideLedger([{ ...departure, rule: departure.done, done: departure.rule }], grid).rows;
        expect((there.effect?.effectBps ?? 0) + (back.effect?.effectBps ?? 0)).toBeCloseTo(0, 6);
      }),
    );
  });

  it('knows nothing from after its last day', () => {
    fc.assert(
      fc.property(gridOf, departureOf, (grid, departure) => {
        const last = dates.filter((date) => date <= (departure.until > departure.date ? departure.until : departure.date)).length;
        const poisoned = { ...grid, levels: grid.levels.map((levels) => levels.map((value, t) => (t >= last ? 1e9 : value))) };
        expect(overrideLedger([departure], poisoned).rows).toEqual(overrideLedger([departure], grid).rows);
      }),
    );
  });
});
