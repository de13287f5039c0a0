import { describe, expect, it } from 'vitest';
import { deepSeed, isDeep, writeFragment } from '../testing/deep';
import type { ImportRecord } from './kinds/registry';
import { parseImport } from './parse-import';
import type { ImportReport } from './report';
import { chunks, expectConsistent, fixtureSeeds, mutantOf, requestOf } from './testing/fuzz';

const MUTANTS = isDeep ? 6_000 : 300;
/** A mutant is a few hundred bytes, a long line 20 KB; this is a hundred times what one takes. */
const LONGEST_MS = 5_000;
const seeds = fixtureSeeds();

async function read(bytes: Uint8Array, kind: string, size: number): Promise<{ readonly report: ImportReport<ImportRecord>; readonly sent: ImportRecord[] }> {
  const sent: ImportRecord[] = [];
  const report = await parseImport(chunks(bytes, size), requestOf(kind), async (batch) => void sent.push(...batch));
  return { report, sent };
}

describe('damaged files', () => {
  it(`end in a consistent report, soon, and the same twice (${MUTANTS} mutants of ${seeds.length} files)`, async () => {
    const decisions = { accept: 0, 'accept-with-warnings': 0, reject: 0 };
    let slowest = 0;
    for (let k = 0; k < MUTANTS; k += 1) {
      const { seed, damages, bytes, kind, chunk } = mutantOf(seeds, deepSeed * 1_000_003 + k);
      const began = performance.now();
      try {
        const { report, sent } = await read(bytes, kind, chunk);
        slowest = Math.max(slowest, performance.now() - began);
        expectConsistent(report, sent);
        expect(await read(bytes, kind, bytes.length + 1)).toEqual({ report, sent });
        decisions[report.decision] += 1;
      } catch (error) {
        throw new Error(`mutant ${k} of ${seed.name} as ${kind} (${damages.join(', ')})`, { cause: error });
      }
    }
    expect(slowest).toBeLessThan(LONGEST_MS);
    writeFragment('import-fuzz', { title: 'Damaged import files', text: `${MUTANTS} mutants of ${seeds.length} fixtures, each read twice: ${decisions.accept} accepted, ${decisions['accept-with-warnings']} with warnings, ${decisions.reject} rejected; the slowest took ${slowest.toFixed(0)} ms. No crash, no difference between two readings.` });
  }, isDeep ? 900_000 : 60_000);
});
