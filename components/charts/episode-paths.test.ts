import { expect, it } from 'vitest';
import { areaPath, linePath } from './episode-paths';

const period = { from: '2020-01-01', to: '2020-01-11' };
const values = [
  { date: '2019-12-31', value: 9 },
  { date: '2020-01-01', value: 0 },
  { date: '2020-01-06', value: 0.5 },
  { date: '2020-01-11', value: 1 },
];
const axis = { min: 0, max: 1 };

it('draws what lies inside the period from edge to edge', () => expect(linePath(values, period, axis, 40)).toBe('M0 40L500 20L1000 0'));
it('closes an area to its level', () => expect(areaPath(values, period, axis, 40)).toBe('M0 40L0 40L500 20L1000 0L1000 40Z'));
it('closes a drawdown up to zero', () => expect(areaPath([{ date: '2020-01-06', value: -0.2 }], period, { min: -0.4, max: 0 }, 40)).toBe('M500 0L500 20L500 0Z'));
it('draws nothing from nothing', () => expect(areaPath([], period, axis, 40)).toBe(''));
