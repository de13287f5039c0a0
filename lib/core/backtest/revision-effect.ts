import { assert } from '../base/assert';
import type { IsoDate } from '../base/iso-date';
import type { AssetId } from '../base/units';
import type { Decision, Layer } from '../models/decision';
import { oneWay } from '../tilts/budget';

/** A signal that pointed the other way once its data were revised. */
export interface FlippedSignal {
  readonly layer: Layer;
  readonly indicator: string;
  readonly asset: AssetId;
  /** Scores in [−1, 1] of opposite sign. */
  readonly asKnown: number;
  readonly asRevised: number;
}

/** One decision date as it was decided and as it would have been with today's values. */
export interface RevisedDecision {
  readonly date: IsoDate;
  readonly assets: readonly AssetId[];
  readonly asKnown: readonly number[];
  readonly asRevised: readonly number[];
  /** One-way distance of the two targets, as a weight. */
  readonly distance: number;
  readonly flips: readonly FlippedSignal[];
}

const keyOf = ({ layer, indicator, asset }: Decision['readings'][number]): string => `${layer} ${indicator} ${asset}`;

function flipsOf(asKnown: Decision, asRevised: Decision): readonly FlippedSignal[] {
  const revised = new Map(asRevised.readings.map((reading) => [keyOf(reading), reading.score]));
  return asKnown.readings.flatMap((reading): readonly FlippedSignal[] => {
    const score = revised.get(keyOf(reading));
    return score !== undefined && score * reading.score < 0
      ? [{ layer: reading.layer, indicator: reading.indicator, asset: reading.asset, asKnown: reading.score, asRevised: score }]
      : [];
  });
}

/**
 * Decisions on what was known beside decisions on final values, date by date. Both folds run over the same closed
 * month-ends of the same prices, so that every difference is that of revisions.
 */
export function revisionEffect(asKnown: readonly Decision[], asRevised: readonly Decision[]): readonly RevisedDecision[] {
  assert(asKnown.length === asRevised.length && asKnown.every(({ date }, k) => date === asRevised[k].date), 'both folds decide on the same days');
  return asKnown.map((known, k) => {
    const revised = asRevised[k];
    const distance = oneWay(known.target.map((weight, a) => revised.target[a] - weight));
    return { date: known.date, assets: known.assets, asKnown: known.target, asRevised: revised.target, distance, flips: flipsOf(known, revised) };
  });
}
