import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isoDate } from '../../core/base/iso-date';
import { findPortfolio } from '../db/portfolio-store';
import { positionsAt } from '../desk/holdings';
import { chunks, fixtureSeeds, mutantOf, requestOf } from '../imports/testing/fuzz';
import { makeDesk, makePeople, importerOf, openBench, PRICES_REQUEST, valueOf, type Bench, type Desk } from '../testing/desk-builder';
import { deepSeed, isDeep } from '../testing/deep';
import { countAllTables } from '../testing/sql';
import { exportHoldings } from './export-holdings';
import { exportObservations } from './export-observations';
import { exportPrices } from './export-prices';
import { exportTransactions } from './export-transactions';
import { exportWeights } from './export-weights';
import { importFile } from './import-file';

let bench: Bench;
let desk: Desk;

beforeAll(async () => {
  bench = await openBench();
  desk = await makeDesk(bench, 'north', { holdings: null });
});

afterAll(() => bench.end());

const BOOK = `date,type,instrument,quantity,price,amount,fee
2021-06-01,opening,EQ,100,,,
2021-06-01,opening,CASH,,,5000,
2021-06-02,buy,BD,10,50.25,,1
2021-06-03,split,EQ,2:1,,,
2021-06-04,sell,EQ,40,44,,1.5
2021-06-07,dividend,BD,,,12.5,
2021-06-08,deposit,,,,1000,
2021-06-09,withdrawal,,,,250,
2021-06-10,fee,,,,15,
`;
const booking = (text: string) => desk.importText('book.csv', text, { kind: 'transactions' }, { portfolio: 'fund' });
const positions = async (who: Desk, slug = 'fund') => {
  const portfolio = await findPortfolio(bench.db, who.workspaceId, slug);
  const { quantities, cash } = await positionsAt(bench.db, portfolio?.id ?? '', isoDate('2021-07-02'));
  return { units: [...quantities.values()].sort((a, b) => a - b), cash };
};

describe('a file of transactions', () => {
  it('becomes a book whose positions a person can add up', async () => {
    expect(valueOf(await booking(BOOK)).stored).toBe(9);
    // EQ 100 × 2 − 40; cash 5000 − 502.5 − 1 + 1760 − 1.5 + 12.5 + 1000 − 250 − 15.
    expect(await positions(desk)).toEqual({ units: [10, 160], cash: 7002.5 });
  });

  it('twice is the same as once, also as part of a longer one', async () => {
    const before = await countAllTables(bench.owner);
    expect(valueOf(await booking(BOOK)).alreadyImported).toBe(true);
    expect(await countAllTables(bench.owner)).toEqual(before);
    expect(valueOf(await booking(`${BOOK}2021-06-11,deposit,,,,50,\n`)).stored).toBe(1);
    expect((await positions(desk)).cash).toBe(7052.5);
  });

  it('is looked at against the book in a dry run, and written nowhere', async () => {
    const before = await countAllTables(bench.owner);
    const looked = await importFile(desk.context('analyst'), { path: bench.file('sale.csv', 'date,type,instrument,quantity,price\n2021-06-14,sell,EQ,161,40\n'), fileName: 'sale.csv', request: { kind: 'transactions' }, portfolio: 'fund', dryRun: true });
    expect(looked).toMatchObject({ ok: false, error: { kind: 'rejected', details: { report: { decision: 'reject', rejected: [{ line: 2 }] } } } });
    expect(await countAllTables(bench.owner)).toEqual(before);
  });

  it('names the file of each line it booked', async () => {
    const rows = await bench.app.query('SELECT DISTINCT b.file_name AS name FROM transaction t JOIN import_batch b ON b.id = t.batch_id');
    expect(rows).toEqual([{ name: 'book.csv' }]);
  });
});

describe('a file of returns', () => {
  it('becomes a series of levels that says where it comes from, once', async () => {
    const text = 'month,CHAINED\n2021-04,1%\n2021-05,-2%\n2021-06,3%\n';
    const request = { kind: 'returns', currency: 'USD' };
    expect(valueOf(await desk.importText('returns.csv', text, request)).stored).toBe(4);
    expect(valueOf(await desk.importText('returns.csv', text, request)).alreadyImported).toBe(true);
    const rows = await bench.app.query("SELECT p.date::text AS date, p.level, s.source FROM price p JOIN series s ON s.id = p.series_id WHERE s.code = 'CHAINED' ORDER BY p.date");
    expect(rows.map(({ date, level }) => [date, Number(Number(level).toFixed(6))])).toEqual([['2021-03-31', 100], ['2021-04-30', 101], ['2021-05-31', 98.98], ['2021-06-30', 101.9494]]);
    expect(rows[0].source).toBe('returns.csv (chained from returns)');
  });
});

describe('levels for a series that is chained from returns', () => {
  it('are refused where they say something new', async () => {
    const refused = await desk.importText('levels.csv', 'date,CHAINED\n2021-05-31,98\n', PRICES_REQUEST);
    expect(refused).toMatchObject({ ok: false, error: { kind: 'series-differs' } });
  });
});

describe('an adjusted close that its source rewrote', () => {
  it('is noticed, and the old one stays', async () => {
    valueOf(await desk.importText('a.csv', 'date,ADJ\n2021-06-30,100\n2021-07-01,102\n', PRICES_REQUEST));
    const { report } = valueOf(await desk.importText('b.csv', 'date,ADJ\n2021-06-30,99\n2021-07-01,100.98\n2021-07-02,101\n', PRICES_REQUEST));
    expect(report.decision).toBe('accept-with-warnings');
    expect(report.warnings.map(({ reason }) => reason).join()).toContain('ADJ: 2 levels differ from what is kept, all to 99.000 % of what they were: an adjusted close that its source rewrote');
    expect(await bench.app.query("SELECT 1 FROM price p JOIN series s ON s.id = p.series_id WHERE s.code = 'ADJ'")).toHaveLength(5);
  });
});

describe('what is exported', () => {
  const again = async (who: Desk, file: { readonly csv: string; readonly request: Readonly<Record<string, unknown>> }, portfolio?: string) =>
    valueOf(await who.importText(`again-${String(file.request.kind)}.csv`, file.csv, file.request, { portfolio, who: 'administrator' }));

  it('can be imported again and says nothing new', async () => {
    const text = "series_id,period,value,release_date,vintage\nA,2021-01,1.5,2021-02-15,\nA,2021-01,1.7,,2021-03-15\nB,2021-Q1,2,2021-04-30,\n'=C,2020,3,2021-01-31,\n";
    valueOf(await desk.importText('o.csv', text, { kind: 'observations', pointInTime: true }));
    valueOf(await desk.importText('l.csv', 'series_id,period,value\nLAG,2021-01,4\nLAG,2021-02,5\n', { kind: 'observations', typicalLagDays: { LAG: 10 } }));
    const viewer = desk.context('viewer');
    for (const file of [valueOf(await exportPrices(viewer, {})), valueOf(await exportObservations(viewer, { pointInTime: true })), valueOf(await exportObservations(viewer, {}))]) {
      expect(await again(desk, file)).toMatchObject({ stored: 0 });
    }
    expect(await again(desk, valueOf(await exportTransactions(viewer, { portfolio: 'fund' })), 'fund')).toMatchObject({ stored: 0 });
    expect(await again(desk, valueOf(await exportHoldings(viewer, { portfolio: 'fund' })), 'fund')).toMatchObject({ stored: 0 });
  });

  it('makes the same desk somewhere else', async () => {
    const east: Desk = await makeDesk(bench, 'east', { portfolio: 'copy', holdings: null });
    await again(east, valueOf(await exportTransactions(desk.context('viewer'), { portfolio: 'fund' })), 'copy');
    expect(await positions(east, 'copy')).toEqual(await positions(desk));
    const weights = valueOf(await exportWeights(desk.context('viewer'), { portfolio: 'fund' }));
    await again(east, weights, 'copy');
    expect(valueOf(await exportWeights(east.context('viewer'), { portfolio: 'copy' })).csv).toBe(weights.csv);
  });

  it('holds no cell that a spreadsheet would run', async () => {
    const { csv } = valueOf(await exportObservations(desk.context('viewer'), { pointInTime: true }));
    expect(csv).toContain("\n'=C,2020,3,");
  });
});

describe('damaged files', () => {
  it('leave nothing behind when they are refused, and the whole when they are not', async () => {
    const people = await makePeople(bench.db, 'storm');
    const importText = importerOf(bench, people);
    const seeds = fixtureSeeds().filter(({ kind }) => ['prices', 'observations', 'returns'].includes(kind));
    for (let k = 0; k < (isDeep ? 200 : 20); k += 1) {
      const { bytes, seed } = mutantOf(seeds, deepSeed * 7_000_003 + k);
      const whole: Buffer[] = [];
      for await (const chunk of chunks(bytes, 4_096)) whole.push(Buffer.from(chunk));
      const request = Object.fromEntries(Object.entries(requestOf(seed.kind)).filter(([key]) => key !== 'today'));
      const before = await countAllTables(bench.owner);
      const outcome = await importText(`mutant-${k}.csv`, Buffer.concat(whole), request, { instant: '2026-06-30T18:00:00.000Z' });
      if (!outcome.ok) expect(await countAllTables(bench.owner)).toEqual(before);
      else expect(await bench.owner.query('SELECT 1 FROM import_batch WHERE id = $1', [outcome.value.batchId])).toHaveLength(1);
    }
  });
});
