import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FileRefusal } from './findings';
import { GeneralRows, RowReader, type Row } from './rows';

interface Split {
  readonly rows: readonly Row[];
  readonly refused: { readonly line: number; readonly message: string } | null;
}

/** What a reader makes of bytes that come in slices: the rows, or where and why it stopped. */
async function splitBy(reader: Pick<RowReader, 'write' | 'end'>, slices: readonly Uint8Array[]): Promise<Split> {
  const rows: Row[] = [];
  try {
    for (const slice of slices) rows.push(...(await reader.write(slice)));
    rows.push(...(await reader.end()));
  } catch (error) {
    if (!(error instanceof FileRefusal)) throw error;
    return { rows: [], refused: { line: error.line, message: error.message } };
  }
  return { rows, refused: null };
}

function cut(bytes: Uint8Array, sizes: readonly number[]): readonly Uint8Array[] {
  const slices: Uint8Array[] = [];
  for (let at = 0, k = 0; at < bytes.length; k += 1) {
    const size = sizes[k % sizes.length];
    slices.push(bytes.subarray(at, at + size));
    at += size;
  }
  return slices;
}

const PLAIN = ['a', 'series_of_a_long_name', '2025-01-02', '1.5', 'é', '€', ' ', '\ufeff', "'=1", "'", '\u00a0', '\t', ',', ',', ';', '\n', '\n', '\r\n', '\n\n'];
const ANY = [...PLAIN, '"', '""', '"x"', '"x\ny"', '"a""b"', '\r', '\0'];
const textOf = (pieces: readonly string[], maxLength: number): fc.Arbitrary<string> => fc.array(fc.constantFrom(...pieces), { maxLength }).map((parts) => parts.join(''));
const sizes = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 6 });
const delimiter = fc.constantFrom(',' as const, ';' as const, '\t' as const, '|' as const);

describe('rows of lines without quotes', () => {
  it.each([
    ['plain lines', textOf(PLAIN, 60)],
    ['quotes and line ends of every kind', textOf(ANY, 40)],
    ['quotes that come late', fc.tuple(textOf(PLAIN, 40), textOf(ANY, 12)).map((parts) => parts.join(''))],
  ])('are what the general way makes of them: %s', async (_name, texts) => {
    await fc.assert(
      fc.asyncProperty(texts, sizes, delimiter, async (text, cuts, mark) => {
        const slices = cut(Buffer.from(text, 'utf8'), cuts);
        expect(await splitBy(new RowReader(mark), slices)).toEqual(await splitBy(new GeneralRows(mark), slices));
      }),
      { numRuns: 1_500 },
    );
  });

  it('are refused at the same length', async () => {
    for (const length of [1_048_570, 1_048_575, 1_048_576, 1_048_577, 1_048_600]) {
      const slices = cut(Buffer.from(`a,b\n${'x'.repeat(length - 2)},y\nc,d\n`), [16_384]);
      expect(await splitBy(new RowReader(','), slices)).toEqual(await splitBy(new GeneralRows(','), slices));
    }
  });

  it('say the line of a quote that is wrong, however far down it stands', async () => {
    const { refused } = await splitBy(new RowReader(','), cut(Buffer.from(`${'a,b\n'.repeat(50)}c,d"e\n`), [16]));
    expect(refused?.line).toBe(51);
    expect(refused?.message).toContain('at line 51');
  });
});
