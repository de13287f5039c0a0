import { describe, expect, it } from 'vitest';
import { isImportKind, statementOf } from './statement';

const form = (entries: Readonly<Record<string, string>>) => {
  const data = new FormData();
  Object.entries(entries).forEach(([name, value]) => data.set(name, value));
  return data;
};

describe('what a person states about a file', () => {
  it('writes a currency in capitals', () =>
    expect(statementOf('prices', form({ basis: 'price', sampling: 'end', currency: 'eur' }))).toEqual({ request: { kind: 'prices', basis: 'price', sampling: 'end', currency: 'EUR' } }));
  it('does not state a lag that was left empty', () =>
    expect(statementOf('observations', form({ typicalLagDays: '' }))).toEqual({ request: { kind: 'observations', pointInTime: false } }));
  it('states a lag and kept vintages', () =>
    expect(statementOf('observations', form({ typicalLagDays: '14', pointInTime: 'on' }))).toEqual({ request: { kind: 'observations', pointInTime: true, typicalLagDays: 14 } }));
  it('names the portfolio of holdings and of weights', () => {
    expect(statementOf('holdings', form({ asOf: '2025-09-26', portfolio: 'a' }))).toEqual({ request: { kind: 'holdings', asOf: '2025-09-26' }, portfolio: 'a' });
    expect(statementOf('weights', form({ portfolio: 'a', effectiveFrom: '' }))).toEqual({ request: { kind: 'weights' }, portfolio: 'a' });
  });
  it('knows the kinds and nothing else', () => expect([isImportKind('prices'), isImportKind('transactions'), isImportKind('undo'), isImportKind(undefined)]).toEqual([true, true, false, false]));
});
