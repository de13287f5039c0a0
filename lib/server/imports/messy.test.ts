import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { importRequestSchema, type ImportRecord } from './kinds/registry';
import { parseImport } from './parse-import';
import type { ImportReport } from './report';

const folder = fileURLToPath(new URL('../../../../shared/data/messy/', import.meta.url));

const expectationSchema = z.looseObject({
  kind: z.string().optional(),
  decision: z.enum(['accept', 'accept-with-warnings', 'reject']),
  or_: z.string().optional(),
  encoding: z.string().optional(),
  delimiter: z.string().optional(),
  decimal: z.string().optional(),
  header_line: z.number().optional(),
  rows: z.number().optional(),
  unique_dates: z.number().optional(),
  bad_lines: z.record(z.string(), z.string()).optional(),
  suspect_dates: z.array(z.string()).optional(),
});
type Expectation = z.infer<typeof expectationSchema>;

const REQUESTS: Readonly<Record<string, Record<string, unknown>>> = {
  'prices-daily': { kind: 'prices', basis: 'total-return', basisAssumed: true, sampling: 'end', currency: 'USD' },
  'indicator-monthly': { kind: 'observations' },
  'level-series': { kind: 'observations' },
  'returns-monthly': { kind: 'returns', currency: 'USD' },
  'target-weights': { kind: 'weights' },
  holdings: { kind: 'holdings', asOf: '2025-09-26' },
};

const expectations = existsSync(folder)
  ? Object.entries(z.object({ files: z.record(z.string(), expectationSchema) }).parse(JSON.parse(readFileSync(`${folder}expected.json`, 'utf8'))).files)
  : [];

async function read(file: string, kind: string): Promise<ImportReport<ImportRecord>> {
  const request = importRequestSchema.parse({ ...REQUESTS[kind], today: '2026-11-23' });
  return parseImport(createReadStream(`${folder}${file}`), request, async () => undefined);
}

/** Everything in which a report differs from what is expected of its file, one sentence each. */
function disagreements(report: ImportReport<ImportRecord>, expected: Expectation): readonly string[] {
  const said = [...report.warnings, ...report.rejected].map(({ line, reason }) => `${line ?? ''} ${reason}`).join('\n');
  const mayReject = expected.or_?.startsWith('reject') === true && report.decision === 'reject';
  const facts: readonly (readonly [string, unknown, unknown])[] = [
    ['decision', report.decision, mayReject ? 'reject' : expected.decision],
    ['encoding', report.encoding, expected.encoding],
    ['delimiter', report.delimiter, expected.delimiter?.replace('\\t', '\t')],
    ['decimal', report.decimal, expected.decimal],
    ['header line', report.headerLine, expected.header_line],
    ['rows', report.rows, expected.rows],
    ['accepted', expected.unique_dates === undefined ? undefined : report.accepted, expected.unique_dates],
    ['rejected lines', expected.bad_lines && report.rejected.map(({ line }) => line).join(), expected.bad_lines && Object.keys(expected.bad_lines).join()],
    ...(expected.suspect_dates ?? []).map((date) => [`a word about ${date}`, said.includes(date), true] as const),
  ];
  return facts.filter(([, found, wanted]) => wanted !== undefined && found !== wanted).map(([what, found, wanted]) => `${what}: ${JSON.stringify(found)}, expected ${JSON.stringify(wanted)}`);
}

const preview = (report: ImportReport<ImportRecord>): readonly Readonly<Record<string, unknown>>[] => report.preview.map((record) => ({ ...record }));

describe('the files of real-world defects', () => {
  it(`are ${expectations.length === 0 ? 'not at hand: nothing is compared' : `${expectations.length}, each with what is expected of it`}`, () => {
    expect(expectations.length === 0).toBe(!existsSync(folder));
  });

  for (const [file, expected] of expectations) {
    it(`${file} is read as expected: ${expected.decision}`, async () => {
      expect(disagreements(await read(file, expected.kind ?? 'prices-daily'), expected)).toEqual([]);
    });
  }

  if (expectations.length > 0) {
    it('a broker’s positions are read with their values, their cash apart and their total checked', async () => {
      const report = await read('01-us-broker-positions.csv', 'holdings');
      expect(preview(report).reduce((sum, record) => sum + Number(record.value), 0)).toBeCloseTo(858_060.94, 2);
      expect(preview(report).at(-1)).toMatchObject({ instrument: 'CASH', value: '4310.22' });
      expect(report.skipped.map(({ what }) => what).sort()).toEqual(['footer', 'preamble', 'total']);
    });

    it('a German depot keeps 842.517 units apart from thousands', async () => {
      const report = await read('02-german-depot-semicolon-bom.csv', 'holdings');
      expect(preview(report)[1]).toMatchObject({ instrument: 'US4642874659', quantity: '842.517', value: '66702.83', currency: 'EUR' });
    });
  }
});

describe('a header that cannot be used', () => {
  const text = 'Musterbank AG;;;\nDepot 4711;Stand 30.09.2025;;\n\nBezeichnung;Kennung;Besitz;Kurs\nAnleihe;EQ;1.200,5;10,25\n';
  const read = (more: object) =>
    parseImport((async function* () { yield new TextEncoder().encode(text); })(), { kind: 'holdings', asOf: '2025-09-30', today: '2025-10-01', ...more } as never, async () => undefined);

  it('is shown as the line most like one, with what is known of its columns and what they may be', async () => {
    const report = await read({});
    expect([report.decision, report.headerLine]).toEqual(['reject', 4]);
    expect(report.columns).toEqual([{ name: 'Bezeichnung', role: 'name' }, { name: 'Kennung', role: null }, { name: 'Besitz', role: null }, { name: 'Kurs', role: 'price' }]);
    expect(report.roles).toContain('quantity');
  });

  it('is read when a person says what its columns are, and a role stated as empty is left out', async () => {
    const report = await read({ fields: { quantity: 'Besitz', code: 'Kennung', price: '' } });
    expect(report.decision).not.toBe('reject');
    expect(report.preview).toEqual([{ instrument: 'EQ', name: 'Anleihe', quantity: '1200.5' }]);
  });
});
