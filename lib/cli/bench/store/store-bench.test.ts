import { existsSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { describe, expect, it } from 'vitest';
import { runStoreBench } from './store-bench';
import { storeText } from './store-report';

const left = () => readdirSync(tmpdir()).filter((name) => name.startsWith('mainsheet-store-bench-') && existsSync(`${tmpdir()}/${name}/postgres/postmaster.pid`));

describe('the benchmark of the store on tiny tables', () => {
  it('import and COPY leave the same rows, the read brings what a plain statement does, and nothing is left behind', async () => {
    const before = left();
    const report = await runStoreBench({ rows: [600, 1500], fileRows: 600, importRepeats: 2, readRepeats: 1, shape: { assets: 3, indicators: 2, years: 1 }, memory: null, say: () => undefined });
    expect(report.imports.map(({ tableRows, rows, same }) => [tableRows, rows, same])).toEqual([[600, 600, true], [600, 600, true], [1500, 600, true]]);
    expect(report.reads.map(({ tableRows, same }) => [tableRows, same])).toEqual([[786, true], [1500, true]]);
    for (const { ratio } of [...report.imports, ...report.reads]) expect(ratio).toBeGreaterThan(0);
    for (const part of ['600 into 1,500', '≤ 2.5×', '≤ 3×']) expect(storeText(report)).toContain(part);
    expect(left().filter((name) => !before.includes(name))).toEqual([]);
  });
});
