import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NEVER, isoDate, type IsoDate } from '../../core/base/iso-date';
import { openBench, type Bench } from '../testing/desk-builder';
import { BOOLEAN, DATE, FLOAT, INT, Sheet, type Columns } from './binary-array';

interface Line {
  readonly whole: number;
  readonly day: IsoDate | null;
  readonly value: number;
  readonly yes: boolean;
}

const COLUMNS: Columns<Line> = { whole: INT, day: DATE, value: FLOAT, yes: BOOLEAN };

let bench: Bench;
beforeAll(async () => {
  bench = await openBench();
});
afterAll(() => bench.end());

/** The rows as the server read them, its own text of a day among them. */
const readBack = (rows: readonly Line[]) => bench.db.$queryRaw<Line[]>`SELECT whole, day::text AS day, value, yes FROM ${new Sheet(COLUMNS, rows).from('whole, day, value, yes')} ORDER BY whole`;

describe('rows on their way into the store', () => {
  it('arrive as they were, to the last bit, nulls among them', async () => {
    const rows: readonly Line[] = [
      { whole: -2_147_483_648, day: isoDate('1800-02-28'), value: -0.1, yes: true },
      { whole: -1, day: null, value: 5e-324, yes: false },
      { whole: 0, day: isoDate('1999-12-31'), value: 0, yes: true },
      { whole: 1, day: isoDate('2000-01-01'), value: 1 / 3, yes: false },
      { whole: 2, day: isoDate('2024-02-29'), value: 1e15, yes: true },
      { whole: 2_147_483_647, day: NEVER, value: 1.7976931348623157e308, yes: false },
    ];
    expect(await readBack(rows)).toEqual(rows);
  });

  it('arrive all when they are many more than there was room for at first', async () => {
    const rows = Array.from({ length: 5_000 }, (_, k): Line => ({ whole: k, day: k % 7 === 0 ? null : isoDate(`2001-0${(k % 9) + 1}-15`), value: k / 7, yes: k % 2 === 0 }));
    expect(await readBack(rows)).toEqual(rows);
  });

  it('may be none', async () => expect(await readBack([])).toEqual([]));
});
