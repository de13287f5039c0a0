import { describe, expect, it } from 'vitest';
import { isoDate } from '../base/iso-date';
import { assetId } from '../base/units';
import { overrideEffect, overrideLedger, type Departure } from './override-ledger';

const dates = ['2024-01-31', '2024-02-29', '2024-03-29', '2024-04-30', '2024-05-31'].map(isoDate);
/** Five rows that a person can check by hand: equity 100 → 110 → 99 → 121 → 132, bonds 50 → 51 → 52 → 50 → 55. */
const grid = {
  dates,
  assets: ['EQ', 'BD'].map(assetId),
  levels: [Float64Array.of(100, 110, 99, 121, 132), Float64Array.of(50, 51, 52, 50, 55)],
};

const departure = (over: Partial<Departure> = {}): Departure => ({
  id: 'one', person: 'ines', decision: 'reject', kind: 'view', date: isoDate('2024-01-31'), until: isoDate('2024-05-31'),
  assets: ['EQ', 'BD'], before: [0.6, 0.4], rule: [0.4, 0.6], done: [0.6, 0.4], costBps: [10, 20], value: 1_000_000, ...over,
});

describe('the effect of an override', () => {
  it('is what was held minus what the rule said, with its costs, by hand', () => {
    // Held 0.6 × 0.32 + 0.4 × 0.10 = 23.2 %. By rule 0.4 × 0.32 + 0.6 × 0.10 = 18.8 %, less 0.2 × 10 + 0.2 × 20 = 6 bp.
    const effect = overrideEffect(departure(), grid);
    expect(effect).toMatchObject({ from: '2024-01-31', to: '2024-05-31', rows: 4 });
    expect(effect?.effectBps).toBeCloseTo(440 + 6, 9);
    expect(effect?.effectMoney).toBeCloseTo(44_600, 6);
  });

  it('turns round when the fall that the rule expected comes', () => {
    // From 29 Feb to 29 Mar equity loses a tenth and bonds gain 1/51: held −6 % + 0.78 %, by rule −4 % + 1.18 % − 6 bp.
    const effect = overrideEffect(departure({ date: isoDate('2024-02-29'), until: isoDate('2024-03-29') }), grid);
    expect(effect?.effectBps).toBeCloseTo(-200 - (0.2 / 51) * 10_000 + 6, 9);
  });

  it('ends at its own last day, at the newest row by then', () => {
    expect(overrideEffect(departure({ until: isoDate('2024-04-15') }), grid)).toMatchObject({ to: '2024-03-29', rows: 2 });
  });

  it('of an edit counts what was done instead, with the cost of both', () => {
    // To 0.5 / 0.5 costs 3 bp, to 0.4 / 0.6 costs 6 bp; a tenth more in equity earns 0.1 × (32 % − 10 %).
    const effect = overrideEffect(departure({ decision: 'edit', done: [0.5, 0.5] }), grid);
    expect(effect?.effectBps).toBeCloseTo(220 + 3, 9);
  });

  it('is nothing before there is a row after it', () => {
    expect(overrideEffect(departure({ date: isoDate('2024-05-31'), until: isoDate('2024-08-31') }), grid)).toMatchObject({ rows: 0, effectBps: 0, effectMoney: 0 });
  });

  it('is unknown for an asset without levels and for a day before all of them', () => {
    expect(overrideEffect(departure({ assets: ['EQ', 'GOLD'] }), grid)).toBeNull();
    expect(overrideEffect(departure({ date: isoDate('2023-12-31') }), grid)).toBeNull();
  });
});

describe('a ledger', () => {
  const ledger = overrideLedger(
    [
      departure(),
      departure({ id: 'two', person: 'tom', kind: 'tax', date: isoDate('2024-02-29'), until: isoDate('2024-03-29') }),
      departure({ id: 'three', person: 'tom', date: isoDate('2024-05-31'), until: isoDate('2024-08-31') }),
      departure({ id: 'four', assets: ['EQ', 'GOLD'], date: isoDate('2024-02-29') }),
    ],
    grid,
  );

  it('counts as a good idea what earned, among what could be measured', () => {
    expect(ledger.total).toMatchObject({ count: 4, measured: 2, good: 1, hitShare: 0.5 });
  });

  it('groups by person, kind, decision and year', () => {
    expect(ledger.byPerson.map(({ key, count, measured, hitShare }) => [key, count, measured, hitShare])).toEqual([['ines', 2, 1, 1], ['tom', 2, 1, 0]]);
    expect(ledger.byKind.map(({ key }) => key)).toEqual(['tax', 'view']);
    expect(ledger.byPeriod.map(({ key, count }) => [key, count])).toEqual([['2024', 4]]);
  });

  it('of nobody is empty, without a share', () => {
    expect(overrideLedger([], grid).total).toEqual({ key: 'all', count: 0, measured: 0, good: 0, hitShare: null, effectBps: 0, effectMoney: 0 });
  });
});
