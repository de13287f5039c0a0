import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDecimal } from './numbers';
import { importRequestSchema, type ImportRecord } from './kinds/registry';
import { parseImport } from './parse-import';
import type { ImportReport } from './report';
import { SeenKeys } from './seen';

const RUNS = Number(process.env.IMPORT_FUZZ_RUNS ?? 300);
const folder = (name: string): string => fileURLToPath(new URL(`fixtures/${name}/`, import.meta.url));
const seeds = ['ok', 'not-ok'].flatMap((name) =>
  readdirSync(folder(name))
    .filter((file) => file.endsWith('.csv'))
    .map((file) => ({ kind: file.split('-')[0], bytes: readFileSync(`${folder(name)}${file}`) })),
);

const REQUESTS = [
  { kind: 'prices', basis: 'price', sampling: 'end', currency: 'USD', today: '2026-06-30' },
  { kind: 'observations', today: '2026-06-30' },
  { kind: 'holdings', asOf: '2025-09-26', today: '2026-06-30' },
  { kind: 'weights', today: '2026-06-30' },
].map((request) => importRequestSchema.parse(request));

const mutation = fc.record({
  at: fc.nat(),
  remove: fc.integer({ min: 0, max: 12 }),
  insert: fc.oneof(
    fc.uint8Array({ maxLength: 4 }),
    fc.constantFrom('"', ',', ';', '\n', '\r', '\t', '\0', '-', '.', '0', '1e999', 'NaN', '%', '\u2212', '=1+1', '2025-01-02', '€').map((text) => Buffer.from(text)),
  ),
});

function mutate(bytes: Uint8Array, edits: readonly { at: number; remove: number; insert: Uint8Array }[]): Uint8Array {
  return edits.reduce<Uint8Array>((current, { at, remove, insert }) => {
    const place = current.length === 0 ? 0 : at % (current.length + 1);
    return Buffer.concat([current.subarray(0, place), insert, current.subarray(place + remove)]);
  }, bytes);
}

async function* chunks(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

function expectConsistent(report: ImportReport<ImportRecord>, sent: readonly ImportRecord[]): void {
  expect(report.accepted + report.rejectedRows).toBeLessThanOrEqual(report.rows);
  expect(report.decision === 'reject').toBe(report.rejected.length > 0);
  expect(report.decision === 'accept').toBe(report.rejected.length === 0 && report.warnings.length === 0);
  expect(report.sha256).toMatch(/^[0-9a-f]{64}$/);
  if (report.decision === 'reject') return;
  expect(sent.length).toBe(report.records);
  expect(sent.length).toBeGreaterThan(0);
  expect(report.preview).toEqual(sent.slice(0, 10));
  for (const record of sent) {
    if ('level' in record) expect(Number.isFinite(record.level) && record.level > 0).toBe(true);
    if ('seriesId' in record) expect(Number.isFinite(record.value)).toBe(true);
    if ('instrument' in record) expect(record.quantity).toMatch(/^\d+(\.\d+)?$/);
    if ('asset' in record) expect(record.min <= record.weight && record.weight <= record.max).toBe(true);
  }
}

describe('whatever the bytes', () => {
  it(`reading ends with a consistent report (${RUNS} mutated files)`, async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...seeds), fc.array(mutation, { minLength: 1, maxLength: 6 }), fc.integer({ min: 1, max: 100 }), fc.nat(11), async (seed, edits, size, pick) => {
        const request = pick < REQUESTS.length ? REQUESTS[pick] : REQUESTS.filter(({ kind }) => kind === seed.kind)[0];
        const sent: ImportRecord[] = [];
        const report = await parseImport(chunks(mutate(seed.bytes, edits), size), request, async (batch) => void sent.push(...batch));
        expectConsistent(report, sent);
      }),
      { numRuns: RUNS },
    );
  });

  it('noise is a report, not an exception', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 600 }), fc.constantFrom(...REQUESTS), async (bytes, request) => {
        const sent: ImportRecord[] = [];
        const report = await parseImport(chunks(bytes, 64), request, async (batch) => void sent.push(...batch));
        expectConsistent(report, sent);
      }),
      { numRuns: RUNS },
    );
  });
});

describe('numbers', () => {
  it('are read back from their own text in either notation', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 1e12 }), fc.integer({ min: 0, max: 99 }), (whole, cents) => {
        const plain = `${whole}.${String(cents).padStart(2, '0')}`;
        const grouped = String(Math.abs(whole)).replace(/\B(?=(\d{3})+$)/g, '.');
        expect(readDecimal(plain, '.')).toBe(plain);
        expect(readDecimal(`${whole < 0 ? '-' : ''}${grouped},${String(cents).padStart(2, '0')}`, ',')).toBe(plain);
      }),
    );
  });
});

describe('remembered keys', () => {
  it('are new once, then the same or different as a plain map says', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.string({ maxLength: 4 }), fc.string({ maxLength: 2 })), { maxLength: 2_000 }), (pairs) => {
        const seen = new SeenKeys();
        const known = new Map<string, string>();
        for (const [key, content] of pairs) {
          const expected = !known.has(key) ? 'new' : known.get(key) === content ? 'same' : 'different';
          expect(seen.add(key, content)).toBe(expected);
          if (!known.has(key)) known.set(key, content);
        }
      }),
    );
  });

  it('are all found again among 200,000', () => {
    const seen = new SeenKeys();
    for (let i = 0; i < 200_000; i += 1) if (seen.add(`series\n${i}`, 'a') !== 'new') throw new Error(`${i} was mistaken for another key`);
    for (let i = 0; i < 200_000; i += 1) if (seen.add(`series\n${i}`, 'a') !== 'same') throw new Error(`${i} was forgotten`);
  });
});
