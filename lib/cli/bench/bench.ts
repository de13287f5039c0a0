import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Result } from '../../core/base/result';
import { ok } from '../../core/base/result';
import type { BenchCase, Check } from './cases';
import type { BenchData } from './data';
import { prepareData } from './data';
import type { ExpectedFigures } from './expected';
import { againstExpected, readExpected } from './expected';
import type { Floor } from './floor';
import { openFloor } from './floor';
import type { Growth } from './growth';
import { measureGrowth } from './growth';
import type { Machine } from './machine';
import { describeMachine, memoryNow, settledHeapMegabytes } from './machine';
import type { BenchOptions } from './options';
import type { Timing } from './timing';
import { engineSide, timeByTurns } from './timing';

/** What one case came to. Times are milliseconds of one run, or of one solve. */
export interface CaseOutcome {
  readonly id: string;
  readonly workload: string;
  readonly title: string;
  readonly engine: Timing;
  readonly floor: Timing | null;
  /** Median over median. Null without a floor. */
  readonly ratio: number | null;
  readonly ratioOfFastest: number | null;
  readonly aim: BenchCase['aim'];
  /** Null where there is no floor to hold it against. */
  readonly met: boolean | null;
  /** Largest relative difference from the floor by part; null where there is none, or it ran something else. */
  readonly disagreement: Readonly<Record<string, number>> | null;
  /** The same against figures that another program left beside the data. */
  readonly expected: Readonly<Record<string, number>> | null;
  readonly checks: readonly (Check & { readonly met: boolean })[];
  readonly memoryMegabytes: number;
}

export interface BenchReport {
  readonly machine: Machine;
  readonly floor: { readonly compiler: string; readonly flags: string } | { readonly missing: string };
  readonly data: string;
  readonly repeats: number;
  readonly cases: readonly CaseOutcome[];
  readonly growth: readonly Growth[];
  readonly memory: { readonly peakMegabytes: number; readonly heapBeforeMegabytes: number; readonly heapAfterMegabytes: number };
}

/** Sweeps and explained decisions take long and vary little: a third of the repeats is enough. */
const repeatsOf = ({ workload }: BenchCase, repeats: number): number => (['W3', 'W7'].includes(workload) ? Math.max(3, Math.ceil(repeats / 3)) : repeats);

const perSolve = (timing: Timing, solves: number): Timing => ({
  median: timing.median / solves,
  lowerQuartile: timing.lowerQuartile / solves,
  upperQuartile: timing.upperQuartile / solves,
  fastest: timing.fastest / solves,
  repeats: timing.repeats,
});

const over = (own: number, floor: number | undefined): number | null => (floor === undefined ? null : own / floor);

async function measureCase(benchCase: BenchCase, floor: Floor | null, { repeats, warmUpMilliseconds }: BenchOptions, expected: ExpectedFigures | null): Promise<CaseOutcome> {
  const { id, workload, title, aim, run, solves = 1 } = benchCase;
  const engine = engineSide(run);
  const side = floor ? (runs: number) => floor.ask(`${benchCase.floor} ${runs}`) : null;
  // Where the aim is a time of its own the floor is there for its figures alone, and one run of it will do.
  if (side && aim.unit === 'ms') await side(1);
  const [ownTime, floorTime] = await timeByTurns(side && aim.unit === 'floor' ? [engine, side] : [engine], { repeats: repeatsOf(benchCase, repeats), warmUpMilliseconds });
  const floorFigures = floor ? await floor.result() : null;
  const figures = benchCase.figures();
  const own = perSolve(ownTime, solves);
  const ratio = over(own.median, floorTime?.median);
  const checks = (benchCase.checks?.(floorFigures) ?? []).map((check) => ({ ...check, met: check.value <= check.atMost }));
  return {
    id,
    workload,
    title,
    engine: own,
    floor: floorTime ?? null,
    ratio,
    ratioOfFastest: over(own.fastest, floorTime?.fastest),
    aim,
    met: aim.unit === 'ms' ? own.median <= aim.atMost : ratio === null ? null : ratio <= aim.atMost,
    disagreement: floorFigures && benchCase.compare ? benchCase.compare(figures, floorFigures) : null,
    expected: expected ? againstExpected(id, figures, expected) : null,
    checks,
    memoryMegabytes: memoryNow(),
  };
}

async function measureAll(data: BenchData, floor: Floor | null, options: BenchOptions) {
  const cases: CaseOutcome[] = [];
  const expected = options.data === null ? null : await readExpected(options.data);
  for (const benchCase of data.cases(options.only)) {
    options.say(`${benchCase.id}: ${benchCase.title}`);
    cases.push(await measureCase(benchCase, floor, options, expected));
  }
  return cases;
}

async function runIn(folder: string, options: BenchOptions): Promise<Result<BenchReport>> {
  const data = await prepareData(folder, options.data, options.sizes);
  if (!data.ok) return data;
  const floor = await openFloor(folder);
  try {
    if (floor.ok) for (const command of data.value.commands) await floor.value.ask(command);
    const heapBeforeMegabytes = settledHeapMegabytes();
    const cases = await measureAll(data.value, floor.ok ? floor.value : null, options);
    options.say('growth');
    const growth = await measureGrowth(folder, options);
    const machine = describeMachine();
    return ok({
      machine,
      floor: floor.ok ? { compiler: floor.value.compiler, flags: floor.value.flags } : { missing: floor.error.message },
      data: options.data ?? 'generated, seeded',
      repeats: options.repeats,
      cases,
      growth,
      memory: { peakMegabytes: machine.peakMegabytes, heapBeforeMegabytes, heapAfterMegabytes: settledHeapMegabytes() },
    });
  } finally {
    if (floor.ok) floor.value.close();
  }
}

/**
 * Times the engine against a floor in C, by turns in one call, and compares every figure. Without a compiler the engine is
 * timed alone, and the report says so. Refuses data that cannot be read.
 */
export async function runBench(options: BenchOptions): Promise<Result<BenchReport>> {
  const folder = await mkdtemp(join(tmpdir(), 'mainsheet-bench-'));
  try {
    return await runIn(folder, options);
  } finally {
    await rm(folder, { recursive: true });
  }
}
