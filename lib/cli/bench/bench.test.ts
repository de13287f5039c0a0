import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { registerBench } from '../commands/bench';
import { runProgram } from '../program';
import type { BenchReport } from './bench';
import { runBench } from './bench';
import { benchText } from './report';

const folder = mkdtempSync(join(tmpdir(), 'mainsheet-bench-test-'));
afterAll(() => rmSync(folder, { recursive: true }));

const TINY = { monthlyRows: 200, dailyRows: 900, instances: 20 };
const hasCompiler = ['cc', 'gcc', 'clang'].some((command) => spawnSync(command, ['--version']).status === 0);
/** A difference of rounding; what is wrong is further away than that. */
const ROUNDING = 1e-9;

async function measured(only: readonly string[]): Promise<BenchReport> {
  const report = await runBench({ only, repeats: 1, warmUpMilliseconds: 0, data: null, sizes: TINY, say: () => undefined });
  if (!report.ok) throw new Error(report.error.message);
  return report.value;
}

/** With a compiler every figure agrees with the floor; without one the report says that there is none. */
function expectAgreement({ floor, cases }: BenchReport) {
  if (!hasCompiler) expect(floor).toEqual({ missing: expect.stringContaining('no C compiler') as string });
  for (const { id, disagreement } of cases) {
    if (!hasCompiler) expect(disagreement, id).toBeNull();
    for (const [part, apart] of Object.entries(disagreement ?? {})) expect(apart, `${id}, ${part}`).toBeLessThanOrEqual(ROUNDING);
  }
}

describe('the benchmark on a tiny market', () => {
  it('backtests, episodes and resampled paths agree with the floor', async () => {
    const report = await measured(['W1', 'W2', 'W4', 'W5']);
    expect(report.cases.map(({ id }) => id)).toEqual(['W1 monthly', 'W1 daily', 'W2 monthly', 'W2 daily', 'W4', 'W5']);
    expectAgreement(report);
    expect(report.growth.map(({ workload }) => workload)).toEqual(['W1', 'W2']);
  });

  it('all 690 configurations of a sweep agree with the floor', async () => {
    const report = await measured(['W3']);
    expect(report.cases).toHaveLength(2);
    expectAgreement(report);
  });

  it('the nearest legal weights are optimal, and as near as those of an independent method', async () => {
    const report = await measured(['W6']);
    expectAgreement(report);
    expect(report.cases[0].checks.map(({ met }) => met)).toEqual(hasCompiler ? [true, true] : [true]);
  });

  it('the house model explains every decision without a gap', async () => {
    const { cases } = await measured(['W7']);
    expect(cases.flatMap(({ checks }) => checks.map(({ met }) => met))).toEqual([true, true]);
  });

  it('the report names machine, compiler, aims and memory', async () => {
    const text = benchText(await measured(['W4', 'W6']));
    for (const part of ['Node v', hasCompiler ? '-O3' : 'no floor', '≤ 1.5×', '≤ 2 ms', 'optimality residual', 'MB resident']) expect(text).toContain(part);
  });
});

describe('the command', () => {
  async function run(...argv: readonly string[]) {
    const [out, err]: [string[], string[]] = [[], []];
    const code = await runProgram([registerBench], ['bench', ...argv], { out: (text) => out.push(text), err: (text) => err.push(text) });
    return { code, out: out.join('\n'), err: err.join('\n') };
  }

  it.each([[['--only', 'W9']], [['--repeats', '0']], [['--repeats', 'many']]])('%j is wrong usage', async (argv) => {
    expect((await run(...argv)).code).toBe(2);
  });

  it('a folder without data is refused, and so are files that do not fit together', async () => {
    const refused = async () => JSON.parse((await run('--json', '--data', folder)).out) as { error: { kind: string } };
    expect((await refused()).error.kind).toBe('missing-file');
    writeFileSync(join(folder, 'monthly_5.f64'), Float64Array.of(1, 2, 3));
    writeFileSync(join(folder, 'monthly_month.i32'), Int32Array.of(24_001, 24_002));
    expect((await refused()).error.kind).toBe('bad-data');
  });
});
