import { performance } from 'node:perf_hooks';
import { quantile } from '../../core/stats/tail';

/** Milliseconds of one run over several repeats. */
export interface Timing {
  readonly median: number;
  readonly lowerQuartile: number;
  readonly upperQuartile: number;
  readonly fastest: number;
  readonly repeats: number;
}

export interface TimingPlan {
  readonly repeats: number;
  readonly warmUpMilliseconds: number;
}

/** One side of a comparison: runs so many times and says how long one of them took. */
export type Side = (runs: number) => number | Promise<number>;

/** A repeat lasts about so long: enough for the clock, too short for the machine to change in between. */
const REPEAT_MILLISECONDS = 4;
/** How long both sides run before anything counts: V8 has optimised the code by then, and the caches are full. */
export const WARM_UP_MILLISECONDS = 500;
const MAX_RUNS = 1000;

/** A side that runs a function in this thread. */
export function engineSide(run: () => unknown): Side {
  return (runs) => {
    const start = performance.now();
    for (let k = 0; k < runs; k += 1) run();
    return (performance.now() - start) / runs;
  };
}

function timingOf(samples: readonly number[]): Timing {
  const at = (q: number) => quantile(samples, q) as number;
  return { median: at(0.5), lowerQuartile: at(0.25), upperQuartile: at(0.75), fastest: Math.min(...samples), repeats: samples.length };
}

/** Warms a side up and says how many runs make a repeat. */
async function warmUp(side: Side, atLeast: number): Promise<number> {
  const start = performance.now();
  let runs = 1;
  do {
    const milliseconds = await side(runs);
    runs = Math.min(MAX_RUNS, Math.max(1, Math.round(REPEAT_MILLISECONDS / milliseconds)));
  } while (performance.now() - start < atLeast);
  return runs;
}

/** Times several sides by turns, A B C A B C …, so that all see the same machine. */
export async function timeByTurns(sides: readonly Side[], { repeats, warmUpMilliseconds }: TimingPlan): Promise<readonly Timing[]> {
  const runs: number[] = [];
  for (const side of sides) runs.push(await warmUp(side, warmUpMilliseconds));
  const samples = sides.map((): number[] => []);
  for (let repeat = 0; repeat < repeats; repeat += 1) {
    for (const [s, side] of sides.entries()) samples[s].push(await side(runs[s]));
  }
  return samples.map(timingOf);
}
