import { describe, expect, it } from 'vitest';
import { count, counted } from './count';
import { money, moneyCompact, millionsFigure, thousandsFigure } from './money';
import { percent, percentFigure, percentRange } from './percent';
import { bp, bpFigure, pp, ppFigure } from './points';

describe('percent', () => {
  it('puts a narrow space before the sign', () => expect(percent(0.139)).toBe('13.9\u202F%'));
  it('rounds the same in text and in a table', () => {
    expect(percent(0.1935, { decimals: 1 })).toBe('19.4\u202F%');
    expect(percentFigure(0.1935, { decimals: 1 })).toBe('19.4');
  });
  it('writes a range with one unit', () => expect(percentRange(0.1, 0.45)).toBe('10–45'));
  it('leaves the unit off a missing figure', () => expect(percent(null)).toBe('–'));
});

describe('points', () => {
  it('always signs a weight difference', () => {
    expect(ppFigure(-0.0883)).toBe('\u22128.83');
    expect(ppFigure(0.0096)).toBe('+0.96');
    expect(pp(0)).toBe('0.0\u00A0pp');
  });
  it('signs a tilt in basis points but not a level or a cost', () => {
    expect(bpFigure(-0.0593, { sign: 'always' })).toBe('\u2212593');
    expect(bpFigure(0.35)).toBe('3,500');
    expect(bp(0.00018, { decimals: 1 })).toBe('1.8\u00A0bp');
  });
});

describe('money', () => {
  it('is compact by scale', () => {
    expect(moneyCompact(380_712_345, 'USD')).toBe('$380.7m');
    expect(moneyCompact(68_300, 'USD')).toBe('$68k');
    expect(moneyCompact(3_200, 'USD')).toBe('$3.2k');
    expect(moneyCompact(1_240_000_000, 'EUR')).toBe('€1.2bn');
    expect(moneyCompact(412, 'USD')).toBe('$412');
    expect(moneyCompact(0, 'USD')).toBe('$0');
  });
  it('chooses the scale after rounding', () => {
    expect(moneyCompact(999_960_000, 'USD')).toBe('$1.0bn');
    expect(moneyCompact(9_990, 'USD')).toBe('$10k');
    expect(moneyCompact(999_600, 'USD')).toBe('$1.0m');
  });
  it('puts the sign before the symbol', () => {
    expect(moneyCompact(-33_610_000, 'USD', { decimals: 2 })).toBe('\u2212$33.61m');
    expect(money(1234.5, 'USD', { decimals: 2, sign: 'always' })).toBe('+$1,234.50');
  });
  it('names a currency that has no symbol', () => expect(money(1000, 'CHF')).toBe('CHF\u00A01,000'));
  it('scales for a column with the unit in its header', () => {
    expect(millionsFigure(-33_610_000, { sign: 'always' })).toBe('\u221233.61');
    expect(thousandsFigure(68_300)).toBe('68.3');
  });
});

describe('counts', () => {
  it('groups thousands', () => expect(count(60600)).toBe('60,600'));
  it('agrees with its noun', () => {
    expect(counted(1, 'trade')).toBe('1 trade');
    expect(counted(7, 'trade')).toBe('7 trades');
    expect(counted(0, 'entry', 'entries')).toBe('no entries');
  });
});
