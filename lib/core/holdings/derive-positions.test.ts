import { describe, expect, it } from 'vitest';
import type { IsoDate } from '../base/iso-date';
import { assetId } from '../base/units';
import { currentWeights } from './current-weights';
import { derivePositions } from './derive-positions';
import type { Transaction } from './transaction';

const day = (text: string) => text as IsoDate;
const BOOK: readonly Transaction[] = [
  { kind: 'deposit', date: day('2024-01-02'), amount: '1000' },
  { kind: 'buy', date: day('2024-01-03'), instrument: 'AAA', quantity: '10', amount: '500', cost: '1.5' },
  { kind: 'split', date: day('2024-02-01'), instrument: 'AAA', ratio: 2 },
  { kind: 'sell', date: day('2024-03-01'), instrument: 'AAA', quantity: '5', amount: '150', cost: '0.5' },
  { kind: 'income', date: day('2024-03-05'), instrument: 'AAA', amount: '2.25' },
  { kind: 'fee', date: day('2024-03-31'), amount: '0.25' },
];

describe('positions', () => {
  it('are what the transactions add up to', () => {
    const { quantities, cash } = derivePositions(BOOK);
    expect([...quantities]).toEqual([['AAA', 15]]);
    expect(cash).toBe(650);
  });

  it('do not depend on the order in which days are written', () => {
    expect(derivePositions([...BOOK].reverse()).cash).toBe(650);
  });

  it('a position that is sold out is gone, to the last decimal', () => {
    const tenth = (kind: 'buy' | 'sell', quantity: string): Transaction => ({ kind, date: day('2024-01-01'), instrument: 'B', quantity, amount: 0 });
    expect(derivePositions([tenth('buy', '0.1'), tenth('buy', '0.2'), tenth('sell', '0.3')]).quantities.size).toBe(0);
  });

  it('a reconciliation books the difference as such', () => {
    const fixed = derivePositions([...BOOK, { kind: 'reconciliation', date: day('2024-04-01'), instrument: 'AAA', quantity: '-1', amount: '3' }]);
    expect([fixed.quantities.get('AAA'), fixed.cash]).toEqual([14, 653]);
  });

  it('a quantity that is no number is a programmer’s mistake', () => {
    expect(() => derivePositions([{ kind: 'deposit', date: day('2024-01-02'), amount: 'many' }])).toThrow('not a decimal number');
  });
});

describe('current weights', () => {
  const instruments = [{ id: 'AAA', asset: assetId('equity'), price: 30, priceDate: day('2024-04-01'), lot: 1 }];
  const assets = [assetId('equity'), assetId('cash')];

  it('cash counts to the cash asset', () => {
    const valued = currentWeights(derivePositions(BOOK), instruments, assets, assetId('cash'));
    expect(valued.ok && valued.value).toMatchObject({ value: 1100, weights: [450 / 1100, 650 / 1100] });
  });

  it('a held instrument without a price is refused by name', () => {
    const refused = currentWeights(derivePositions(BOOK), [], assets, assetId('cash'));
    expect(refused.ok ? null : refused.error).toMatchObject({ kind: 'missing-price', details: { instrument: 'AAA' } });
  });
});
