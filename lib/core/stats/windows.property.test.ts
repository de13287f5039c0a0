import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { IsoDate } from '../base/iso-date';
import { addDays } from '../base/iso-date';
import { compounded } from '../series/returns';
import { cagr } from './cagr';
import { calendarTable } from './calendar-table';
import { probabilityOfOverfitting } from './pbo';
import { rolling, rollingCagr, rollingVolatility } from './rolling';
import { volatility } from './volatility';

const figure = fc.double({ min: -0.2, max: 0.2, noNaN: true });
const series = (minLength: number, maxLength: number) => fc.array(figure, { minLength, maxLength });

function expectAllClose(actual: ArrayLike<number>, expected: readonly (number | null)[], tolerance: number) {
  expect(actual.length).toBe(expected.length);
  expected.forEach((value, j) => expect(Math.abs(actual[j] - (value as number))).toBeLessThanOrEqual(tolerance));
}

describe('rolling windows', () => {
  it('carried along, growth equals growth computed window by window', () => {
    fc.assert(fc.property(series(0, 80), fc.integer({ min: 1, max: 20 }), (returns, window) => expectAllClose(rollingCagr(returns, window, 12), rolling([returns], window, ([w]) => cagr(w, 12)), 1e-9)));
  });

  it('carried along, volatility equals volatility computed window by window', () => {
    fc.assert(
      fc.property(series(0, 80), fc.integer({ min: 2, max: 20 }), (returns, window) => {
        const squared = (values: ArrayLike<number>) => Float64Array.from(values, (value) => value * value);
        const direct = rolling([returns], window, ([w]) => volatility(w, 12)) as readonly number[];
        expectAllClose(squared(rollingVolatility(returns, window, 12)), Array.from(squared(direct)), 1e-14);
      }),
    );
  });

  it('stays exact over ten thousand rows', () => {
    const returns = Float64Array.from({ length: 10_000 }, (_, t) => Math.sin(t * t) / 50);
    expectAllClose(rollingVolatility(returns, 250, 252), rolling([returns], 250, ([w]) => volatility(w, 252)), 1e-13);
  });
});

describe('calendar years', () => {
  it('compound to the whole, and months to their year', () => {
    const gaps = fc.array(fc.tuple(fc.integer({ min: 1, max: 70 }), figure), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(gaps, (rows) => {
        const dates: IsoDate[] = [];
        for (const [days] of rows) dates.push(addDays(dates.at(-1) ?? ('1999-12-01' as IsoDate), days));
        const returns = rows.map(([, value]) => value);
        const table = calendarTable(dates, returns);
        expect(compounded(table.map(({ total }) => total))).toBeCloseTo(compounded(returns), 10);
        expect(table.map(({ year }) => year)).toEqual([...new Set(dates.map((date) => Number(date.slice(0, 4))))]);
        for (const { months, total } of table) expect(compounded(months.map((value) => value ?? 0))).toBeCloseTo(total, 12);
      }),
    );
  });
});

describe('the probability of backtest overfitting', () => {
  const trials = fc.integer({ min: 8, max: 40 }).chain((rows) => fc.array(series(rows, rows), { minLength: 2, maxLength: 6 }));

  it('is a share, and so is that of a loss', () => {
    fc.assert(
      fc.property(trials, (returns) => {
        const found = probabilityOfOverfitting(returns, 4);
        expect(found && found.probability >= 0 && found.probability <= 1 && found.probabilityOfLoss >= 0 && found.probabilityOfLoss <= 1).toBe(true);
        expect(found?.splits).toBe(6);
        expect(found?.logits.every(Number.isFinite)).toBe(true);
      }),
    );
  });

  it('does not change when every return is doubled', () => {
    fc.assert(
      fc.property(trials, (fine) => {
        const returns = fine.map((trial) => trial.map((value) => Math.round(value * 1000) / 1000));
        const doubled = returns.map((trial) => trial.map((value) => value * 2));
        expect(probabilityOfOverfitting(doubled, 4)?.logits).toEqual(probabilityOfOverfitting(returns, 4)?.logits);
      }),
    );
  });
});
