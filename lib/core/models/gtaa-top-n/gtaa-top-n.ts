import { ok } from '../../base/result';
import { meanMomentum } from '../../indicators/mean-momentum';
import { trendReadings } from '../../indicators/trend';
import type { Cadence } from '../../series/period-ends';
import { trendFlip } from '../flips';
import type { Model } from '../model';
import type { RuleSignal } from '../rule-model';
import { ruleModel } from '../rule-model';
import { ranked, signScore, weightsOf } from '../selection';
import { GTAA_TOP_N_CARD } from './card';

export interface GtaaTopNParams {
  readonly top: number;
  readonly months: number;
  readonly cadence: Cadence;
}

/** Momentum chooses, trend permits: each of the best N has 1/N if it is above its mean. */
export function gtaaTopNModel(params: Partial<GtaaTopNParams> = {}): Model {
  const { top, months, cadence }: GtaaTopNParams = { top: 3, months: 10, cadence: 'month-end', ...params };
  return ruleModel({
    card: GTAA_TOP_N_CARD,
    step: 'tactical.meanMomentum',
    reads: ['meanMomentum', 'trend'],
    cadence,
    months: Math.max(13, months),
    prepare: ({ policy, cashIndex }) => {
      const universe = policy.lines.map((_, line) => line).filter((line) => line !== cashIndex);
      return ok(({ closes }) => {
        const momentum = universe.map((line) => meanMomentum(closes(line, 13)));
        const trend = universe.map((line) => trendReadings(closes(line, months), months)[months - 1]);
        const held = ranked(momentum).slice(0, top).filter((j) => trend[j] > 0);
        const signals = universe.flatMap((line, j): readonly RuleSignal[] => [
          { line, indicator: 'meanMomentum', label: 'mean of 1, 3, 6 and 12 months', reading: momentum[j], unit: 'fraction', score: signScore(momentum[j]) },
          { line, indicator: 'trend', label: `${months} months`, reading: trend[j], unit: 'fraction', score: trend[j] > 0 ? 1 : -1 },
        ]);
        const flips = universe.flatMap((line, j) => trendFlip(line, closes(line, months), trend[j] > 0));
        return { weights: weightsOf(policy.lines.length, held.map((j) => [universe[j], 1 / top])), signals, flips };
      });
    },
  });
}
