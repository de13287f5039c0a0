import { describe, expect, it } from 'vitest';
import { fixed, roundTo, shiftPoint, signed, withUnit } from './number';

describe('figures', () => {
  it('rounds half away from zero on the digits a person sees', () => {
    expect(roundTo(1.005, 2)).toBe(1.01);
    expect(roundTo(-2.5, 0)).toBe(-3);
    expect(roundTo(0.145, 2)).toBe(0.15);
  });

  it('moves the decimal point without noise, also for tiny numbers', () => {
    expect(shiftPoint(0.0965, 2)).toBe(9.65);
    expect(shiftPoint(1e-7, 4)).toBe(0.001);
  });

  it('writes a true minus and groups thousands', () => {
    expect(fixed(-1234567.891, 1)).toBe('\u22121,234,567.9');
    expect(fixed(1234, 0, { group: false })).toBe('1234');
  });

  it('gives no sign to what rounds to zero', () => {
    expect(fixed(-0.004, 2)).toBe('0.00');
    expect(signed(0.004, 2)).toBe('0.00');
    expect(signed(-0, 1)).toBe('0.0');
  });

  it('writes an en dash for what is missing, without a unit', () => {
    expect(fixed(null, 2)).toBe('–');
    expect(fixed(Number.NaN, 2)).toBe('–');
    expect(fixed(Infinity, 2)).toBe('–');
    expect(withUnit(fixed(undefined, 1), '%')).toBe('–');
  });

  it('groups the whole part alone', () => {
    expect(fixed(1234.56789, 5)).toBe('1,234.56789');
  });
});
