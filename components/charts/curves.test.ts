import { describe, expect, it } from 'vitest';
import { curvePath, curvePaint, depthLabels, drawdownAxis, endLabels, figureAt, heightOf, rowsWithin, summarise, wealthAxis, type ChartRow, type Curve } from './curves';

const curves: Curve[] = [
  { key: 's', label: 'Strategic', role: 'strategic' },
  { key: 'd', label: 'Dynamic', role: 'dynamic' },
  { key: 'slow', label: 'Dynamic layer', role: 'layer' },
  { key: 'fast', label: 'Tactical overlay', role: 'layer' },
];
const two = curves.slice(0, 2);
const wealth: ChartRow[] = [
  { date: '2006-02-28', s: 100, d: 100 },
  { date: '2009-03-09', s: 77, d: 110 },
  { date: '2025-04-30', s: 357, d: 389 },
];
const drawdown: ChartRow[] = [
  { date: '2006-02-28', s: 0, d: 0 },
  { date: '2009-03-09', s: -0.384, d: -0.106 },
  { date: '2025-04-30', s: -0.017, d: null },
];

describe('axes of wealth and drawdown', () => {
  it('doubles on a logarithmic axis', () => expect(wealthAxis(wealth, two, 'log').ticks).toEqual([100, 200, 400]));
  it('takes round values when a stretch is too short to double', () => {
    const axis = wealthAxis([{ date: '2020-01-01', s: 210, d: 240 }], two, 'log');
    expect(axis.ticks.length).toBeGreaterThanOrEqual(2);
    expect(axis.ticks.every((tick) => tick > axis.min && tick < axis.max)).toBe(true);
  });
  it('reaches from zero to a round loss', () => {
    const axis = drawdownAxis(drawdown, two);
    expect(axis.ticks[0]).toBeCloseTo(-0.4);
    expect(axis.ticks.at(-1)).toBe(0);
    expect(axis.min).toBeLessThan(-0.4);
    expect(axis.max).toBeGreaterThan(0);
  });
  it('puts equal growth at equal distance on a logarithmic axis', () => {
    const axis = { min: 100, max: 400 };
    expect(heightOf(axis, 200, 'log')).toBeCloseTo(50);
    expect(heightOf(axis, 250, 'linear')).toBeCloseTo(50);
  });
});

describe('labels', () => {
  it('name each line at its end and do not touch', () => {
    const labels = endLabels(wealth, two, wealthAxis(wealth, two, 'log'), 236, 'log', (value) => value.toFixed(0));
    expect(labels.map((label) => label.text)).toEqual(['strategic 357', 'dynamic 389']);
    expect(labels[0].top - labels[1].top).toBeGreaterThanOrEqual(17);
  });
  it('leave out a curve without a last figure', () => {
    expect(endLabels(drawdown, two, drawdownAxis(drawdown, two), 196, 'linear', String)).toHaveLength(1);
  });
  it('write the deeper of two neighbouring episodes', () => {
    const base = { href: '', to: '2012-01-01' };
    const period = { from: '2006-01-01', to: '2026-01-01' };
    const labels = depthLabels([{ ...base, id: 'a', from: '2007-10-31', trough: '2008-01-22', depth: -0.075 }, { ...base, id: 'b', from: '2008-05-19', trough: '2008-10-09', depth: -0.384 }], period);
    expect(labels.map((label) => label.id)).toEqual(['b']);
  });
});

it('tells layers apart by their dashes, not by new colours', () => {
  const [slow, fast] = [curvePaint(curves, curves[2]), curvePaint(curves, curves[3])];
  expect(slow.stroke).toBe(fast.stroke);
  expect(slow.dashes).not.toBe(fast.dashes);
});

it('says in words where each curve ends and how deep it fell', () => {
  expect(summarise(wealth, drawdown, two)).toBe(
    'From 28 Feb 2006 to 30 Apr 2025. Strategic ends at 357, after a deepest drawdown of −38.4\u202F% on 9 Mar 2009. Dynamic ends at 389, after a deepest drawdown of −10.6\u202F% on 9 Mar 2009.',
  );
  expect(summarise([], [], two)).toBe('There is nothing to draw yet.');
});

it('reads what is not a number as missing', () => {
  expect(figureAt({ date: '2020-01-01', s: 'x' }, 's')).toBeNull();
  expect(figureAt(undefined, 's')).toBeNull();
});

it('keeps the rows inside a window, both days included', () => {
  expect(rowsWithin(wealth, { from: '2009-03-09', to: '2025-04-30' })).toHaveLength(2);
});

describe('a curve on paper', () => {
  const rows = [{ date: '1970-01-01', a: 0 }, { date: '1970-01-03', a: -0.5 }, { date: '1970-01-04', a: null }, { date: '1970-01-05', a: -1 }];
  const box = { from: 0, to: 4, width: 100 };
  const plane = { axis: { min: -1, max: 0, ticks: [] }, scale: 'linear', height: 50 } as const;
  it('goes from reading to reading, with a gap where one is missing', () => expect(curvePath(rows, 'a', box, plane)).toBe('M0.0 0.0L50.0 25.0'));
  it('is closed along its floor as an area', () => expect(curvePath(rows, 'a', box, plane, 0)).toBe('M0.0 0.0L50.0 25.0V0.0H0.0Z'));
});
