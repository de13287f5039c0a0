import type { BenchSizes } from './data';

/** The workloads by name. */
export const WORKLOADS = ['W1', 'W2', 'W3', 'W4', 'W5', 'W6', 'W7'] as const;

export interface BenchOptions {
  /** Workloads to run; all when empty. */
  readonly only: readonly string[];
  readonly repeats: number;
  readonly warmUpMilliseconds: number;
  /** A folder of prices to use in place of generated ones. */
  readonly data: string | null;
  readonly sizes: BenchSizes;
  /** Progress, for people who wait. */
  readonly say: (text: string) => void;
}
