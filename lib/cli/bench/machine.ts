import { cpus, loadavg, platform, release } from 'node:os';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Where figures were measured. */
export interface Machine {
  readonly node: string;
  readonly v8: string;
  readonly cpu: string;
  readonly cores: number;
  readonly system: string;
  /** Programs that wanted to run in the last minute. Above the number of cores the times are those of a busy machine. */
  readonly load: number;
  readonly peakMegabytes: number;
}

const MEGABYTE = 2 ** 20;

const inMegabytes = (bytes: number): number => Math.round((bytes / MEGABYTE) * 10) / 10;

/** Memory of the process now, resident. */
export const memoryNow = (): number => inMegabytes(process.memoryUsage().rss);

/** The heap and what hangs on it after a collection: what is kept, not what waits to be collected. */
export function settledHeapMegabytes(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return inMegabytes(heapUsed + arrayBuffers);
}

export function describeMachine(): Machine {
  const all = cpus();
  return {
    node: process.version,
    v8: process.versions.v8,
    cpu: all[0]?.model.trim() ?? 'unknown',
    cores: all.length,
    system: `${platform()} ${release()}`,
    load: Math.round(loadavg()[0] * 100) / 100,
    peakMegabytes: inMegabytes(process.resourceUsage().maxRSS * 1024),
  };
}
