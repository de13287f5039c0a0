import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeFormula, withoutEscape } from './formula-escape';
import { isDeep } from '../testing/deep';
import { readDecimal } from './numbers';
import type { ImportRecord } from './kinds/registry';
import { parseImport } from './parse-import';
import { SeenKeys } from './seen';
import { chunks, expectConsistent, FUZZ_REQUESTS } from './testing/fuzz';

const RUNS = isDeep ? 3_000 : 300;
describe('whatever the bytes', () => {
  it('noise is a report, not an exception', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 600 }), fc.constantFrom(...FUZZ_REQUESTS), async (bytes, request) => {
        const sent: ImportRecord[] = [];
        const report = await parseImport(chunks(bytes, 64), request, async (batch) => void sent.push(...batch));
        expectConsistent(report, sent);
      }),
      { numRuns: RUNS },
    );
  });
});

describe('numbers', () => {
  it('are read back from their own text in either notation', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 1e12 }), fc.integer({ min: 0, max: 99 }), (whole, cents) => {
        const plain = `${whole}.${String(cents).padStart(2, '0')}`;
        const grouped = String(Math.abs(whole)).replace(/\B(?=(\d{3})+$)/g, '.');
        expect(readDecimal(plain, '.')).toBe(plain);
        expect(readDecimal(`${whole < 0 ? '-' : ''}${grouped},${String(cents).padStart(2, '0')}`, ',')).toBe(plain);
      }),
    );
  });
});

describe('texts that begin like formulas', () => {
  it('are neutral in a file and the same when read back', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('=', '+', '-', '@', "'", 'a', '1', '\t'), { minLength: 1, maxLength: 6 }), (parts) => {
        const text = parts.join('');
        expect(escapeFormula(text)).not.toMatch(/^[=+\-@\t\r]/);
        expect(withoutEscape(escapeFormula(text))).toBe(text);
      }),
    );
  });
});

describe('remembered keys', () => {
  it('are new once, then the same or different as a plain map says', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.string({ maxLength: 4 }), fc.string({ maxLength: 2 })), { maxLength: 2_000 }), (pairs) => {
        const seen = new SeenKeys();
        const known = new Map<string, string>();
        for (const [key, content] of pairs) {
          const expected = !known.has(key) ? 'new' : known.get(key) === content ? 'same' : 'different';
          expect(seen.add('', [key], content)).toBe(expected);
          if (!known.has(key)) known.set(key, content);
        }
      }),
    );
  });

  it('tell apart where a group ends and a name begins, and numbers from each other', () => {
    const seen = new SeenKeys();
    const keys: readonly [string, string[]][] = [['a', ['b', '']], ['ab', ['', '']], ['', ['ab', '']], ['', ['a', 'b']], ['a', ['', 'b']], ['', ['', 'ab']]];
    for (const [group, names] of keys) expect(seen.add(group, names, 1.5)).toBe('new');
    for (const [group, names] of keys) expect([seen.add(group, names, 1.5), seen.add(group, names, 1.25), seen.add(group, names, '')]).toEqual(['same', 'different', 'different']);
    expect([seen.add('zero', ['a'], 0), seen.add('zero', ['a'], -0)]).toEqual(['new', 'same']);
  });

  it('are all found again among 200,000', () => {
    const seen = new SeenKeys();
    for (let i = 0; i < 200_000; i += 1) if (seen.add('series', [String(i)], 'a') !== 'new') throw new Error(`${i} was mistaken for another key`);
    for (let i = 0; i < 200_000; i += 1) if (seen.add('series', [String(i)], 'a') !== 'same') throw new Error(`${i} was forgotten`);
  });
});
