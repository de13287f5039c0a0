import { describe, expect, it } from 'vitest';
import { leaningLayers, mixAxis, mixTotals, restOf, ribbonPath, roomOf, rowMarks, stackColumn, type MixRow } from './mix-geometry';

const row = (over: Partial<MixRow>): MixRow => ({
  id: 'us-equity', name: 'US equity', colour: 1, current: 0.28, strategic: 0.35, target: 0.19, min: 0.1, max: 0.45, amount: -33_610_000, ...over,
});

describe('the row of an asset class', () => {
  it('stands on one axis that holds every range', () => {
    expect(mixAxis([row({}), row({ max: 0.55 })]).max).toBe(0.6);
  });
  it('draws the shift from the lower to the higher weight', () => {
    const marks = rowMarks(row({}), { min: 0, max: 0.5, ticks: [] });
    expect(marks.shift?.from).toBeCloseTo(38);
    expect(marks.shift?.to).toBeCloseTo(56);
  });
  it('draws neither bar nor shift when there is no holding', () => {
    const marks = rowMarks(row({ current: null }), { min: 0, max: 0.5, ticks: [] });
    expect(marks.current).toBeNull();
    expect(marks.shift).toBeNull();
  });
  it('has room to the nearer limit, negative outside', () => {
    expect(roomOf({ target: 0.1925, min: 0.1, max: 0.45 })).toBeCloseTo(0.0925);
    expect(roomOf({ target: 0.5, min: 0.1, max: 0.45 })).toBeCloseTo(-0.05);
  });
});

describe('totals', () => {
  it('count each move once', () => {
    const totals = mixTotals([row({ current: 0.6, target: 0.5, amount: -10 }), row({ current: 0.4, target: 0.5, amount: 10 })]);
    expect(totals.turnover).toBeCloseTo(0.1);
    expect(totals.shift).toBeCloseTo(0);
    expect(totals.amount).toBe(0);
  });
  it('are missing when a part is', () => expect(mixTotals([row({ amount: null })]).amount).toBeNull());
});

describe('the parts of a shift', () => {
  const parts = { toPolicy: 0.07, dynamic: -0.02, tactical: -0.15, rules: 0.01 };
  it('leave as the rest what no layer asks for', () => {
    expect(restOf({ parts })).toBeCloseTo(0.08);
    expect(restOf({ parts: { ...parts, toPolicy: null } })).toBeNull();
    expect(restOf({})).toBeNull();
  });
  it('have a column for a layer that leans, and none of zeros', () => {
    expect(leaningLayers([row({ parts })])).toEqual(['dynamic', 'tactical']);
    expect(leaningLayers([row({ parts: { ...parts, tactical: 0.00004 } })])).toEqual(['dynamic']);
    expect(leaningLayers([row({})])).toEqual([]);
  });
  it('sum to the totals', () => {
    const totals = mixTotals([row({ parts }), row({ parts: { toPolicy: -0.07, dynamic: 0.02, tactical: 0.15, rules: -0.01 } })]);
    expect([totals.parts.dynamic, totals.parts.tactical, totals.rest]).toEqual([expect.closeTo(0), expect.closeTo(0), expect.closeTo(0)]);
  });
});

describe('columns', () => {
  const column = stackColumn([{ id: 'a', colour: 1, weight: 0.75 }, { id: 'b', colour: 2, weight: 0.25 }, { id: 'c', colour: 3, weight: 0 }], 40);
  it('fill their height', () => {
    expect(column.map((segment) => segment.top)).toEqual([0, 30, 40]);
    expect(column.map((segment) => segment.height)).toEqual([30, 10, 0]);
  });
  it('label what fits', () => expect(column.map((segment) => segment.labelled)).toEqual([true, false, false]));
  it('are joined by ribbons', () => expect(ribbonPath(column[0], column[1], 240, 380)).toBe('M240 0L380 30V40L240 30Z'));
});
