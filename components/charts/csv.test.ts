import { expect, it } from 'vitest';
import { toCsv } from './csv';

it('quotes what needs it and keeps every digit', () => {
  expect(toCsv(['date', 'say "hi"'], [['2025-04-30', 0.139050001]])).toBe('\uFEFFdate,"say ""hi"""\r\n2025-04-30,0.139050001\r\n');
});
it('leaves a missing figure empty', () => expect(toCsv(['a', 'b'], [[null, Number.NaN]])).toBe('\uFEFFa,b\r\n,\r\n'));
it('does not hand a spreadsheet a formula', () => expect(toCsv(['a'], [['=1+1']])).toContain("'=1+1"));
