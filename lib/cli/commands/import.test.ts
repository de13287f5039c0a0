import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runProgram } from '../program';
import { registerImport } from './import';
import { registerJournal } from './journal';
import { registerRecommend } from './recommend';

const folder = mkdtempSync(join(tmpdir(), 'mainsheet-cli-import-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

/** Everything here ends before a database is asked for. */
async function run(...argv: readonly string[]) {
  const [out, err]: [string[], string[]] = [[], []];
  const code = await runProgram([registerImport, registerRecommend, registerJournal], argv, { out: (text) => out.push(text), err: (text) => err.push(text) });
  return { code, out: out.join('\n'), err: err.join('\n'), json: () => JSON.parse(out.join('\n')) };
}

const PRICES = 'date,EQ,BD\n2021-07-01,5,100\n2021-07-02,6,101\n';
const dryRun = (path: string, kind: string, ...more: readonly string[]) => run('import', path, '--kind', kind, ...more, '--dry-run', '--json');

describe('import --dry-run', () => {
  it('prints the report as one document, and what it took for granted on stderr', async () => {
    const { code, json, err } = await dryRun(file('p.csv', PRICES), 'prices');
    expect([code, json()]).toMatchObject([0, { decision: 'accept', rows: 2, accepted: 2, rejected: [], warnings: [], preview: [{ code: 'EQ', date: '2021-07-01', level: 5 }, { code: 'BD' }, { code: 'EQ' }, { code: 'BD' }] }]);
    expect(err).toBe('taken for granted: sampling end, basis total-return, currency USD');
  });

  it('names the line of what it rejects and exits with 1', async () => {
    const { code, json } = await dryRun(file('bad.csv', PRICES.replace('6,101', '-6,101')), 'prices');
    expect([code, json()]).toMatchObject([1, { decision: 'reject', rejected: [{ line: 3 }] }]);
  });

  it.each([
    ['observations', 'series_id,period,value,release_date\nCAPE,2021-06,30,2021-07-01\n'],
    ['holdings', 'instrument,quantity,value\nEQ,10,\nCASH,,500\n'],
    ['weights', 'asset,group,weight\nEQ,equity,60%\nBD,bond,40%\n'],
    ['returns', 'month,EQ\n2021-05,1.5%\n2021-06,-0.4%\n'],
    ['transactions', 'date,type,instrument,quantity,price,amount\n2021-06-01,deposit,,,,1000\n2021-06-02,buy,EQ,10,50,\n'],
  ])('reads %s', async (kind, text) => {
    const { code, json } = await dryRun(file(`${kind}.csv`, text), kind);
    expect([code, json().decision]).toEqual([0, 'accept']);
  });

  it('reads a mapping, and lets options win over it', async () => {
    const mapping = file('mapping.json', JSON.stringify({ columns: ['EQ'], sampling: 'average', currency: 'nonsense' }));
    const { code, json } = await dryRun(file('p.csv', PRICES), 'prices', '--mapping', mapping, '--currency', 'CHF');
    expect([code, json().series.map((series: { code: string }) => series.code)]).toEqual([0, ['EQ']]);
    expect(await dryRun(file('p.csv', PRICES), 'prices', '--mapping', mapping)).toMatchObject({ code: 1 });
  });

  it('asks for the unit of returns where numbers are bare and large, and takes it from an option', async () => {
    const bare = file('r.csv', 'month,EQ\n2021-05,1.5\n2021-06,-0.4\n');
    expect(await dryRun(bare, 'returns')).toMatchObject({ code: 1 });
    const { code, json } = await dryRun(bare, 'returns', '--unit', 'percent');
    expect([code, json().preview[1]]).toMatchObject([0, { code: 'EQ', date: '2021-05-31' }]);
    expect(json().preview[1].level).toBeCloseTo(101.5, 10);
  });

  it('lets the columns of a quote table say what is read where nobody stated the basis', async () => {
    const { code, json } = await dryRun(file('q.csv', 'Date,Close/Last,Volume\n07/30/2021,$10.50,100\n07/29/2021,$10.40,90\n'), 'prices');
    expect([code, json().decision, json().notes.join()]).toMatchObject([0, 'accept', expect.stringContaining('read column Close/Last as price')]);
  });

  it('prints text for people', async () => {
    const { out } = await run('import', file('bad.csv', PRICES.replace('6,101', 'x,101')), '--kind', 'prices', '--dry-run');
    expect(out).toContain('reject: 2 rows');
    expect(out).toContain('line 3: ');
  });
});

describe('what stops before a database', () => {
  const wrong = file('wrong.json', '{"columns": "EQ"}');
  const list = file('list.json', '[1]');
  const notJson = file('not.json', 'EQ');
  const prices = file('p.csv', PRICES);

  it.each([
    [['import'], 2, 'usage'],
    [['import', prices], 2, 'usage'],
    [['import', prices, '--kind', 'wishes'], 2, 'usage'],
    [['import', prices, '--kind', 'prices', '--basis', 'guess'], 2, 'usage'],
    [['recommend'], 2, 'usage'],
    [['journal'], 2, 'usage'],
    [['journal', 'rewrite'], 2, 'usage'],
    [['import', join(folder, 'nowhere.csv'), '--kind', 'prices', '--dry-run'], 1, 'missing-file'],
    [['import', folder, '--kind', 'prices', '--dry-run'], 1, 'missing-file'],
    [['import', prices, '--kind', 'prices', '--mapping', join(folder, 'nowhere.json'), '--dry-run'], 1, 'missing-file'],
    [['import', prices, '--kind', 'prices', '--mapping', notJson, '--dry-run'], 1, 'bad-mapping'],
    [['import', prices, '--kind', 'prices', '--mapping', list, '--dry-run'], 1, 'bad-mapping'],
    [['import', prices, '--kind', 'prices', '--mapping', wrong, '--dry-run'], 1, 'invalid-input'],
    [['import', prices, '--kind', 'prices', '--currency', 'dollars', '--dry-run'], 1, 'invalid-input'],
    [['import', prices, '--kind', 'holdings', '--as-of', 'yesterday', '--dry-run'], 1, 'invalid-input'],
    [['recommend', 'fund', '--as-of', '2021-02-30'], 1, 'invalid-input'],
  ])('%j exits with %i: %s', async (argv, code, kind) => {
    const made = await run(...argv, '--json');
    expect([made.code, made.json().error.kind]).toEqual([code, kind]);
    expect(made.json().error.message).not.toBe('');
  });
});
