import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { IsoDate } from '../../core/base/iso-date';
import { openDesk } from '../desk/open-desk';
import { holdingsOf } from '../desk/holdings';
import { importerOf, LAST_DAY, makePeople, marketDays, marketLevels, openBench, POLICY_LINES, PRICES_REQUEST, refusalOf, valueOf, type Bench, type People } from '../testing/desk-builder';
import { createPortfolio } from './create-portfolio';
import { proposeReallocation } from './propose-reallocation';
import { readMix } from './read-mix';

/** Stocks priced in euros, held by a portfolio that is kept in dollars. */
let bench: Bench;
let people: People;
const days = marketDays();
const levels = marketLevels(days);
const column = (k: number) => days.map((day, t) => `${day},${levels[t][k]}`).join('\n');
const rateOn = (t: number) => Number((1.1 + 0.1 * Math.sin(t / 40)).toFixed(4));
const rates = (from: number, to: number) => `series_id,period,value,release_date\n${days.slice(from, to).map((day, k) => `EURUSD,${day},${rateOn(from + k)},${day}`).join('\n')}\n`;
const importing = (...args: Parameters<ReturnType<typeof importerOf>>) => importerOf(bench, people)(...args);
const makeFund = () =>
  createPortfolio(people.context('analyst'), { name: 'Dollar fund', slug: 'fund', baseCurrency: 'USD', lines: POLICY_LINES.map((line) => ({ ...line })), settings: { cash: 'BILL', turnoverLimit: 1 } });
const open = async (instant?: string) => valueOf(await openDesk(people.context('viewer', instant), 'fund'));

beforeAll(async () => {
  bench = await openBench();
  people = await makePeople(bench.db, 'north');
  valueOf(await importing('euro.csv', `date,EQ\n${column(0)}\n`, { ...PRICES_REQUEST, currency: 'EUR' }));
  valueOf(await importing('dollar.csv', `date,BD,BILL\n${days.map((day, t) => `${day},${levels[t][1]},${levels[t][2]}`).join('\n')}\n`, PRICES_REQUEST));
});

afterAll(() => bench.end());

describe('a portfolio with instruments in another currency', () => {
  it('cannot be made while no exchange rate leads to its own', async () => {
    const refusal = refusalOf(await makeFund());
    expect(refusal.kind).toBe('currency-differs');
    expect(refusal.message).toContain('EQ is priced in EUR. There is no exchange rate from EUR to USD');
    expect(refusal.message).toContain('"USD per EUR"');
  });

  it('is made once there is one, and its history is in its own currency', async () => {
    valueOf(await importing('rates.csv', rates(0, days.length), { kind: 'observations', pointInTime: true, unit: 'USD per EUR' }));
    valueOf(await makeFund());
    const { view } = await open();
    expect(view.grid.dates).toEqual(days);
    view.grid.levels[0].forEach((level, t) => expect(level).toBeCloseTo(levels[t][0] * rateOn(t), 9));
    expect(Array.from(view.grid.levels[1])).toEqual(levels.map((row) => row[1]));
  });

  it('values what it holds at the rate of the day, and an instrument may be stated in its own currency', async () => {
    valueOf(await importing('holdings.csv', 'instrument,quantity,value,currency\nEQ,1000,,EUR\nBD,500,,USD\nCASH,,1000,USD\n', { kind: 'holdings', asOf: LAST_DAY }, { portfolio: 'fund' }));
    const desk = await open();
    const held = valueOf(await holdingsOf(bench.db, desk));
    const last = days.length - 1;
    const value = 1000 * levels[last][0] * rateOn(last) + 500 * levels[last][1] + 1000;
    expect(Number(held.value)).toBeCloseTo(value, 2);
    expect(held.weights[0]).toBeCloseTo((1000 * levels[last][0] * rateOn(last)) / value, 9);
  });

  it('keeps cash in one currency', async () => {
    const refusal = refusalOf(await importing('euros.csv', 'instrument,quantity,value,currency\nCASH,,1000,EUR\n', { kind: 'holdings', asOf: LAST_DAY }, { portfolio: 'fund' }));
    expect(refusal).toMatchObject({ kind: 'currency-differs' });
    expect(refusal.message).toContain('cash is kept in USD');
  });

  it('never takes a missing rate for 1: rows without one are left out and named, and nothing is proposed', async () => {
    const later = ['2021-07-05', '2021-07-06', '2021-07-07', '2021-07-08', '2021-07-09', '2021-07-12'] as IsoDate[];
    const instant = '2021-07-12T18:00:00.000Z';
    valueOf(await importing('more-euro.csv', `date,EQ\n${later.map((day) => `${day},81`).join('\n')}\n`, { ...PRICES_REQUEST, currency: 'EUR' }, { instant }));
    valueOf(await importing('more-dollar.csv', `date,BD,BILL\n${later.map((day) => `${day},101,51`).join('\n')}\n`, PRICES_REQUEST, { instant }));
    const desk = await open(instant);
    // The last rate is of Friday 2 July: it holds over the weekend and until Wednesday.
    expect(desk.view.grid.dates.at(-1)).toBe('2021-07-07');
    expect(desk.droppedRows).toEqual(['2021-07-08', '2021-07-09', '2021-07-12']);
    const context = people.context('administrator', instant);
    for (const refusal of [refusalOf(await readMix(context, { portfolio: 'fund' })), refusalOf(await proposeReallocation(context, { portfolio: 'fund' }))]) {
      expect(refusal.kind).toBe('no-rate');
      expect(refusal.message).toContain('EQ is priced in EUR, and there is no exchange rate from EUR to USD of the 5 days up to 2021-07-12');
    }
  });

  it('goes on where it stopped once the rates are there', async () => {
    const instant = '2021-07-12T18:00:00.000Z';
    valueOf(await importing('more-rates.csv', 'series_id,period,value,release_date\nEURUSD,2021-07-08,1.2,2021-07-08\n', { kind: 'observations', pointInTime: true }, { instant }));
    expect((await open(instant)).view.grid.dates.at(-1)).toBe('2021-07-12');
    expect((await readMix(people.context('viewer', instant), { portfolio: 'fund' })).ok).toBe(true);
  });
});
