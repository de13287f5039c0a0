import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listTransactions } from '../db/holdings-store';
import { dataRevision, latestLevels, lastCompleteDay, listSeries, readLevels, readObservations, seriesByYear, seriesCoverage } from '../db/market-store';
import { findPortfolio } from '../db/portfolio-store';
import { HOLDINGS_CSV, LAST_DAY, makeDesk, openBench, PRICES_REQUEST, refusalOf, valueOf, type Bench, type Desk } from '../testing/desk-builder';
import { countAllTables } from '../testing/sql';
import { exportPrices } from './export-prices';
import { proposeReallocation } from './propose-reallocation';
import { readMix } from './read-mix';
import { undoImport } from './undo-import';

let bench: Bench;
let desk: Desk;

beforeAll(async () => {
  bench = await openBench();
  desk = await makeDesk(bench, 'north', { holdings: null });
});

afterAll(() => bench.end());

const bring = async (name: string, text: string) => valueOf(await desk.importText(name, text, PRICES_REQUEST));
const undo = (batch: number | null) => undoImport(desk.context('analyst'), { batch: batch ?? 0 });
const revision = async () => (await dataRevision(bench.db, desk.workspaceId)).recordedAt;
async function seriesOf(code: string) {
  const found = (await listSeries(bench.db, desk.workspaceId)).find((one) => one.code === code);
  return { id: found?.id ?? 0, name: code };
}
const levelsAt = async (code: string, moment: Date) => (await readLevels(bench.db, [await seriesOf(code)], LAST_DAY, moment)).columns[code];

describe('an import that is undone', () => {
  it('is left out of every read from then on, and a look at the desk before still sees it', async () => {
    await bring('first.csv', 'date,GONE\n2021-07-01,5\n');
    const imported = await bring('second.csv', 'date,GONE\n2021-07-01,6\n2021-07-02,7\n');
    const [before, series] = [await revision(), await seriesOf('GONE')];
    valueOf(await undo(imported.batchId));
    const after = await revision();
    expect(after.getTime()).toBeGreaterThan(before.getTime());
    expect([await levelsAt('GONE', before), await levelsAt('GONE', after)]).toEqual([[6, 7], [5]]);
    expect((await latestLevels(bench.db, [series.id], LAST_DAY, after)).get(series.id)).toEqual({ date: '2021-07-01', level: 5 });
    expect([await lastCompleteDay(bench.db, [series.id], LAST_DAY, before), await lastCompleteDay(bench.db, [series.id], LAST_DAY, after)]).toEqual(['2021-07-02', '2021-07-01']);
    expect((await seriesCoverage(bench.db, desk.workspaceId)).find((one) => one.id === series.id)).toMatchObject({ rows: 1, last: '2021-07-01' });
    expect((await seriesByYear(bench.db, desk.workspaceId)).find((one) => one.series.id === series.id)?.years).toMatchObject([{ count: 1, revised: 0 }]);
    expect(JSON.stringify(valueOf(await exportPrices(desk.context('analyst'), { codes: ['GONE'] })))).not.toContain('2021-07-02');
  });

  it('keeps its rows, and writes one batch and one row of the journal', async () => {
    const imported = await bring('kept.csv', 'date,KEPT\n2021-07-01,5\n2021-07-02,6\n');
    const before = await countAllTables(bench.owner);
    valueOf(await undo(imported.batchId));
    expect(await countAllTables(bench.owner)).toEqual({ ...before, import_batch: before.import_batch + 1, journal_entry: before.journal_entry + 1 });
    const [entry] = await bench.app.query("SELECT body->>'file' AS file, body->>'undoes' AS undoes FROM journal_entry WHERE kind = 'data.undone' ORDER BY sequence DESC LIMIT 1");
    expect(entry).toEqual({ file: 'kept.csv', undoes: String(imported.batchId) });
  });

  it('can be imported again as often as it is undone, and twice in between is once', async () => {
    const text = 'date,AGAIN\n2021-07-01,5\n2021-07-02,6\n';
    const batches: (number | null)[] = [];
    for (let round = 0; round < 3; round += 1) {
      const imported = await bring('again.csv', text);
      expect(imported).toMatchObject({ stored: 2, alreadyImported: false });
      expect(await bring('again.csv', text)).toMatchObject({ alreadyImported: true, batchId: imported.batchId });
      batches.push(imported.batchId);
      valueOf(await undo(imported.batchId));
    }
    expect(new Set(batches).size).toBe(3);
  });

  it('of observations takes their vintages with it', async () => {
    const imported = valueOf(await desk.importText('o.csv', 'series_id,period,value,release_date\nOBS,2021-01,1.0,2021-02-15\n', { kind: 'observations', pointInTime: true }));
    const before = await revision();
    valueOf(await undo(imported.batchId));
    const read = async (moment: Date) => (await readObservations(bench.db, desk.workspaceId, ['OBS'], LAST_DAY, moment)).map((one) => one.value);
    expect([await read(before), await read(await revision())]).toEqual([[1], []]);
  });
});

describe('an undo is refused', () => {
  it('a second time, and of an undo', async () => {
    const imported = await bring('once.csv', 'date,ONCE\n2021-07-01,5\n2021-07-02,6\n');
    const { batchId } = valueOf(await undo(imported.batchId));
    expect([refusalOf(await undo(imported.batchId)).kind, refusalOf(await undo(batchId)).kind]).toEqual(['already-undone', 'is-an-undo']);
  });

  it('where a later file said the same again and was stored without it', async () => {
    const imported = await bring('lean-1.csv', 'date,LEAN\n2021-07-01,5\n2021-07-02,6\n');
    const later = await bring('lean-2.csv', 'date,LEAN\n2021-06-30,4\n2021-07-01,5\n');
    expect(refusalOf(await undo(imported.batchId))).toMatchObject({ kind: 'depended-on', message: expect.stringContaining('lean-2.csv says some of the same again') as string });
    valueOf(await undo(later.batchId));
    valueOf(await undo(imported.batchId));
  });

  it('where a policy would stand on a series without prices', async () => {
    const [row] = await bench.app.query<{ id: number }>("SELECT min(id) AS id FROM import_batch WHERE file_name = 'prices.csv'");
    expect(refusalOf(await undo(row.id))).toMatchObject({ kind: 'depended-on', message: expect.stringMatching(/The policy of Fund of north stands on/) as string });
  });

  it('of weights, whose policy stays in its history', async () => {
    const weights = valueOf(await desk.importText('weights.csv', 'asset,group,weight,min,max\nEQ,equity,0.6,0,1\nBD,bond,0.35,0,1\nBILL,cash,0.05,0,1\n', { kind: 'weights' }, { portfolio: 'fund', who: 'administrator' }));
    expect(refusalOf(await undo(weights.batchId)).message).toMatch(/A policy was made from it/);
  });
});

describe('a statement of holdings', () => {
  const state = (asOf: string, text = HOLDINGS_CSV) => desk.importText('holdings.csv', text, { kind: 'holdings', asOf }, { portfolio: 'fund' });
  const book = async () => {
    const portfolio = await findPortfolio(bench.db, desk.workspaceId, 'fund');
    return (await listTransactions(bench.db, portfolio?.id ?? '', LAST_DAY)).map(({ kind }) => kind);
  };

  it('is taken back while nothing later is booked, and the book begins anew', async () => {
    const first = valueOf(await state('2021-06-29'));
    expect(await book()).toEqual(['opening', 'opening', 'opening']);
    valueOf(await undo(first.batchId));
    expect(await book()).toEqual([]);
    valueOf(await state('2021-06-29'));
    expect(await book()).toEqual(['opening', 'opening', 'opening']);
  });

  it('is not taken back under a later one, but the later one is', async () => {
    const [{ id }] = await bench.app.query<{ id: number }>("SELECT max(id) AS id FROM import_batch WHERE kind = 'holdings'");
    const later = valueOf(await state('2021-06-30', 'instrument,quantity,value\nEQ,4100,\nBD,7000,\nCASH,,120000\n'));
    expect(refusalOf(await undo(id))).toMatchObject({ kind: 'depended-on', message: expect.stringContaining('a reconciliation of 2021-06-30') as string });
    valueOf(await undo(later.batchId));
    expect(await book()).toEqual(['opening', 'opening', 'opening']);
  });

  it('stays once a proposal rests on it, which is named; a look leaves nothing to rest on', async () => {
    const [{ id }] = await bench.app.query<{ id: number }>("SELECT max(id) AS id FROM import_batch WHERE kind = 'holdings' AND id NOT IN (SELECT undoes FROM import_batch WHERE undoes IS NOT NULL)");
    valueOf(await readMix(desk.context('viewer'), { portfolio: 'fund' }));
    valueOf(await proposeReallocation(desk.context('analyst'), { portfolio: 'fund' }));
    expect(refusalOf(await undo(id)).message).toMatch(/A recommendation of Fund of north as of \d{4}-\d\d-\d\d was computed with it, and proposal 1 rests on it/);
  });
});
