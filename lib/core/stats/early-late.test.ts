import { describe, expect, it } from 'vitest';
import { episodeTiming } from './early-late';

/** The strategic mix falls from row 2 to row 5 and is back at row 8. */
const strategic = [98, 99, 100, 90, 80, 70, 80, 90, 100];
const episode = { start: 2, trough: 5 };
const out = (row: number) => ({ row, equityWeight: 0.5 });
const back = (row: number) => ({ row, equityWeight: 0.55 });
const timing = (orders: readonly { readonly row: number; readonly equityWeight: number }[], mix: readonly number[] = strategic) =>
  episodeTiming({ strategic, mix, strategicEquity: 0.6, orders }, episode);

describe('early or late', () => {
  it('out one row before the peak and back two rows after the trough', () => {
    const mix = [98, 99, 99, 98, 97, 96, 96, 97, 107];
    const found = timing([out(1), back(7)], mix);
    expect(found?.exit).toEqual({ row: 1, rowsLate: -1, returnDifference: 99 / 99 - 100 / 99 });
    expect(found?.reentry).toEqual({ row: 7, rowsLate: 2, returnDifference: 97 / 96 - 90 / 70 });
  });

  it('out after the peak is late', () => {
    expect(timing([out(4), back(6)])?.exit).toEqual({ row: 4, rowsLate: 2, returnDifference: 0 });
  });

  it('out on the day of the trough is out, too late for all of it', () => {
    expect(timing([out(5), back(6)])).toMatchObject({ exit: { row: 5, rowsLate: 3 }, reentry: { rowsLate: 1 } });
  });

  it('exactly in time costs nothing', () => {
    expect(timing([out(2), back(5)])).toEqual({ exit: { row: 2, rowsLate: 0, returnDifference: 0 }, reentry: { row: 5, rowsLate: 0, returnDifference: 0 } });
  });

  it('further orders inside the spell change nothing', () => {
    expect(timing([out(3), { row: 4, equityWeight: 0.1 }, out(6), back(7), out(8)])).toMatchObject({ exit: { row: 3 }, reentry: { row: 7 } });
  });

  it('only the spell that holds the trough counts', () => {
    expect(timing([out(0), back(1), out(3), back(4)])).toBeNull();
    expect(timing([out(0), back(1), out(4), back(6)])).toMatchObject({ exit: { rowsLate: 2 } });
    expect(timing([out(6), back(8)])).toBeNull();
  });

  it('a mix that never came back has no re-entry', () => {
    expect(timing([out(3)])).toMatchObject({ exit: { rowsLate: 1 }, reentry: null });
  });

  it('a cut of less than 10 pp is no exit, one of exactly 10 pp is', () => {
    expect(timing([{ row: 3, equityWeight: 0.51 }])).toBeNull();
    expect(timing([{ row: 3, equityWeight: 0.6 - 0.1 }])).not.toBeNull();
    expect(timing([])).toBeNull();
  });
});
