import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import { seededRandom } from '../../samples/random';
import { importRequestSchema, type ImportRecord, type ImportRequest } from '../kinds/registry';
import type { ImportReport } from '../report';

const TODAY = '2026-06-30';

/** What is stated about the fixtures of each kind. */
export const FUZZ_REQUESTS: readonly ImportRequest[] = [
  { kind: 'prices', basis: 'price', sampling: 'end', currency: 'USD' },
  { kind: 'observations' },
  { kind: 'holdings', asOf: '2025-09-26' },
  { kind: 'weights' },
  { kind: 'returns', currency: 'USD' },
  { kind: 'transactions' },
].map((request) => importRequestSchema.parse({ ...request, today: TODAY }));

export const requestOf = (kind: string): ImportRequest => FUZZ_REQUESTS.find((request) => request.kind === kind) ?? FUZZ_REQUESTS[0];

export interface Seed {
  readonly name: string;
  readonly kind: string;
  readonly bytes: Uint8Array;
}

/** Every fixture, as what to make mutants of. */
export function fixtureSeeds(): readonly Seed[] {
  return ['ok', 'not-ok'].flatMap((folder) => {
    const path = fileURLToPath(new URL(`../fixtures/${folder}/`, import.meta.url));
    return readdirSync(path).filter((file) => file.endsWith('.csv')).map((file) => ({ name: `${folder}/${file}`, kind: file.split('-')[0], bytes: readFileSync(`${path}${file}`) }));
  });
}

type Random = () => number;
const below = (random: Random, n: number): number => Math.floor(random() * n);
const linesOf = (bytes: Uint8Array): string[] => Buffer.from(bytes).toString('latin1').split('\n');
const ofLines = (lines: readonly string[]): Uint8Array => Buffer.from(lines.join('\n'), 'latin1');
const PIECES = ['"', ',', ';', '\n', '\r', '\t', '\0', '-', '.', '0', '1e999', 'NaN', '%', '\u2212', '=1+1', '2025-01-02', '€', "'", 'Total', '45000', '()', '\ufeff'];

/** Ways in which files go wrong. */
const DAMAGES: Readonly<Record<string, (bytes: Uint8Array, random: Random) => Uint8Array>> = {
  'flip bytes': (bytes, random) => {
    const copy = Uint8Array.from(bytes);
    for (let k = 0; k < 1 + below(random, 4) && copy.length > 0; k += 1) copy[below(random, copy.length)] ^= 1 << below(random, 8);
    return copy;
  },
  truncate: (bytes, random) => bytes.subarray(0, below(random, bytes.length + 1)),
  'cut a piece': (bytes, random) => {
    const at = below(random, bytes.length + 1);
    return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + below(random, 12))]);
  },
  'put a piece in': (bytes, random) => {
    const at = below(random, bytes.length + 1);
    return Buffer.concat([bytes.subarray(0, at), Buffer.from(PIECES[below(random, PIECES.length)]), bytes.subarray(at)]);
  },
  'double a line': (bytes, random) => {
    const lines = linesOf(bytes);
    const at = below(random, lines.length);
    return ofLines([...lines.slice(0, at), lines[at], ...lines.slice(at)]);
  },
  'shuffle lines': (bytes, random) => ofLines(linesOf(bytes).map((line) => ({ line, key: random() })).sort((a, b) => a.key - b.key).map(({ line }) => line)),
  'swap delimiters': (bytes, random) => {
    const [from, to] = [[',', ';'], [';', ','], [',', '\t'], ['\t', '|'], ['.', ',']][below(random, 5)];
    return Buffer.from(Buffer.from(bytes).toString('latin1').replaceAll(from, to), 'latin1');
  },
  'encode as UTF-16': (bytes, random) => {
    const wide = Buffer.from(`\ufeff${Buffer.from(bytes).toString('utf8')}`, 'utf16le');
    return random() < 0.5 ? wide : wide.swap16();
  },
  'encode twice': (bytes) => Buffer.from(Buffer.from(bytes).toString('latin1'), 'utf8'),
  'insert zero bytes': (bytes, random) => {
    const at = below(random, bytes.length + 1);
    return Buffer.concat([bytes.subarray(0, at), Buffer.alloc(1 + below(random, 3)), bytes.subarray(at)]);
  },
  'make a line very long': (bytes, random) => {
    const lines = linesOf(bytes);
    const at = below(random, lines.length);
    return ofLines(lines.map((line, i) => (i === at ? `${line}${['x', ',', '"', '9', ' '][below(random, 5)].repeat(20_000)}` : line)));
  },
  'add blank lines': (bytes, random) => ofLines(linesOf(bytes).flatMap((line) => (random() < 0.3 ? [line, ''] : [line]))),
};

/** A damaged copy of one of the seeds; the same number gives the same mutant. */
export function mutantOf(seeds: readonly Seed[], number: number): { readonly seed: Seed; readonly damages: readonly string[]; readonly bytes: Uint8Array; readonly kind: string; readonly chunk: number } {
  const source = seededRandom(number);
  const random = (): number => source.next();
  const seed = seeds[below(random, seeds.length)];
  const names = Object.keys(DAMAGES);
  const damages = Array.from({ length: 1 + below(random, 3) }, () => names[below(random, names.length)]);
  const bytes = damages.reduce<Uint8Array>((current, name) => DAMAGES[name](current, random), seed.bytes);
  const kind = random() < 0.8 ? seed.kind : FUZZ_REQUESTS[below(random, FUZZ_REQUESTS.length)].kind;
  return { seed, damages, bytes, kind, chunk: 1 + below(random, 200) };
}

/** Bytes in chunks, as a stream would bring them. */
export async function* chunks(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

function expectSound(record: ImportRecord): void {
  if ('level' in record) expect(Number.isFinite(record.level) && record.level > 0).toBe(true);
  else if ('seriesId' in record) expect(Number.isFinite(record.value)).toBe(true);
  else if ('asset' in record) expect(record.min <= record.weight && record.weight <= record.max).toBe(true);
  else for (const figure of [record.quantity, record.price, 'amount' in record ? record.amount : undefined]) if (figure !== undefined) expect(figure).toMatch('kind' in record && record.kind === 'reconciliation' ? /^-?\d+(\.\d+)?$/ : /^\d+(\.\d+)?(e[-+]?\d+)?$/);
}

/** What holds of every report, whatever the file. */
export function expectConsistent(report: ImportReport<ImportRecord>, sent: readonly ImportRecord[]): void {
  expect(report.accepted + report.rejectedRows).toBeLessThanOrEqual(report.rows);
  expect(report.accepted).toBeGreaterThanOrEqual(0);
  expect(report.decision === 'reject').toBe(report.rejected.length > 0);
  expect(report.decision === 'accept').toBe(report.rejected.length === 0 && report.warnings.length === 0);
  expect(report.sha256).toMatch(/^[0-9a-f]{64}$/);
  if (report.decision === 'reject') return;
  expect(sent.length).toBe(report.records);
  expect(sent.length).toBeGreaterThan(0);
  expect(report.preview).toEqual(sent.slice(0, 10));
  sent.forEach(expectSound);
}
