import { createReadStream, existsSync, readdirSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { isoDate } from '../../core/base/iso-date';
import { importRequestSchema, type ImportRecord, type ImportRequest } from './kinds/registry';
import { IMPORT_LIMITS } from './limits';
import { parseImport } from './parse-import';
import type { ImportReport } from './report';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const TODAY = '2026-06-30';
const REQUESTS: Record<string, unknown> = {
  prices: { kind: 'prices', basis: 'total-return', sampling: 'end', currency: 'USD', today: TODAY },
  observations: { kind: 'observations', today: TODAY },
  holdings: { kind: 'holdings', asOf: '2025-09-26', today: TODAY },
  weights: { kind: 'weights', today: TODAY },
  returns: { kind: 'returns', currency: 'USD', today: TODAY },
  transactions: { kind: 'transactions', today: TODAY },
};

const REJECTED: readonly (readonly [string, string])[] = [
  ['prices--empty', '0: the file is empty'],
  ['prices--blank-lines-only', 'blank lines'],
  ['prices--header-only', '1: the file has a header and no rows'],
  ['prices--unknown-header', '1: expected a column named date and one column an instrument, or date, code and level; found fruit, colour'],
  ['prices--no-price-column', '1: there is a date column and no price column'],
  ['prices--column-twice', '1: two columns are named "alfa"'],
  ['prices--column-without-name', '1: column 3 has no name'],
  ['prices--zero', '3: column ALFA: 0 is not a price'],
  ['prices--negative', '3: column ALFA: -1 is not a price'],
  ['prices--not-a-number', '3: column ALFA: "1o1" is not a number'],
  ['prices--infinite', '3: column ALFA: "Infinity" is not a number'],
  ['prices--too-large', '3: column ALFA: "1e999" is beyond 1e+15'],
  ['prices--same-date-other-price', '4: 2025-01-03 stands in the file before, with other prices'],
  ['prices--future', '3: column date: 2027-01-04 lies after 2026-06-30, today'],
  ['prices--no-such-day', '3: column date: "2025-02-30" is not a calendar day'],
  ['prices--ambiguous-dates', '2: column date: "03/04/2025" can be read day first or month first'],
  ['prices--both-date-orders', 'some dates day first and others month first'],
  ['prices--too-many-cells', '3: 3 cells, the header has 2'],
  ['prices--cut-off-last-line', '3: 2 cells, the header has 3'],
  ['prices--quote-never-closed', 'never closed'],
  ['prices--spreadsheet', '0: this is a spreadsheet'],
  ['prices--web-page', '0: this is a web page'],
  ['prices--utf16-without-bom', 'UTF-16 without a byte order mark'],
  ['prices--utf8-then-other-bytes', 'bytes that are not UTF-8'],
  ['prices--long-conflict', '3: ALFA on 2025-01-02 stands in the file before'],
  ['prices--no-values-at-all', '0: no row of the file holds a value'],
  ['observations--released-before-period', '2: column release_date: released on 2024-01-31, before its period 2024-02 began'],
  ['observations--same-release-other-value', '3: column value: GS10 of 2024-01 stands in the file before'],
  ['observations--no-series', '1: expected the columns series_id, period and value'],
  ['observations--bad-period', '2: column period: "2024-13" is not'],
  ['observations--future-release', '2: column release_date: 2030-02-01 lies after'],
  ['observations--series-missing', '2: column value: the series is missing'],
  ['holdings--short', '2: column quantity: -10 is negative'],
  ['holdings--no-quantity', '2: column quantity: the quantity is missing'],
  ['holdings--two-lots', '3: ALFA stands in line 2 with other figures'],
  ['holdings--currency', '2: column currency: "DOLLAR" is not a currency code'],
  ['weights--percent-without-sign', '2: column weight: 60 looks like percent; write 60% or 0.6'],
  ['weights--mixed-signs', '4: column weight: 0.1 has no percent sign and most of its column has one'],
  ['weights--sum', '0: the weights add up to 98.5 %, not to 100 %'],
  ['weights--below-min', '3: BD: weight 0.4 is below its min 0.45'],
  ['weights--above-max', '2: EQ: weight 0.6 is above its max 0.5'],
  ['weights--group', '2: column group: "shares" is none of equity, bond'],
  ['weights--twice', '3: column asset: EQ stands in line 2 as well'],
  ['prices--json', '0: this is JSON'],
  ['prices--old-spreadsheet', '0: this is an old spreadsheet'],
  ['prices--sheet-saved-as-page', '0: this is a web page'],
  ['prices--other-currency', '2: column ALFA: €100.50 is written in EUR, and the file is stated to be in USD'],
  ['prices--ambiguous-short-years', '2: column date: "03/04/25" can be read day first or month first'],
  ['prices--text-between-rows', '4: 1 cells, the header has 2'],
  ['prices--bracket-and-minus', '2: column ALFA: "(-100)" is not a number'],
  ['prices--mixed-thousands', '3: column ALFA: "1.000,5" is not a number'],
  ['prices--no-header', '1: expected a column named date'],
  ['holdings--overdraft', '3: column value: (250.00) is negative'],
  ['holdings--sheet-error', '2: column value: "#REF!" is an error of the spreadsheet'],
  ['holdings--cut-off-name', '3: 1 cells, the header has 3'],
  ['returns--mixed-units', '3: column ALFA: -2.25 has no unit, and other cells of its column are in percent'],
  ['returns--bare-percent', '2: column ALFA: 1.5 bears no unit: as a fraction it would be 150 %'],
  ['returns--one-column-bare', '2: column BETA: 0.012 bears no unit, and other columns of the file do'],
  ['returns--steady-percent', '2: column CASH: no unit is written'],
  ['returns--month-missing', '4: column ALFA: there is no return for 2024-03'],
  ['returns--hole', '3: column ALFA: the return is missing'],
  ['returns--everything-lost', '3: column ALFA: -100% loses everything'],
  ['returns--same-month-other-return', '3: ALFA on 2024-01-31 stands in the file before'],
  ['transactions--short', '3: sells 12 ALFA on 2025-02-03, 2 more than are held'],
  ['transactions--short-after-split', '4: sells 10 ALFA on 2025-02-03, 5 more than are held'],
  ['transactions--unknown-type', '2: column type: "swap" is none of opening, buy'],
  ['transactions--no-price', '2: column price: a buy needs a price or an amount'],
  ['transactions--future', '2: column date: 2031-01-03 lies after'],
  ['transactions--negative-deposit', '2: column amount: -100 is negative, and a deposit brings money in'],
  ['transactions--split-without-ratio', '3: column quantity: a split needs a ratio'],
];

const SUSPICIOUS: readonly (readonly [string, string])[] = [
  ['prices-warn--quote-table-of-investing', 'column Price is a close, stated to be a total return'],
  ['prices-warn--short-years', '2: 2 dates are written with two digits of the year'],
  ['prices-warn--sheet-days', '2: 2 dates are written as the day number of a spreadsheet'],
  ['prices-warn--times-of-day', '2: 2 dates are written with a time of day'],
  ['prices-warn--year-dot-month', '3: a date is written like 1871.1, which is read as October'],
  ['prices-warn--spike-that-reverts', '4: ALFA is back at its level one row after 2025-01-03'],
  ['prices-warn--source-line-below', '5: text below the table left out: "Source: a made-up exchange'],
  ['prices-warn--header-again', '4: the header stands in the file again'],
  ['prices-warn--called-average', 'alfa_avg is called an average'],
  ['prices-warn--every-missing-marker', '3: ALFA has 10 missing values inside its history'],
  ['prices-warn--replacement-character', 'holds a replacement character'],
  ['observations-warn--negative-once', '4: OIL is -36.98 in 2020-04-20'],
  ['observations-warn--slipped-decimal', '3: U: 41 in 2024-02 is 10.0 times its neighbours'],
  ['observations-warn--dot-for-missing', '4: 1 value is missing'],
  ['holdings-warn--cash-by-its-name', '4: "Cash & Cash Equivalents" has no quantity and is read as cash of 300.00'],
  ['holdings-warn--disclaimer-below', '5: text below the table left out'],
  ['holdings-warn--total-differs', '4: Total states 1600.00 and the rows above it add up to 1500.00'],
  ['holdings-warn--thousands-or-decimals', '"1,250" can be read with a decimal comma, as it is here, or as thousands'],
  ['holdings-warn--mojibake', 'looks like UTF-8 that was read as windows-1252'],
  ['returns-warn--half-lost', '3: ALFA changes by -60.0 % to 2024-02-29'],
  ['transactions-warn--same-line-twice', '3: the same buy stands in line 2'],
  ['transactions-warn--amount-differs', '2: quantity times price is 500.00, the stated amount 600.00'],
];

interface Outcome {
  readonly report: ImportReport<ImportRecord>;
  readonly records: ImportRecord[];
  readonly batches: number[];
}

async function read(source: AsyncIterable<Uint8Array>, kind: string, more: Record<string, unknown> = {}): Promise<Outcome> {
  const request: ImportRequest = importRequestSchema.parse({ ...(REQUESTS[kind] as object), ...more });
  const records: ImportRecord[] = [];
  const batches: number[] = [];
  const report = await parseImport(source, request, async (batch) => {
    batches.push(batch.length);
    records.push(...batch);
  });
  return { report, records, batches };
}

async function* bytes(text: string | Uint8Array, size = 1 << 20): AsyncGenerator<Uint8Array> {
  const all = typeof text === 'string' ? Buffer.from(text) : text;
  for (let at = 0; at < all.length; at += size) yield all.subarray(at, at + size);
}

const fixture = (folder: 'ok' | 'not-ok', name: string, more?: Record<string, unknown>): Promise<Outcome> =>
  read(createReadStream(here(`fixtures/${folder}/${name}.csv`)), name.split('-')[0], more);

const reasons = ({ report }: Outcome): string => [...report.rejected, ...report.warnings].map(({ line, reason }) => `${line ?? '-'}: ${reason}`).join('\n');

describe('files that are in order', () => {
  const files = readdirSync(here('fixtures/ok')).map((file) => file.replace('.csv', ''));
  const plain = files.filter((file) => !file.includes('-warn--'));
  const suspicious = files.filter((file) => file.includes('-warn--'));

  it.each(plain)('%s is accepted without a word', async (name) => {
    const outcome = await fixture('ok', name);
    expect(reasons(outcome)).toBe('');
    expect(outcome.report.decision).toBe('accept');
    expect(outcome.report.accepted).toBe(outcome.report.rows);
    expect(outcome.records.length).toBe(outcome.report.records);
  });

  it.each(suspicious)('%s is accepted with warnings', async (name) => {
    const outcome = await fixture('ok', name);
    expect(outcome.report.rejected).toEqual([]);
    expect(outcome.report.decision).toBe('accept-with-warnings');
  });

  it.each(plain.filter((file) => /^prices--(crlf|mixed|utf|semi|tab|pipe|lines)/.test(file)))('%s gives the same records as the plain file', async (name) => {
    expect((await fixture('ok', name)).records).toEqual((await fixture('ok', 'prices--plain')).records);
  });

  it.each<readonly [string, string]>([
    ['prices-warn--nan-for-missing', '3: ALFA has 1 missing value inside its history'],
    ['prices-warn--missing-inside', '3: ALFA has 5 missing values inside its history'],
    ['prices-warn--same-row-twice', '4: 2025-01-03 stands in the file twice'],
    ['prices-warn--unordered', '4: the rows are neither in rising nor in falling order'],
    ['prices-warn--weekend', '4: 1 row is dated on a weekend'],
    ['prices-warn--split', '4: ALFA changes by -50.1 % to 2025-01-06'],
    ['prices-warn--split-in-falling-order', '3: ALFA changes by -50.1 % to 2025-01-06'],
    ['prices-warn--spike', '3: ALFA rises to 10.1 times its level on 2025-01-03'],
    ['prices-warn--stale', '3: ALFA has 10 equal levels in a row from 2025-01-03 to 2025-01-16'],
    ['prices-warn--constant', '2: CASH is 10 times the same level; right for cash'],
    ['prices-warn--windows-1252', 'read as windows-1252'],
    ['observations-warn--no-release-date', '2: values without a release date: 1 are known only if a typical lag is given'],
    ['observations-warn--zeros-for-missing', '3: CAPE is 0 in 1 row'],
    ['observations-warn--wide-first-of-month', '4: 1 value is missing'],
    ['holdings-warn--value-differs', '2: ALFA: quantity times price is 1000.00, the stated value 2000.00'],
    ...SUSPICIOUS,
  ])('%s says so with the line', async (name, expected) => {
    expect(reasons(await fixture('ok', name))).toContain(expected);
  });

  it('reads a missing cell as no record, never as zero', async () => {
    const { records } = await fixture('ok', 'prices-warn--missing-inside');
    expect(records).toEqual([
      { code: 'ALFA', date: '2025-01-02', level: 100 },
      { code: 'ALFA', date: '2025-01-10', level: 101 },
    ]);
  });

  it('keeps every vintage of a value', async () => {
    const { records } = await fixture('ok', 'observations--vintages', { pointInTime: true });
    expect(records[1]).toEqual({ seriesId: 'UNRATE', period: '2024-01', frequency: 'monthly', value: 3.6, releaseDate: null, vintage: '2025-01-10' });
    expect(records).toHaveLength(3);
  });

  it('reads first-of-month dates of a wide file as months', async () => {
    const { records, report } = await fixture('ok', 'observations-warn--wide-first-of-month');
    expect(records[0]).toMatchObject({ seriesId: 'UNRATE', period: '2024-01', frequency: 'monthly' });
    expect(report.notes.join()).toContain('monthly');
  });

  it('calls values without a release date estimated where a typical lag is stated', async () => {
    const outcome = await fixture('ok', 'observations-warn--no-release-date', { typicalLagDays: { GS10: 1 } });
    expect(reasons(outcome)).toContain('1 count as known after the stated typical lag, an estimate');
  });

  it('reads percent as fractions', async () => {
    const { records } = await fixture('ok', 'weights--percent');
    expect(records[0]).toEqual({ asset: 'EQ', name: 'Equity', group: 'equity', weight: 0.6, min: 0.3, max: 0.75, costBps: 10 });
  });

  it('keeps quantities as decimal text and books cash by its value', async () => {
    const { records } = await fixture('ok', 'holdings--plain');
    expect(records[1]).toMatchObject({ instrument: 'BETA', quantity: '1000', price: '2.5' });
    expect(records[2]).toEqual({ instrument: 'CASH', quantity: '123.45', value: '123.45', currency: 'USD' });
  });

  it('takes a stated order of day and month where the file leaves it open', async () => {
    const { report, records } = await fixture('not-ok', 'prices--ambiguous-dates', { dialect: { dateOrder: 'dmy' } });
    expect(report.decision).toBe('accept');
    expect(records[0]).toMatchObject({ date: '2025-04-03' });
  });

  it('reads only the columns asked for', async () => {
    const { report } = await fixture('ok', 'prices--plain', { columns: ['BETA'] });
    expect(report.series).toEqual([{ code: 'BETA', rows: 3, first: '2025-01-02', last: '2025-01-06', frequency: 'daily' }]);
  });
});

/** What the first record of a file is, however it is written. */
const UNDERSTOOD: readonly (readonly [string, Record<string, unknown>])[] = [
  ['holdings--german-preamble-total', { instrument: 'DE000A0X0014', name: 'Nordfonds Aktien', quantity: '1250.5', price: '100.20', value: '125300.10', currency: 'EUR' }],
  ['holdings--french-footer-total', { instrument: 'FR0000000011', quantity: '1000', value: '10500.00', currency: 'EUR' }],
  ['holdings--italian', { instrument: 'IT0000000011', quantity: '1000', value: '10500.00', currency: 'EUR' }],
  ['holdings--spanish-tab', { instrument: 'ES0000000011', name: 'Fondo Norte', quantity: '1000', value: '10500.00' }],
  ['holdings--dutch-pipe', { instrument: 'NL0000000011', quantity: '1000', value: '10500.00' }],
  ['holdings--swiss-apostrophes', { instrument: 'CH0000000011', quantity: '1250', value: '100500.00', currency: 'CHF' }],
  ['holdings--indian-grouping', { instrument: 'NIFTY', quantity: '100000', value: '1250000.00' }],
  ['holdings--sections-and-subtotals', { instrument: 'ALFA', quantity: '100', value: '1050.00' }],
  ['holdings--total-without-a-name', { instrument: 'ALFA', value: '1050.00' }],
  ['holdings--sep-line', { instrument: 'ALFA', value: '1050.50' }],
  ['holdings--quoted-decimal-comma', { quantity: '1250.50', value: '10500.25' }],
  ['holdings--index-column', { instrument: 'ALFA', quantity: '100' }],
  ['holdings--gain-with-true-minus', { quantity: '1250', gain: '-12345.67' }],
  ['weights--german-percent-in-header', { asset: 'Aktien Welt', group: 'equity', weight: 0.6, min: 0.4, max: 0.75 }],
  ['weights--formula-names', { asset: 'EQ', name: '=HYPERLINK("http://example.invalid","x")', weight: 0.6 }],
  ['weights--asset-called-total-bond', { asset: 'World Stock Market', weight: 0.6 }],
  ['prices--german-dotted-dates', { code: 'ALFA', date: '2025-01-02', level: 100 }],
  ['prices--compact-dates', { date: '2025-01-02', level: 100 }],
  ['prices--named-months', { date: '2025-01-02', level: 100.5 }],
  ['prices--month-names', { date: '2025-01-31', level: 100.5 }],
  ['prices--quarters', { date: '2024-03-31', level: 100 }],
  ['prices--year-month-numbers', { date: '2024-01-31', level: 100 }],
  ['prices-warn--quote-table-of-investing', { date: '2025-01-15', level: 1100.5 }],
  ['prices--nameless-date-column', { code: 'ALFA', date: '2025-01-02', level: 100 }],
  ['prices--currency-beside-numbers', { level: 1000.5 }],
  ['prices--formula-escape', { code: '=ALFA' }],
  ['observations--vintage-columns', { seriesId: 'UNRATE', period: '2023-10', value: 3.9, vintage: '2024-01-05' }],
  ['observations--first-of-month-in-us-order', { period: '2023-01', value: 3.1, releaseDate: '2023-02-09' }],
  ['observations--periods-of-every-form', { seriesId: 'A', period: '2024', frequency: 'annual', value: 1.5, releaseDate: '2025-01-31' }],
  ['returns--percent-signs', { code: 'ALFA', date: '2023-12-31', level: 100 }],
  ['returns--percent-in-header', { code: 'ALFA', date: '2023-12-31', level: 100 }],
  ['transactions--plain', { kind: 'opening', instrument: 'ALFA', quantity: '100' }],
  ['transactions--german', { kind: 'deposit', instrument: null, amount: '10000.00', currency: 'EUR' }],
];

describe('files as banks and publishers write them', () => {
  it.each(UNDERSTOOD)('%s is understood', async (name, first) => {
    expect((await fixture('ok', name)).records[0]).toMatchObject(first);
  });

  it('periods of every form are the same days', async () => {
    const { records } = await fixture('ok', 'observations--periods-of-every-form');
    expect(records.map((record) => ('period' in record ? record.period : ''))).toEqual(['2024', '2024-Q1', '2024-Q2', '2024-03', '2024-03', '2024-03', '2024-03-15']);
  });

  it('returns become levels from 100 on, in the order of their dates', async () => {
    const { records } = await fixture('ok', 'returns--long-falling');
    expect(records.map((record) => ('level' in record ? [record.code, record.date, Number(record.level.toFixed(6))] : []))).toEqual([
      ['ALFA', '2023-12-31', 100], ['ALFA', '2024-01-31', 101], ['ALFA', '2024-02-29', 98.98],
      ['BETA', '2023-12-31', 100], ['BETA', '2024-01-31', 102], ['BETA', '2024-02-29', 105.06],
    ]);
  });

  it('says which lines are no rows, and what each column was taken for', async () => {
    const { report } = await fixture('ok', 'holdings--sections-and-subtotals');
    expect(report.skipped.map(({ line, what }) => [line, what])).toEqual([[2, 'heading'], [5, 'total'], [6, 'heading'], [9, 'total'], [10, 'total']]);
    expect(report.columns).toEqual([{ name: 'Symbol', role: 'code' }, { name: 'Name', role: 'name' }, { name: 'Quantity', role: 'quantity' }, { name: 'Price', role: 'price' }, { name: 'Market value', role: 'value' }]);
  });

  it('takes the role of a column from a person where its name says nothing', async () => {
    const text = 'wer,wieviel\nALFA,10\n';
    expect((await read(bytes(text), 'holdings')).report.decision).toBe('reject');
    const { report, records } = await read(bytes(text), 'holdings', { fields: { code: 'wer', quantity: 'wieviel' } });
    expect([report.decision, records]).toEqual(['accept', [{ instrument: 'ALFA', quantity: '10' }]]);
    expect(reasons(await read(bytes(text), 'holdings', { fields: { code: 'wer', quantity: 'wie' } }))).toContain('column "wie", stated to be the quantity, is not in the file');
  });

  it('takes the line of the header from a person', async () => {
    const { report } = await read(bytes('date,note\n2025-01-02,x\ndate,ALFA\n2025-01-02,100\n'), 'prices', { headerLine: 3 });
    expect([report.decision, report.headerLine, report.rows]).toEqual(['accept', 3, 1]);
  });

  it('takes the code of a single column from a person', async () => {
    const { records } = await read(bytes('Date,Close,Volume\n2025-01-02,100,5\n'), 'prices', { basis: 'price', codes: { Close: 'SPY' } });
    expect(records).toEqual([{ code: 'SPY', date: '2025-01-02', level: 100 }]);
  });
});

describe('files that are not in order', () => {
  it('are all named with a reason', () => {
    expect(REJECTED.map(([name]) => name).sort()).toEqual(readdirSync(here('fixtures/not-ok')).map((file) => file.replace('.csv', '')).sort());
  });

  it.each(REJECTED)('%s is rejected with its line and reason', async (name, expected) => {
    const outcome = await fixture('not-ok', name);
    expect(outcome.report.decision).toBe('reject');
    expect(reasons(outcome)).toContain(expected);
  });

  it('refuses a point-in-time file that says neither release nor vintage', async () => {
    const outcome = await read(bytes('series_id,period,value\nGS10,2024-01,4\n'), 'observations', { pointInTime: true });
    expect(reasons(outcome)).toContain('1: a point-in-time file needs a column release_date or vintage');
  });

  it('sends nothing more after the first refused row', async () => {
    const lines = Array.from({ length: 20_000 }, (_, i) => `S${i},2024-01,1,2024-02-01`);
    lines[2] = 'S,2024-01,x,2024-02-01';
    const { records, report } = await read(bytes(`series_id,period,value,release_date\n${lines.slice(0, 9_000).join('\n')}\n`), 'observations');
    expect(report.decision).toBe('reject');
    expect(records).toEqual([]);
  });

  it('lists a thousand refused rows and counts the rest', async () => {
    const lines = Array.from({ length: 1_500 }, (_, i) => `GS10,2024-01,x${i},2024-02-01`);
    const { report } = await read(bytes(`series_id,period,value,release_date\n${lines.join('\n')}\n`), 'observations');
    expect(report.rejected).toHaveLength(IMPORT_LIMITS.maxRejectedListed);
    expect([report.rejectedNotListed, report.rejectedRows, report.rows, report.accepted]).toEqual([500, 1_500, 1_500, 0]);
  });

  it('hashes the whole file even where its header is refused', async () => {
    const text = `fruit\n${'apple\n'.repeat(50_000)}`;
    const { report } = await read(bytes(text), 'prices');
    expect(report.sha256).toBe(createHash('sha256').update(text).digest('hex'));
    expect(report.bytes).toBe(text.length);
  });

  it('lets an error of the source and of the sink through', async () => {
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('date,A\n2025-01-02,1\n');
      throw new Error('the wire broke');
    }
    await expect(read(broken(), 'prices')).rejects.toThrow('the wire broke');
    const request = importRequestSchema.parse(REQUESTS.prices);
    await expect(parseImport(bytes('date,A\n2025-01-02,1\n'), request, () => Promise.reject(new Error('the store is full')))).rejects.toThrow('the store is full');
  });
});

describe('large files', () => {
  async function* many(series: number, months: number): AsyncGenerator<Uint8Array> {
    yield Buffer.from('series_id,period,value,release_date\n');
    for (let s = 0; s < series; s += 1) {
      const lines: string[] = [];
      for (let m = 0; m < months; m += 1) {
        const period = `${1950 + Math.floor(m / 12)}-${String((m % 12) + 1).padStart(2, '0')}`;
        lines.push(`S${s},${period},${(m % 97) + 0.5},${1951 + Math.floor(m / 12)}-02-01`);
      }
      yield Buffer.from(`${lines.join('\n')}\n`);
    }
  }

  it('hands on at most 5,000 records at a time, waits for the sink, and says how far it is', async () => {
    let busy = false;
    let progress = 0;
    const sizes: number[] = [];
    const request = importRequestSchema.parse(REQUESTS.observations);
    const report = await parseImport(
      many(100, 600),
      request,
      async (batch) => {
        expect(busy).toBe(false);
        busy = true;
        await new Promise((resolve) => setTimeout(resolve, 1));
        busy = false;
        sizes.push(batch.length);
      },
      (read) => {
        expect(read).toBeGreaterThan(progress);
        progress = read;
      },
    );
    expect([report.decision, report.rows, report.accepted, report.records]).toEqual(['accept', 60_000, 60_000, 60_000]);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(IMPORT_LIMITS.batchRecords);
    expect(sizes.reduce((sum, n) => sum + n, 0)).toBe(60_000);
    expect(progress).toBe(report.bytes);
  });

  it('finds a changed value far behind its first', async () => {
    async function* withConflict(): AsyncGenerator<Uint8Array> {
      yield* many(60, 600);
      yield Buffer.from('S0,1950-01,7,1951-02-01\n');
    }
    const outcome = await read(withConflict(), 'observations');
    expect(outcome.report.rejected).toEqual([{ line: 36_002, reason: 'column value: S0 of 1950-01 stands in the file before, known from the same day and with another value' }]);
  });

  it('turns to windows-1252 where a long ASCII beginning hid it', async () => {
    const head = 'series_id,period,value,release_date,note\n';
    const body = Array.from({ length: 3_000 }, (_, i) => `S${i},2024-01,1.5,2024-02-01,plain`).join('\n');
    const { report } = await read(bytes(Buffer.concat([Buffer.from(`${head}${body}\n`), Buffer.from('S,2024-01,1.5,2024-02-01,caf\xe9\n', 'latin1')])), 'observations');
    expect([report.decision, report.encoding, report.rows]).toEqual(['accept-with-warnings', 'windows-1252', 3_001]);
  });

  it('reads the same whatever the size of the chunks', async () => {
    const text = 'date,Société,"ALFA\r\nA"\r\n2025-01-02,100,1\r\n2025-01-03,101,2\r\n';
    const whole = await read(bytes(text), 'prices');
    for (const size of [1, 2, 3, 7]) expect((await read(bytes(text, size), 'prices')).report).toEqual(whole.report);
    expect(whole.report.decision).toBe('accept');
  });
});

const data = new URL('../../../../shared/data/', import.meta.url);

describe.skipIf(!existsSync(data))('real files (skipped where ../shared/data is not at hand)', () => {
  const real = (name: string, kind: string): Promise<Outcome> => read(createReadStream(fileURLToPath(new URL(name, data))), kind, { today: isoDate('2026-11-23') });
  it.each([
    ['etf-daily-adjclose.csv', 'prices', 8_222, '1993-01-29', '2025-09-26', 15],
    ['etf-daily-close.csv', 'prices', 8_222, '1993-01-29', '2025-09-26', 15],
    ['us-monthly-indicators.csv', 'observations', 27_069, '1854-12-01', '2026-06-30', 28],
  ])('%s is read to its last row', async (name, kind, rows, first, last, series) => {
    const { report } = await real(name, kind);
    expect([report.rows, report.accepted, report.rejected]).toEqual([rows, rows, []]);
    expect([report.firstDate, report.lastDate, report.series.length]).toEqual([first, last, series]);
  });
});
