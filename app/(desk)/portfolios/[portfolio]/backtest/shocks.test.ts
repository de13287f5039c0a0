import { describe, expect, it } from 'vitest';
import { readShocks, shockedMixes } from './shocks';

describe('shocks as they are typed', () => {
  it('are per cent, with either minus, either decimal mark and a per cent sign or none', () => {
    expect(readShocks({ a: '-30', b: '−12,5', c: ' 4 % ', d: '' }).shocks).toEqual({ a: -0.3, b: -0.125, c: 0.04 });
  });

  it('say what is wrong with them, and are left out', () => {
    const { shocks, errors } = readShocks({ a: 'much', b: '-101', c: '-100' });
    expect(shocks).toEqual({ c: -1 });
    expect(errors).toEqual({ a: 'Write a number such as −30', b: 'A price can fall by 100 % at most' });
  });

  it('cost a mix the sum of weight times shock; what nobody named stands still', () => {
    const classes = [{ id: 'EQ', name: 'Equity' }, { id: 'BD', name: 'Bonds' }];
    const mixes = [{ label: 'Strategic', figure: 'strategic' as const, weights: [0.6, 0.4] }];
    const [{ total, parts }] = shockedMixes(classes, mixes, { EQ: -0.5 });
    expect(total).toBeCloseTo(-0.3, 15);
    expect(parts).toEqual([-0.3, 0]);
  });
});
