import type { DeflatedSharpe } from '../stats/dsr';
import { deflatedSharpe, trialVariance } from '../stats/dsr';
import type { SharpeRecord } from '../stats/psr';
import type { TrialSpec } from './trial-key';
import { trialKey } from './trial-key';

/** One try and how it turned out. */
export interface Trial {
  readonly spec: TrialSpec;
  /** Sharpe ratio per period over cash; null where the run had none. It counts as a try all the same. */
  readonly sharpePerPeriod: number | null;
  readonly periodsPerYear: number;
}

/**
 * Where a workspace keeps its tries. Whoever runs a backtest records it; what looks ahead (the timing lab's hindsight) is
 * no try and has no `TrialSpec`. Runs on the command line, outside a workspace, are not recorded, and screens say so.
 */
export interface TrialRegistry {
  /** Counts a trial once, however often it is recorded: the key is `trialKey(trial.spec)`. */
  readonly record: (trial: Trial) => Promise<void>;
  /** Every distinct trial, in the order first recorded. */
  readonly all: () => Promise<readonly Trial[]>;
}

/** The first record of each distinct trial, in order. */
export function distinctTrials(trials: readonly Trial[]): readonly Trial[] {
  const first = new Map<string, Trial>();
  for (const trial of trials) {
    const key = trialKey(trial.spec);
    if (!first.has(key)) first.set(key, trial);
  }
  return [...first.values()];
}

export interface TrialSpread {
  readonly count: number;
  /** Variance of the trials' Sharpe ratios per period of the frequency asked for; 0 for a single trial. */
  readonly variance: number;
}

/**
 * How many distinct tries there were and how differently they turned out. Ratios of other frequencies are brought to the
 * one asked for by √f. Null where no trial, or with several trials fewer than two, has a ratio.
 */
export function trialSpread(trials: readonly Trial[], periodsPerYear: number): TrialSpread | null {
  const distinct = distinctTrials(trials);
  const ratios = distinct.flatMap((trial) => (trial.sharpePerPeriod === null ? [] : [trial.sharpePerPeriod * Math.sqrt(trial.periodsPerYear / periodsPerYear)]));
  if (distinct.length === 1 && ratios.length === 1) return { count: 1, variance: 0 };
  const variance = trialVariance(ratios);
  return variance === null ? null : { count: distinct.length, variance };
}

/** The deflated Sharpe ratio of a record that was chosen among the registered trials; null where it has none. */
export function deflateByTrials(record: SharpeRecord, periodsPerYear: number, trials: readonly Trial[]): DeflatedSharpe | null {
  const spread = trialSpread(trials, periodsPerYear);
  return spread === null ? null : deflatedSharpe(record, spread);
}
