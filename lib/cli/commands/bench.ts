import { InvalidArgumentError } from 'commander';
import type { Result } from '../../core/base/result';
import { ok } from '../../core/base/result';
import { ENGINE_VERSION } from '../../core/engine-version';
import { runBench } from '../bench/bench';
import { FULL_SIZES } from '../bench/data';
import { WORKLOADS } from '../bench/options';
import { benchText } from '../bench/report';
import { WARM_UP_MILLISECONDS } from '../bench/timing';
import type { Io } from '../io';
import type { CommandOutput, RegisterCommand } from '../program';

interface Options {
  readonly json?: boolean;
  readonly only: readonly string[];
  readonly repeats: number;
  readonly data?: string;
  readonly store?: boolean;
  readonly rows: readonly number[];
}

/** Rows of the tables of the store, in millions. */
function millions(text: string): readonly number[] {
  const values = text.split(',').map(Number);
  if (values.some((value, k) => !(value >= 1 && value <= 100) || (k > 0 && value <= values[k - 1]))) throw new InvalidArgumentError('must be rising numbers from 1 to 100, as 1,4,16');
  return values.map((value) => Math.round(value * 1_000_000));
}

function workloads(text: string): readonly string[] {
  const named = text.split(',').map((name) => name.trim());
  const unknown = named.filter((name) => !WORKLOADS.some((workload) => workload === name));
  if (unknown.length > 0) throw new InvalidArgumentError(`there is no ${unknown.join(', ')}; there is ${WORKLOADS.join(', ')}`);
  return named;
}

function repeatCount(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > 1000) throw new InvalidArgumentError('must be a whole number from 1 to 1000');
  return value;
}

async function work({ only, repeats, data }: Options, io: Io): Promise<Result<CommandOutput>> {
  const report = await runBench({ only, repeats, data: data ?? null, warmUpMilliseconds: WARM_UP_MILLISECONDS, sizes: FULL_SIZES, say: (text) => io.err(text) });
  return report.ok ? ok({ document: { engine: { version: ENGINE_VERSION }, ...report.value }, text: benchText(report.value) }) : report;
}

/** Loaded when asked for: the engine is measured without a database. */
async function storeWork({ rows, repeats }: Options, io: Io): Promise<Result<CommandOutput>> {
  const [{ runStoreBench, STORE_DEFAULTS }, { storeText }] = [await import('../bench/store/store-bench'), await import('../bench/store/store-report')];
  const { importRepeats, readRepeats } = STORE_DEFAULTS;
  const report = await runStoreBench({ ...STORE_DEFAULTS, rows, importRepeats: Math.min(importRepeats, repeats), readRepeats: Math.min(readRepeats, repeats), say: (text) => io.err(text) });
  return ok({ document: { engine: { version: ENGINE_VERSION }, ...report }, text: storeText(report) });
}

/** `bench`: the engine timed against a floor in C, and every figure compared. */
export const registerBench: RegisterCommand = (program, act, io) => {
  program
    .command('bench')
    .description('time the engine against a floor in C, and compare every figure')
    .option('--only <W1,W2>', `workloads to run, of ${WORKLOADS.join(', ')}`, workloads, [])
    .option('--repeats <N>', 'repeats of each workload', repeatCount, 21)
    .option('--data <DIR>', 'a folder of prices in place of generated ones, checked against its expected.jsonl')
    .option('--store', 'time the store instead: import against COPY, a decision\'s read against SELECT, memory; on a Postgres of its own')
    .option('--rows <1,4,16>', 'millions of rows that the tables of the store hold', millions, [1_000_000])
    .option('--json', 'print one JSON document')
    .action((options: Options) => act(options, () => (options.store ? storeWork(options, io) : work(options, io))));
};
