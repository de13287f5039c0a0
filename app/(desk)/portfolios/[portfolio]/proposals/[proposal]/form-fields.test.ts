import { describe, expect, it } from 'vitest';
import { percentsThatSum } from './decision-view';
import { editOf, fillsOf, amountsIn, numberIn } from './form-fields';

describe('a number as typed', () => {
  it.each([['1,234.5', 1_234.5], ['1 234', 1_234], ['12,5', 12.5], ["1'000", 1_000], ['−3', -3], ['1,234,567', 1_234_567]])('%s is %d', (text, value) => expect(numberIn(text)).toBe(value));
  it('that may be two numbers, a thousand times apart, is none', () => expect(numberIn('12,345')).toBeNaN());
  it('that is none stays none, for the use case to refuse by name', () => expect(numberIn('twelve')).toBeNaN());
});

describe('the form of fills', () => {
  it('is one fill a row; rows without a quantity were not filled, an empty cost is the model’s', () => {
    const fields = { 'quantity:EQ': '1 000', 'price:EQ': '50.25', 'cost:EQ': '', 'quantity:BD': '0', 'price:BD': '99', 'cost:BD': '1', 'quantity:CA': ' ', 'price:CA': '1' };
    expect(fillsOf(fields)).toEqual([{ instrument: 'EQ', quantity: 1_000, price: 50.25 }]);
    expect(fillsOf({ ...fields, 'cost:EQ': '3' })[0]).toEqual({ instrument: 'EQ', quantity: 1_000, price: 50.25, cost: 3 });
  });
});

describe('the form of an edit', () => {
  it('takes weights in per cent without binary dust, and trades with their sign', () => {
    expect(editOf('weights', amountsIn({ 'weight:EQ': '57.3', 'weight:BD': '42.7' }))).toEqual({ weights: [{ asset: 'EQ', weight: 0.573 }, { asset: 'BD', weight: 0.427 }] });
    expect(editOf('trades', amountsIn({ 'trade:EQ': '-100', 'trade:BD': '' }))).toEqual({ trades: [{ instrument: 'EQ', quantity: -100 }] });
  });
  it('begins with weights that sum to 100, whatever rounding leaves over', () => {
    const percents = percentsThatSum([1 / 3, 1 / 3, 1 / 3]);
    expect(percents.reduce((sum, text) => sum + Math.round(Number(text) * 100), 0)).toBe(10_000);
    expect(percents).toEqual(['33.34', '33.33', '33.33']);
  });
});
