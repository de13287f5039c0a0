import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays, isoDate, lastDayOfMonth, monthIndex, NEVER } from '../../core/base/iso-date';
import { deferBatchKeys } from '../db/import-store';
import { dataRevision, insertPrices, listSeries, priceSheet, readLevels, readObservations, storeTime } from '../db/market-store';
import { wireOf } from '../db/wire';
import { IMPORT_LIMITS } from '../imports/limits';
import { importerOf, LAST_DAY, makeDesk, makePeople, openBench, pricesCsv, PRICES_REQUEST, refusalOf, valueOf, type Bench, type Desk } from '../testing/desk-builder';
import { countAllTables } from '../testing/sql';
import { importFile } from './import-file';

let bench: Bench;
let desk: Desk;

beforeAll(async () => {
  bench = await openBench();
  desk = await makeDesk(bench, 'north', { holdings: null });
});

afterAll(() => bench.end());

async function seriesOf(code: string) {
  const found = (await listSeries(bench.db, desk.workspaceId)).find((one) => one.code === code);
  return { id: found?.id ?? 0, name: code };
}

describe('the same file twice', () => {
  it('is the same as once, also a day later and under another name', async () => {
    const before = await countAllTables(bench.owner);
    const again = valueOf(await desk.importText('prices.csv', pricesCsv(), PRICES_REQUEST));
    const renamed = valueOf(await desk.importText('renamed.csv', pricesCsv(), PRICES_REQUEST, { instant: '2021-07-05T08:00:00.000Z', who: 'administrator' }));
    expect([again.alreadyImported, again.stored, renamed.alreadyImported]).toEqual([true, 0, true]);
    expect(again.batchId).toBe(renamed.batchId);
    expect(again.report.records).toBe(renamed.report.records);
    expect(await countAllTables(bench.owner)).toEqual(before);
  });

  it('at once, from five sides, is one batch', async () => {
    const text = 'date,FIVE\n2021-07-01,5\n2021-07-02,6\n';
    const before = await countAllTables(bench.owner);
    const outcomes = (await Promise.all([1, 2, 3, 4, 5].map(() => desk.importText('five.csv', text, PRICES_REQUEST)))).map(valueOf);
    expect(outcomes.filter((outcome) => !outcome.alreadyImported)).toHaveLength(1);
    expect(new Set(outcomes.map((outcome) => outcome.batchId)).size).toBe(1);
    const after = await countAllTables(bench.owner);
    expect(after).toEqual({ ...before, series: before.series + 1, batch_series: before.batch_series + 1, price: before.price + 2, import_batch: before.import_batch + 1, journal_entry: before.journal_entry + 1 });
  });

  it('with another statement about it is another import', async () => {
    const text = 'date,TWOFOLD\n2021-07-01,5\n2021-07-02,6\n';
    const [price, total] = [await desk.importText('t.csv', text, { ...PRICES_REQUEST, basis: 'price' }), await desk.importText('t.csv', text, PRICES_REQUEST)].map(valueOf);
    expect([price.stored, total.stored, total.alreadyImported]).toEqual([2, 2, false]);
  });

  it('at another desk is that desk’s own', async () => {
    const east = await makePeople(bench.db, 'east');
    const outcome = valueOf(await importerOf(bench, east)('five.csv', 'date,FIVE\n2021-07-01,5\n2021-07-02,6\n', PRICES_REQUEST));
    expect(outcome).toMatchObject({ alreadyImported: false, stored: 2 });
  });
});

describe('how often a series has a level', () => {
  it('is read from its first dates, wherever in a file they stand, and from all of a short one', async () => {
    const days = Array.from({ length: IMPORT_LIMITS.batchRecords - 1 }, (_, k) => `EACH_DAY,${addDays(isoDate('2019-01-01'), k)},${100 + k}`);
    const months = Array.from({ length: 30 }, (_, k) => `EACH_MONTH,${lastDayOfMonth(monthIndex(isoDate('2019-01-01')) + k)},${100 + k}`);
    const text = ['instrument,date,close', ...days, ...months, 'TWO_YEARS,2019-12-31,1', 'TWO_YEARS,2020-12-31,2', ''].join('\n');
    expect(valueOf(await desk.importText('often.csv', text, PRICES_REQUEST)).stored).toBe(days.length + 32);
    const series = await listSeries(bench.db, desk.workspaceId);
    const frequency = (code: string) => series.find((one) => one.code === code)?.frequency;
    expect(['EACH_DAY', 'EACH_MONTH', 'TWO_YEARS'].map(frequency)).toEqual(['daily', 'monthly', 'annual']);
  });
});

describe('what a value of an indicator is known by', () => {
  const request = { kind: 'observations', pointInTime: true };
  const header = 'series_id,period,value,release_date,vintage\n';

  it('is the later of release and vintage: a revision was not known at the first release', async () => {
    const text = `${header}REVISED,2020-01,1,2020-02-15,2020-02-15\nREVISED,2020-01,2,2020-02-15,2020-03-15\nREVISED,2020-02,3,2020-04-15,2020-03-31\n`;
    expect(valueOf(await desk.importText('revised.csv', text, request)).stored).toBe(3);
    const { recordedAt } = await dataRevision(bench.db, desk.workspaceId);
    const known = await readObservations(bench.db, desk.workspaceId, ['REVISED'], LAST_DAY, recordedAt);
    expect(known.map(({ value, knownAt }) => [value, knownAt])).toEqual([[1, '2020-02-15'], [2, '2020-03-15'], [3, '2020-04-15']]);
  });

  it.each([
    ['one period written in two ways', 'series_id,period,value,release_date\nTWICE,2020-01,1,2020-02-15\nTWICE,2020-01-01,2,2020-02-15\n'],
    ['a month and a quarter that begin together', 'series_id,period,value,release_date\nTWICE,2020-Q1,1,2020-05-15\nTWICE,2020-01,2,2020-05-15\n'],
    ['the same day once as release and once as vintage', `${header}TWICE,2020-01,1,2020-02-15,\nTWICE,2020-01,2,,2020-02-15\n`],
  ])('may not be said twice with two values: %s', async (_, text) => {
    const before = await countAllTables(bench.owner);
    expect(refusalOf(await desk.importText('twice.csv', text, request))).toMatchObject({ kind: 'rejected', message: expect.stringContaining('known from the same day and with another value') as unknown });
    expect(await countAllTables(bench.owner)).toEqual(before);
  });
});

describe('a rewritten value', () => {
  it('is a row beside the old one, and the state recorded before still shows the old', async () => {
    valueOf(await desk.importText('v1.csv', 'date,REWRITTEN\n2021-07-01,5\n2021-07-02,6\n', PRICES_REQUEST));
    const series = await seriesOf('REWRITTEN');
    const first = await dataRevision(bench.db, desk.workspaceId);
    const outcome = valueOf(await desk.importText('v2.csv', 'date,REWRITTEN\n2021-07-01,5\n2021-07-02,7\n', PRICES_REQUEST));
    const second = await dataRevision(bench.db, desk.workspaceId);
    expect(outcome.stored).toBe(1);
    expect((await bench.app.query('SELECT level FROM price WHERE series_id = $1 ORDER BY date, recorded_at', [series.id])).map((row) => row.level)).toEqual([5, 6, 7]);
    expect((await readLevels(bench.db, [series], LAST_DAY, first.recordedAt)).columns.REWRITTEN).toEqual([5, 6]);
    expect((await readLevels(bench.db, [series], LAST_DAY, second.recordedAt)).columns.REWRITTEN).toEqual([5, 7]);
  });

  it('written back is said a third time, not taken for the first', async () => {
    const outcome = valueOf(await desk.importText('v3.csv', 'date,REWRITTEN\n2021-07-02,6\n', PRICES_REQUEST));
    const { recordedAt } = await dataRevision(bench.db, desk.workspaceId);
    expect(outcome.stored).toBe(1);
    expect((await readLevels(bench.db, [await seriesOf('REWRITTEN')], LAST_DAY, recordedAt)).columns.REWRITTEN).toEqual([5, 6]);
  });

  it('of an observation keeps every vintage, and what was never released is never known', async () => {
    const request = { kind: 'observations', pointInTime: true };
    const text = 'series_id,period,value,release_date\nGDP,2021-01,1.0,2021-02-15\nGDP,2021-01,1.2,2021-03-15\nGDP,2021-02,0.9,\n';
    valueOf(await desk.importText('gdp.csv', text, request));
    const { recordedAt } = await dataRevision(bench.db, desk.workspaceId);
    const at = async (day: string) => (await readObservations(bench.db, desk.workspaceId, ['GDP'], day as typeof LAST_DAY, recordedAt)).map((one) => one.value);
    expect([await at('2021-02-14'), await at('2021-02-15'), await at('2021-07-02')]).toEqual([[], [1], [1, 1.2]]);
    expect((await bench.app.query("SELECT known_at::text AS day FROM observation o JOIN series s ON s.id = o.series_id WHERE s.code = 'GDP' AND value = 0.9"))[0].day).toBe(NEVER);
    const revised = valueOf(await desk.importText('gdp2.csv', text.replace('1.2,2021-03-15', '1.3,2021-03-15'), request));
    expect(revised.stored).toBe(1);
    expect((await readObservations(bench.db, desk.workspaceId, ['GDP'], LAST_DAY, recordedAt)).map((one) => one.value)).toEqual([1, 1.2]);
  });
});

describe('all or nothing', () => {
  const long = (last: string) => `date,A1,A2,A3,A4,A5,A6,A7,A8\n${pricesCsv().split('\n').slice(1, -1).map((line) => `${line.split(',')[0]}${',1.5'.repeat(8)}`).join('\n')}\n${last}`;

  it('a bad last line undoes the thousands of rows already written', async () => {
    const before = await countAllTables(bench.owner);
    const refusal = refusalOf(await desk.importText('long.csv', long('2021-07-03,1,1,1,1,1,1,1,1\n'), PRICES_REQUEST));
    expect([refusal.kind, refusal.details?.report]).toMatchObject(['rejected', { decision: 'reject' }]);
    expect(await countAllTables(bench.owner)).toEqual(before);
    // The same file without that line is stored: the refusal above was not for want of trying.
    expect(valueOf(await desk.importText('long.csv', long(''), PRICES_REQUEST)).stored).toBeGreaterThan(5_000);
  });

  it('an error of the machine in the middle leaves nothing, and the next try succeeds', async () => {
    const text = 'date,BROKEN\n2021-07-01,5\n2021-07-02,6\n';
    const before = await countAllTables(bench.owner);
    const input = { path: bench.file('broken.csv', text), fileName: 'broken.csv', request: { ...PRICES_REQUEST } };
    const crash = () => {
      throw new Error('the disk is gone');
    };
    await expect(importFile(desk.context('analyst'), { ...input, onProgress: crash })).rejects.toThrow('the disk is gone');
    expect(await countAllTables(bench.owner)).toEqual(before);
    expect(valueOf(await importFile(desk.context('analyst'), input)).stored).toBe(2);
  });

  it('cancelled while it is read, it is taken back and says so', async () => {
    const before = await countAllTables(bench.owner);
    const input = { path: bench.file('left.csv', 'date,LEFT\n2021-07-01,5\n2021-07-02,6\n'), fileName: 'left.csv', request: { ...PRICES_REQUEST } };
    for (const dryRun of [false, true]) {
      const leaving = new AbortController();
      const refusal = refusalOf(await importFile(desk.context('analyst'), { ...input, dryRun, signal: leaving.signal, onProgress: () => leaving.abort() }));
      expect(refusal).toMatchObject({ kind: 'cancelled', message: expect.stringMatching(/Nothing was written/) as string });
    }
    expect(await countAllTables(bench.owner)).toEqual(before);
  });

  it('a dry run reports the same and writes nothing', async () => {
    const text = 'date,DRY\n2021-07-01,5\n2021-07-02,6\n';
    const before = await countAllTables(bench.owner);
    const dry = valueOf(await importFile(desk.context('analyst'), { path: bench.file('dry.csv', text), fileName: 'dry.csv', request: { ...PRICES_REQUEST }, dryRun: true }));
    expect(await countAllTables(bench.owner)).toEqual(before);
    expect(dry.batchId).toBeNull();
    expect(valueOf(await desk.importText('dry.csv', text, PRICES_REQUEST)).report).toEqual(dry.report);
  });
});

describe('a state of the data', () => {
  it('is not joined afterwards by an import that was under way when it was named', async () => {
    const series = await seriesOf('FIVE');
    const steps: (() => void)[] = [];
    const written = new Promise<void>((resolve) => steps.push(resolve));
    const named = new Promise<void>((resolve) => steps.push(resolve));
    const underWay = bench.db.$transaction(async (tx) => {
      const recordedAt = await storeTime(tx);
      const [batch] = await tx.$queryRaw<{ id: number }[]>`SELECT max(id) AS id FROM import_batch`;
      await deferBatchKeys(tx);
      await insertPrices(await wireOf(tx), batch.id, recordedAt, priceSheet([{ seriesId: series.id, date: LAST_DAY, level: 99 }]));
      steps[0]();
      await named;
      return recordedAt;
    });
    await written;
    const state = await dataRevision(bench.db, desk.workspaceId);
    steps[1]();
    const recordedAt = await underWay;
    expect(recordedAt.getTime()).toBeGreaterThanOrEqual(state.recordedAt.getTime());
    expect((await readLevels(bench.db, [series], LAST_DAY, state.recordedAt)).columns.FIVE).toEqual([5, 6]);
    expect((await readLevels(bench.db, [series], LAST_DAY, recordedAt)).columns.FIVE).toEqual([5, 99]);
  });
});

describe('a statement', () => {
  it('opens an empty book, reconciles a full one, and books down what it leaves out', async () => {
    const holdings = (text: string, asOf: string) => desk.importText('h.csv', `instrument,quantity,value\n${text}`, { kind: 'holdings', asOf }, { portfolio: 'fund' });
    valueOf(await holdings('EQ,100,\nCASH,,5000\n', '2021-06-30'));
    valueOf(await holdings('BD,10,\nCASH,,4000\n', '2021-07-01'));
    const rows = await bench.app.query('SELECT t.kind::text, i.symbol, t.quantity::float8 AS quantity, t.amount::float8 AS amount FROM transaction t LEFT JOIN instrument i ON i.id = t.instrument_id ORDER BY t.sequence');
    expect(rows.slice(0, 2)).toEqual([{ kind: 'opening', symbol: 'EQ', quantity: 100, amount: 0 }, { kind: 'opening', symbol: null, quantity: 0, amount: 5000 }]);
    expect(rows.slice(2).every((row) => row.kind === 'reconciliation')).toBe(true);
    expect(rows.slice(2).map(({ symbol, quantity, amount }) => [symbol, quantity, amount])).toEqual(expect.arrayContaining([['EQ', -100, 0], ['BD', 10, 0], [null, 0, -1000]]));
    const before = await countAllTables(bench.owner);
    expect(valueOf(await holdings('BD,10,\nCASH,,4000\n', '2021-07-01')).alreadyImported).toBe(true);
    expect(await countAllTables(bench.owner)).toEqual(before);
  });
});
